using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The record that says whether and how a registry is sealed, in the setting <see cref="Name"/>. Without it the
/// registry is plain, and plain rows are written.
/// </summary>
/// <param name="Root">The root key, sealed with the secret.</param>
/// <param name="Finished">False: older rows may still be plain, and their bytes may be in the file.</param>
internal sealed record SealingRecord(byte[] Root, bool Finished)
{
    /// <summary>The name of the setting.</summary>
    public const string Name = "sealing";

    /// <summary>
    /// Raises the contract in both dialects, so that programs which cannot read sealed rows refuse the database.
    /// </summary>
    public const string RaiseContract =
        "UPDATE schema_version SET oldest_contract = 2 WHERE name LIKE '%_sealing.sql'";

    /// <summary>
    /// Previous secrets, each sealed with a key of the root: what was sealed with them elsewhere can still be opened.
    /// </summary>
    public IReadOnlyList<byte[]> Former { get; init; } = [];

    /// <summary>The record of a registry that is sealed from now on.</summary>
    public static SealingRecord Begin(RootKey root, string secret, bool finished) =>
        new(root.SealedUnder(secret), finished);

    /// <summary>
    /// The record with another secret, which then is the only one that opens it; the previous one is kept inside. If it
    /// has that secret already, the record itself.
    /// </summary>
    /// <exception cref="SealingException">The secret opens neither of the two keys.</exception>
    public SealingRecord Exchanged(string secret, string before)
    {
        if (RootKey.Open(Root, secret) is not null) return this;
        var root = Open(secret, before);
        return this with { Root = root.SealedUnder(secret), Former = [.. Former, root.SealText(before)] };
    }

    /// <summary>The stored form of the setting.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SealingJson.Default.SealingRecord);

    /// <summary>Reads the setting; null: there is none.</summary>
    public static SealingRecord? Read(byte[]? setting) =>
        setting is null ? null : JsonSerializer.Deserialize(setting, SealingJson.Default.SealingRecord);

    /// <summary>The root key, opened with the secret, or with the previous one while it is being exchanged.</summary>
    /// <exception cref="SealingException">No secret was given, or a wrong one.</exception>
    public RootKey Open(string? secret, string? before)
    {
        if (secret is null)
            throw new SealingException(
                "The registry is sealed: set Registry__KeySecret to the secret under which it was sealed.");
        return RootKey.Open(Root, secret)
            ?? (before is null ? null : RootKey.Open(Root, before))
            ?? throw new SealingException(
                "Registry__KeySecret is not the secret under which the registry was sealed: set that one, or "
                + "exchange it with `registry rotate-secret` and Registry__KeySecretBefore.");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SealingRecord))]
internal sealed partial class SealingJson : JsonSerializerContext;

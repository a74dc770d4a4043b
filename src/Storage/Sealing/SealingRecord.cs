using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// That and how a registry is sealed, as the setting <see cref="Name"/> says it. There is none: it is plain, and what
/// is written is plain too.
/// </summary>
/// <param name="Root">The root key, sealed under the secret.</param>
/// <param name="Finished">False: rows of before may still be plain, and their bytes in the file.</param>
internal sealed record SealingRecord(byte[] Root, bool Finished)
{
    /// <summary>The name of the setting.</summary>
    public const string Name = "sealing";

    /// <summary>
    /// Takes the database out of the reach of programs that cannot read sealed rows, in both dialects.
    /// </summary>
    public const string RaiseContract =
        "UPDATE schema_version SET oldest_contract = 2 WHERE name LIKE '%_sealing.sql'";

    /// <summary>
    /// Secrets of before, each sealed under a key of the root: what was sealed under them elsewhere still opens.
    /// </summary>
    public IReadOnlyList<byte[]> Former { get; init; } = [];

    /// <summary>Of a registry that is sealed from now on.</summary>
    public static SealingRecord Begin(RootKey root, string secret, bool finished) =>
        new(root.SealedUnder(secret), finished);

    /// <summary>
    /// The same under another secret, which is then the only one that opens it; the one of before is kept inside.
    /// Itself when it is under that secret already.
    /// </summary>
    /// <exception cref="SealingException">Neither opens it.</exception>
    public SealingRecord Exchanged(string secret, string before)
    {
        if (RootKey.Open(Root, secret) is not null) return this;
        var root = Open(secret, before);
        return this with { Root = root.SealedUnder(secret), Former = [.. Former, root.SealText(before)] };
    }

    /// <summary>As the setting keeps it.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, SealingJson.Default.SealingRecord);

    /// <summary>As the setting has it; null: there is no such setting.</summary>
    public static SealingRecord? Read(byte[]? setting) =>
        setting is null ? null : JsonSerializer.Deserialize(setting, SealingJson.Default.SealingRecord);

    /// <summary>
    /// The root key, opened with the secret, or with the one of before while it is being exchanged.
    /// </summary>
    /// <exception cref="SealingException">None was given, or it is another one.</exception>
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

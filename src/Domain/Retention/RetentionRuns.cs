using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Retention;

/// <summary>What came of carrying a rule out.</summary>
/// <param name="At">When it was carried out last, by the legal clock, UTC.</param>
/// <param name="Erased">How many were erased then.</param>
/// <param name="ErasedInAll">How many were ever erased.</param>
public sealed record RetentionRun(DateTimeOffset At, long Erased, long ErasedInAll);

/// <summary>What is on record about carrying the table out.</summary>
/// <param name="On">The legal day on which it was carried out last.</param>
public sealed record RetentionRuns(DateOnly On)
{
    /// <summary>Of each kind that was carried out.</summary>
    public ImmutableSortedDictionary<string, RetentionRun> Runs { get; init; } =
        ImmutableSortedDictionary.Create<string, RetentionRun>(StringComparer.Ordinal);

    /// <summary>
    /// Applications handed in before this instant are settled: their materials are kept for good, or gone. UTC.
    /// </summary>
    public DateTimeOffset SettledBefore { get; init; }

    /// <summary>The run of a kind; null: it was never carried out.</summary>
    public RetentionRun? Of(RetentionKind kind) => Runs.GetValueOrDefault(kind.ToString());

    /// <summary>With one more run of a kind.</summary>
    public RetentionRuns With(RetentionKind kind, DateTimeOffset at, long erased) => this with
    {
        Runs = Runs.SetItem(
            kind.ToString(), new RetentionRun(at, erased, (Of(kind)?.ErasedInAll ?? 0) + erased)),
    };

    /// <summary>As it is stored.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, RetentionJson.Default.RetentionRuns);

    /// <summary>As it was stored.</summary>
    public static RetentionRuns Read(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, RetentionJson.Default.RetentionRuns)
        ?? throw new JsonException("no record of retention");
}

/// <summary>The JSON in which runs are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RetentionRuns))]
internal sealed partial class RetentionJson : JsonSerializerContext;

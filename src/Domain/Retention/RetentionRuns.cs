using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Retention;

/// <summary>The result of carrying out a rule.</summary>
/// <param name="At">When it was last carried out, by the legal clock, UTC.</param>
/// <param name="Erased">How many were erased in that run.</param>
/// <param name="ErasedInAll">How many were ever erased.</param>
public sealed record RetentionRun(DateTimeOffset At, long Erased, long ErasedInAll);

/// <summary>What is recorded about carrying out the table.</summary>
/// <param name="On">The legal day of the last run.</param>
public sealed record RetentionRuns(DateOnly On)
{
    /// <summary>The results, for each kind that was carried out.</summary>
    public ImmutableSortedDictionary<string, RetentionRun> Runs { get; init; } =
        ImmutableSortedDictionary.Create<string, RetentionRun>(StringComparer.Ordinal);

    /// <summary>
    /// Applications handed in before this instant were dealt with: their materials are kept for good, or are erased.
    /// UTC.
    /// </summary>
    public DateTimeOffset SettledBefore { get; init; }

    /// <summary>The run of a kind; null: it was never carried out.</summary>
    public RetentionRun? Of(RetentionKind kind) => Runs.GetValueOrDefault(kind.ToString());

    /// <summary>The record with one more run of a kind.</summary>
    public RetentionRuns With(RetentionKind kind, DateTimeOffset at, long erased) => this with
    {
        Runs = Runs.SetItem(
            kind.ToString(), new RetentionRun(at, erased, (Of(kind)?.ErasedInAll ?? 0) + erased)),
    };

    /// <summary>The stored form.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, RetentionJson.Default.RetentionRuns);

    /// <summary>Reads the stored form.</summary>
    public static RetentionRuns Read(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, RetentionJson.Default.RetentionRuns)
        ?? throw new JsonException("no record of retention");
}

/// <summary>The JSON in which runs are stored.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RetentionRuns))]
internal sealed partial class RetentionJson : JsonSerializerContext;

using System.Collections.Immutable;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>How a store was opened.</summary>
/// <param name="Sealer">The sealer between the store and its tables.</param>
/// <param name="State">Whether and how the data is sealed.</param>
/// <param name="Former">Secrets that were exchanged.</param>
internal sealed record OpenedSealing(Sealer Sealer, SealingState State, ImmutableArray<string> Former)
{
    /// <summary>Opened by the record of a database and the secrets of the settings.</summary>
    /// <exception cref="SealingException">The secret is missing or wrong.</exception>
    public static OpenedSealing Of(SealingRecord? record, string? secret, string? before)
    {
        if (record is null) return new OpenedSealing(Sealer.Plain, SealingState.Plain, []);
        var root = record.Open(secret, before);
        return new OpenedSealing(
            new Sealer(root), record.Finished ? SealingState.Sealed : SealingState.Unfinished,
            [.. record.Former.Select(root.OpenText)]);
    }
}

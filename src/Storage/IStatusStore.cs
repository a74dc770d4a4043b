using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>A document whose validity depends on other entities, with its place.</summary>
public sealed record RestingDocument(long Place, string Document);

/// <summary>
/// Places in status lists. Commits assign them at random, never the same twice, and set their bits; nothing else writes
/// here.
/// </summary>
public interface IStatusStore
{
    /// <summary>The place of a document, as <c>CredentialId</c> writes it; null: it has none.</summary>
    ValueTask<long?> PlaceOf(string document, CancellationToken cancellation = default);

    /// <summary>Places whose bits are set, from one inclusive to another exclusive, in order.</summary>
    Task<ImmutableArray<long>> SetPlaces(long from, long until, CancellationToken cancellation = default);

    /// <summary>
    /// Documents that were not revoked and that still depend on other entities at <paramref name="now"/>.
    /// </summary>
    Task<ImmutableArray<RestingDocument>> Resting(DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The highest place that was assigned; null: none.</summary>
    ValueTask<long?> LastPlace(CancellationToken cancellation = default);

    /// <summary>A number that grows with each bit that a commit changes.</summary>
    ValueTask<long> Revision(CancellationToken cancellation = default);
}

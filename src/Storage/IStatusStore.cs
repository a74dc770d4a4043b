using System.Collections.Immutable;

namespace OrleansRegistry.Storage;

/// <summary>A document that rests on others' states, with its place.</summary>
public sealed record RestingDocument(long Place, string Document);

/// <summary>
/// Places in status lists. Commits give them, at random and never twice, and set their bits; nothing else writes here.
/// </summary>
public interface IStatusStore
{
    /// <summary>The place of a document, as <c>CredentialId</c> writes it; null: it has none.</summary>
    ValueTask<long?> PlaceOf(string document, CancellationToken cancellation = default);

    /// <summary>Places whose bits are set, from one inclusive to another exclusive, in order.</summary>
    Task<ImmutableArray<long>> SetPlaces(long from, long until, CancellationToken cancellation = default);

    /// <summary>
    /// Documents that were not taken back and whose other grounds still count at <paramref name="now"/>.
    /// </summary>
    Task<ImmutableArray<RestingDocument>> Resting(DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The highest place that was given; null: none was.</summary>
    ValueTask<long?> LastPlace(CancellationToken cancellation = default);

    /// <summary>Grows with each bit that a commit has changed since the lists began.</summary>
    ValueTask<long> Revision(CancellationToken cancellation = default);
}

using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A draft as its owner sees it in a list.</summary>
/// <param name="Key">Its name, as the owner gave it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="SavedAt">When it was saved last.</param>
public sealed record DraftInfo(string Key, int Bytes, DateTimeOffset SavedAt);

/// <summary>
/// A half-completed form, to be continued on another device: JSON that the registry does not interpret, kept for 30
/// days after it was last saved (http.md 9). Only its owner's account can read it.
/// </summary>
public interface IDrafts
{
    /// <summary>Largest draft in bytes, inclusive; most drafts of an account; days for which one is kept.</summary>
    const int MaxBytes = 16 * 1024, MaxDrafts = 50, Days = 30;

    /// <summary>
    /// Saves a draft. False: the account has <see cref="MaxDrafts"/> others; expired ones do not count.
    /// </summary>
    Task<bool> Save(
        string accountId, string key, ReadOnlyMemory<byte> content, DateTimeOffset now,
        CancellationToken cancellation = default);

    /// <summary>The content of a draft; null: there is none, or it has expired.</summary>
    ValueTask<ReadOnlyMemory<byte>?> Find(
        string accountId, string key, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>The drafts of an account, the one saved last first.</summary>
    ValueTask<ImmutableArray<DraftInfo>> Of(
        string accountId, DateTimeOffset now, CancellationToken cancellation = default);

    /// <summary>Deletes a draft; false: there was none.</summary>
    Task<bool> Remove(string accountId, string key, CancellationToken cancellation = default);

    /// <summary>Deletes every draft of an account; the answer is how many there were.</summary>
    Task<int> RemoveAll(string accountId, CancellationToken cancellation = default);

    /// <summary>Deletes all drafts that were last saved before an instant; the answer is how many there were.</summary>
    Task<int> RemoveOld(DateTimeOffset before, CancellationToken cancellation = default);
}

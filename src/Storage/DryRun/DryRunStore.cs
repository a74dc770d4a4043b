using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// A store over another one that keeps nothing: commits are checked as the real one checks them and held in
/// memory, where they count for the commands after them. Deadlines do not pass: in a dry run time stands still.
/// </summary>
public sealed class DryRunStore : IRegistryStore
{
    /// <summary>
    /// Bookings of one resource that end after an instant: the first of them is the one that can be in the way.
    /// </summary>
    private const int MaxBookings = 2;

    private readonly IRegistryStore _real;
    private readonly DryRunChanges _changes = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    /// <summary>
    /// A dry run over <paramref name="real"/>, which it owns from
    /// now on, only reads, and which must not change meanwhile.
    /// </summary>
    public DryRunStore(IRegistryStore real)
    {
        _real = real;
        Queries = new DryRunQueries(real.Queries, _changes);
        Work = new DryRunWork(real.Work, _changes);
        Settings = new DryRunSettings(real.Settings);
        AuditLog = new DryRunAuditLog(real.AuditLog);
        AuditRoots = new DryRunAuditRoots(real.AuditRoots);
        AuditSent = new DryRunAuditSent(real.AuditSent);
    }

    /// <inheritdoc/>
    public IRegistryQueries Queries { get; }

    /// <inheritdoc/>
    public IWorkStore Work { get; }

    /// <inheritdoc/>
    public IAccountStore Accounts => _real.Accounts;

    /// <inheritdoc/>
    public IDeviceStore Devices => _real.Devices;

    /// <inheritdoc/>
    public IAgreementStore Agreements => _real.Agreements;

    /// <inheritdoc/>
    public IDrafts Drafts => _real.Drafts;

    /// <inheritdoc/>
    public IRequestStore Requests => _real.Requests;

    /// <inheritdoc/>
    public IStatusStore Statuses => _real.Statuses;

    /// <inheritdoc/>
    public IDocumentStore Documents => _real.Documents;

    /// <inheritdoc/>
    public ISettingStore Settings { get; }

    /// <inheritdoc/>
    public IAuditLog AuditLog { get; }

    /// <inheritdoc/>
    public IAuditRootStore AuditRoots { get; }

    /// <inheritdoc/>
    public IAuditSent AuditSent { get; }

    /// <inheritdoc/>
    public IAuditSource Audits => _real.Audits;

    /// <inheritdoc/>
    public SealingState Sealing => _real.Sealing;

    /// <inheritdoc/>
    public ImmutableArray<string> FormerSecrets => _real.FormerSecrets;

    /// <inheritdoc/>
    public TimeSpan SinceGuarded => _real.SinceGuarded;

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        _changes.Find(id) is { } changed ? ValueTask.FromResult<StoredEntity?>(changed) : _real.Load(id, cancellation);

    /// <inheritdoc/>
    public async ValueTask<StoredEntity?[]> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default)
    {
        var found = await _real.LoadAll(ids, cancellation).ConfigureAwait(false);
        return [.. found.Zip(ids, (stored, id) => _changes.Find(id) ?? stored)];
    }

    /// <summary>
    /// Only the answers of commands that were really carried out: what the dry run decides is decided again.
    /// </summary>
    public ValueTask<StoredAnswer?> AnswerOf(string commandId, CancellationToken cancellation = default) =>
        _real.AnswerOf(commandId, cancellation);

    /// <inheritdoc/>
    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation = default)
    {
        await _oneAtATime.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var stored = await Load(commit.Id, cancellation).ConfigureAwait(false);
            if ((stored?.Version ?? 0) != commit.ExpectedVersion) return CommitResult.Lost;
            foreach (var reservation in commit.Taken
                .OrderBy(reservation => reservation.Space, StringComparer.Ordinal)
                .ThenBy(reservation => reservation.Value, StringComparer.Ordinal))
            {
                if (await HolderOf(reservation, commit.Id, cancellation).ConfigureAwait(false) is { } holder)
                    return new CommitResult.ReservationTaken(reservation, holder);
            }
            _changes.Keep(commit);
            return CommitResult.Ok;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <inheritdoc/>
    public Task<string?> NotReady(CancellationToken cancellation = default) => _real.NotReady(cancellation);

    /// <summary>Forgets everything and closes the store under it.</summary>
    public async ValueTask DisposeAsync()
    {
        _oneAtATime.Dispose();
        await _real.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// Another one who has what <paramref name="id"/> would take; null: nobody. A time given up
    /// in the dry run still counts as taken in the store under it: an import gives nothing up.
    /// </summary>
    private async ValueTask<EntityId?> HolderOf(Reservation reservation, EntityId id, CancellationToken cancellation)
    {
        if (reservation.During is not { } during)
            return await Queries.HolderOf(reservation, cancellation).ConfigureAwait(false) is { } holder && holder != id
                ? holder : null;
        var real = await _real.Queries
            .Bookings(reservation.Space, reservation.Value, during.From, MaxBookings, cancellation)
            .ConfigureAwait(false);
        return real.Concat(_changes.BookingsOf(reservation)).Where(booking =>
                booking.Holder != id && booking.During.From < during.Until && during.From < booking.During.Until)
            .Select(booking => (EntityId?)booking.Holder).FirstOrDefault();
    }
}

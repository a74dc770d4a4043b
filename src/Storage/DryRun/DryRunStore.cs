using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// A store over another one that keeps nothing: commits are checked as the real one checks them and held in
/// memory, where they count for the commands after them. Deadlines do not pass: in a dry run time stands still.
/// An import decides over such a store, ahead of the real one, which is given the commits many at a time
/// (docs/adr/0163).
/// </summary>
public sealed class DryRunStore : IBulkStore
{
    /// <summary>
    /// Bookings of one resource that end after an instant: the first of them is the one that can be in the way.
    /// </summary>
    private const int MaxBookings = 2;

    private readonly IRegistryStore _real;
    private readonly DryRunChanges _changes = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly KnownAbsent? _absent;
    private List<Commit> _ahead = [];

    /// <summary>
    /// A dry run over <paramref name="real"/>, which it owns from now on, only reads, and which must not change
    /// meanwhile.
    /// </summary>
    /// <param name="real">The store under it.</param>
    /// <param name="isAhead">
    /// True: the real one is given the commits later, by whoever takes them from here and says when that is done.
    /// </param>
    public DryRunStore(IRegistryStore real, bool isAhead = false)
    {
        _real = real;
        _absent = isAhead ? new KnownAbsent() : null;
        Queries = new DryRunQueries(real.Queries, _changes, _absent);
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

    /// <summary>Nothing waits: nothing is written.</summary>
    public StoreWaits Waits => default;

    /// <inheritdoc/>
    public TimeSpan SinceGuarded => _real.SinceGuarded;

    /// <inheritdoc/>
    public ValueTask<StoredEntity?> Load(EntityId id, CancellationToken cancellation = default) =>
        _changes.Find(id) is { } changed ? ValueTask.FromResult<StoredEntity?>(changed)
        : _absent is not null ? _absent.Look(id, looked => _real.Load(looked, cancellation))
        : _real.Load(id, cancellation);

    /// <inheritdoc/>
    public async ValueTask<StoredEntity?[]> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default)
    {
        var changed = ids.Select(_changes.Find).ToArray(); // First: what is here is in the real one a moment later.
        var found = await _real.LoadAll(ids, cancellation).ConfigureAwait(false);
        return [.. changed.Zip(found, (here, there) => here ?? there)];
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
            if (_absent is not null) _ahead.Add(commit);
            return CommitResult.Ok;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>Keeps them one by one: in memory there is no half of it.</summary>
    public async Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default)
    {
        foreach (var commit in commits)
            if (await Commit(commit, cancellation).ConfigureAwait(false) is not CommitResult.Committed)
                throw new BulkRefusedException($"{commit.Id}: refused at version {commit.ExpectedVersion}");
    }

    /// <summary>The commits that were kept since the last call, in their order; they still count here.</summary>
    public IReadOnlyList<Commit> TakeAhead()
    {
        _oneAtATime.Wait();
        try
        {
            return Interlocked.Exchange(ref _ahead, []);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>The real store has these commits now; whatever is left of them is read there.</summary>
    public void Forget(IReadOnlyList<Commit> commits)
    {
        _oneAtATime.Wait();
        try
        {
            _absent?.Clear();
            _changes.Forget(commits);
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
        var kept = _changes.BookingsOf(reservation); // First: what is here is in the real one a moment later.
        var real = await _real.Queries
            .Bookings(reservation.Space, reservation.Value, during.From, MaxBookings, cancellation)
            .ConfigureAwait(false);
        return real.Concat(kept).Where(booking =>
                booking.Holder != id && booking.During.From < during.Until && during.From < booking.During.Until)
            .Select(booking => (EntityId?)booking.Holder).FirstOrDefault();
    }
}

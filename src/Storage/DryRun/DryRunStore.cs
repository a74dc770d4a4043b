using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.DryRun;

/// <summary>
/// A store over another one that writes nothing: commits are checked as by the real store and held in memory, where
/// later commands see them. Deadlines do not pass, because time stands still in a dry run. An import decides over such
/// a store, ahead of the real one, to which the commits are given many at a time (docs/adr/0163).
/// </summary>
public sealed class DryRunStore : IBulkStore
{
    /// <summary>
    /// How many bookings of one resource that end after an instant are read: the first of them is the one that can
    /// collide.
    /// </summary>
    private const int MaxBookings = 2;

    private readonly IRegistryStore _real;
    private readonly DryRunChanges _changes = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly KnownAbsent? _absent;
    private List<Commit> _ahead = [];

    /// <summary>
    /// A dry run over <paramref name="real"/>. It owns that store, only reads it, and nobody else may change it
    /// meanwhile.
    /// </summary>
    /// <param name="real">The store below.</param>
    /// <param name="isAhead">
    /// True: the commits are written to the real store later, by a caller who takes them from here and reports when
    /// that is done.
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

    /// <summary>Nothing is written, so nothing waits.</summary>
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
    /// Only answers to commands that were really carried out: a command of the dry run is decided again.
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

    /// <summary>Keeps them one by one, which in memory cannot be left half done.</summary>
    public async Task CommitAll(IReadOnlyList<Commit> commits, CancellationToken cancellation = default)
    {
        foreach (var commit in commits)
            if (await Commit(commit, cancellation).ConfigureAwait(false) is not CommitResult.Committed)
                throw new BulkRefusedException($"{commit.Id}: refused at version {commit.ExpectedVersion}");
    }

    /// <summary>The commits since the last call, in their order; they still count here.</summary>
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

    /// <summary>The real store has these commits now; what no later commit has changed is read there.</summary>
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

    /// <summary>Drops everything and closes the store below.</summary>
    public async ValueTask DisposeAsync()
    {
        _oneAtATime.Dispose();
        await _real.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>
    /// The other entity that has what <paramref name="id"/> would take; null: nobody. A time that was given up in the
    /// dry run still counts as taken if the store below has it, as an import gives up nothing.
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

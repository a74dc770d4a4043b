using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>
/// Commits that wait, up to a limit; a caller waits for room when the queue is full. Writers take groups in which no
/// two commits touch the same entity, reservation, command id or consequence, and none that another writer has under
/// way. A commit that would conflict stays in line, in its order, for a later group.
/// </summary>
#pragma warning disable CA1001 // The semaphore has no handle, and disposing it would strand those who wait for room.
internal sealed class CommitQueue(int capacity)
{
    private readonly SemaphoreSlim _room = new(capacity);
    private readonly object _gate = new();
    private readonly LinkedList<CommitItem> _waiting = new();
    private readonly Marks _underWay = new();
    private readonly Marks _passedOver = new();
    private readonly List<long> _taken = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _closed;

    /// <summary>
    /// How long the oldest unfinished commit has been waiting, in the queue or with a writer. Zero: there is none.
    /// </summary>
    public TimeSpan OldestWait
    {
        get
        {
            lock (_gate)
            {
                var oldest = _waiting.First?.Value.Since ?? long.MaxValue;
                foreach (var since in _taken) oldest = Math.Min(oldest, since);
                return oldest == long.MaxValue ? TimeSpan.Zero : TimeProvider.System.GetElapsedTime(oldest);
            }
        }
    }

    /// <summary>How many wait here, without those that a writer has under way.</summary>
    public int Waiting
    {
        get
        {
            lock (_gate) return _waiting.Count;
        }
    }

    /// <summary>
    /// Adds a commit when there is room. Cancelling ends the waiting for room; a commit that was added is carried out.
    /// </summary>
    public async ValueTask Add(CommitItem item, CancellationToken cancellation)
    {
        await _room.WaitAsync(cancellation).ConfigureAwait(false);
        lock (_gate)
        {
            if (!_closed)
            {
                _waiting.AddLast(item);
                Wake();
                return;
            }
        }
        _room.Release(); // So that the next one who waits hears of it as well.
        throw new ObjectDisposedException(nameof(PostgresRegistryStore));
    }

    /// <summary>
    /// Waits for work and moves a group into <paramref name="group"/>: every waiting commit that may be part of it,
    /// within the limits, at least one. False: the queue is closed and empty.
    /// </summary>
    public async ValueTask<bool> Take(List<CommitItem> group, int maxItems, int maxBytes)
    {
        while (true)
        {
            Task news;
            lock (_gate)
            {
                Fill(group, maxItems, maxBytes);
                if (group.Count > 0) break;
                if (_closed && _waiting.Count == 0) return false;
                news = _news.Task;
            }
            await news.ConfigureAwait(false);
        }
        _room.Release(group.Count);
        return true;
    }

    private void Fill(List<CommitItem> group, int maxItems, int maxBytes)
    {
        _passedOver.Clear();
        var bytes = 0;
        for (var node = _waiting.First; node is not null && group.Count < maxItems && bytes < maxBytes;)
        {
            var (item, next) = (node.Value, node.Next);
            if (_passedOver.Touch(item.Commit) || _underWay.Touch(item.Commit))
            {
                _passedOver.Add(item.Commit); // Nothing that meets it may overtake it.
            }
            else
            {
                _underWay.Add(item.Commit);
                _waiting.Remove(node);
                group.Add(item);
                bytes += item.Bytes;
            }
            node = next;
        }
        if (group.Count > 0) _taken.Add(Oldest(group));
    }

    /// <summary>When the oldest commit of a group began to wait; the writer has sorted the group by entity.</summary>
    private static long Oldest(List<CommitItem> group)
    {
        var oldest = long.MaxValue;
        foreach (var item in group) oldest = Math.Min(oldest, item.Since);
        return oldest;
    }

    /// <summary>
    /// The group was written or has failed: commits that waited for one of its entities may be taken now.
    /// </summary>
    public void Done(List<CommitItem> group)
    {
        lock (_gate)
        {
            foreach (var item in group) _underWay.Remove(item.Commit);
            _taken.Remove(Oldest(group));
            if (_waiting.Count > 0 || _closed) Wake();
        }
    }

    /// <summary>Accepts no more; what waits is still carried out.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Wake();
        }
    }

    private void Wake()
    {
        var news = _news;
        _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        news.SetResult();
    }

    /// <summary>Everything that commits touch and that only one commit of a group may touch.</summary>
    private sealed class Marks
    {
        private readonly HashSet<EntityId> _entities = [];
        private readonly HashSet<Reservation> _reservations = [];
        private readonly HashSet<string> _commandIds = [];
        private readonly HashSet<long> _delivered = [];

        public bool Touch(Commit commit)
        {
            if (_entities.Contains(commit.Id)) return true;
            if (commit.Answer is not null && _commandIds.Contains(commit.Header.CommandId)) return true;
            if (commit.Delivered is { } row && _delivered.Contains(row)) return true;
            if (_reservations.Count == 0) return false;
            foreach (var reservation in commit.Taken) if (_reservations.Contains(Resource(reservation))) return true;
            foreach (var reservation in commit.Released) if (_reservations.Contains(Resource(reservation))) return true;
            return false;
        }

        public void Add(Commit commit)
        {
            _entities.Add(commit.Id);
            if (commit.Answer is not null) _commandIds.Add(commit.Header.CommandId);
            if (commit.Delivered is { } row) _delivered.Add(row);
            foreach (var reservation in commit.Taken) _reservations.Add(Resource(reservation));
            foreach (var reservation in commit.Released) _reservations.Add(Resource(reservation));
        }

        public void Remove(Commit commit)
        {
            _entities.Remove(commit.Id);
            if (commit.Answer is not null) _commandIds.Remove(commit.Header.CommandId);
            if (commit.Delivered is { } row) _delivered.Remove(row);
            foreach (var reservation in commit.Taken) _reservations.Remove(Resource(reservation));
            foreach (var reservation in commit.Released) _reservations.Remove(Resource(reservation));
        }

        /// <summary>
        /// Two commits that reserve the same resource are put into different groups, even if their intervals do not
        /// overlap: a call of the commit function takes each resource once.
        /// </summary>
        private static Reservation Resource(Reservation reservation) =>
            reservation.During is null ? reservation : reservation with { During = null };

        public void Clear()
        {
            if (_entities.Count == 0) return;
            _entities.Clear();
            _reservations.Clear();
            _commandIds.Clear();
            _delivered.Clear();
        }
    }
}
#pragma warning restore CA1001

using Npgsql;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Postgres.Opening;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>
/// The writers. While one transaction is on its way to the disk, the next commits are collected for the next one.
/// Nobody waits on purpose, and nobody is answered before the database has confirmed. <para> When the connection breaks
/// inside a call, nobody knows whether it happened, so the group is sent again. A commit that had not happened happens
/// now. One that had happened is refused, because the version is newer, and is then recognised by the hash of its first
/// event, which covers its whole content. So nothing is lost, nothing is done twice, and nothing is decided again too
/// early. </para>
/// </summary>
internal sealed class CommitGroups : IAsyncDisposable
{
    private const int Capacity = 8_192;
    private const int MaxGroupItems = 512;
    private const int MaxGroupBytes = 4 * 1024 * 1024;
    private const int MaxDeadlocks = 10;

    private readonly NpgsqlDataSource _source;
    private readonly HostGuard _guard;
    private readonly TimeSpan _patience;
    private readonly CommitQueue _queue = new(Capacity);
    private readonly Task[] _writers;
    private long _calls;
    private volatile Exception? _trouble;

    public CommitGroups(NpgsqlDataSource source, HostGuard guard, PostgresStoreOptions options)
    {
        (_source, _guard, _patience) = (source, guard, options.Patience);
        _writers = new Task[options.Writers];
        for (var i = 0; i < _writers.Length; i++) _writers[i] = Task.Run(Work);
    }

    /// <summary>How many calls were made durable; fewer than commits if some were grouped.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How long the oldest commit that is not durable yet has been waiting; zero: there is none.</summary>
    public TimeSpan OldestWait => _queue.OldestWait;

    /// <summary>How many commits wait in line, without those on their way to the disk.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Why the last call failed; null: it succeeded.</summary>
    public Exception? Trouble => _trouble;

    /// <summary>Commits one entity's change together with the others that wait.</summary>
    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation)
    {
        var item = new CommitItem(commit);
        await _queue.Add(item, cancellation).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    private async Task Work()
    {
        var call = new CommitCall(_source);
        await using (call.ConfigureAwait(false))
        {
            var group = new List<CommitItem>(MaxGroupItems);
            while (await _queue.Take(group, MaxGroupItems, MaxGroupBytes).ConfigureAwait(false))
            {
                await Write(call, group).ConfigureAwait(false);
                _queue.Done(group);
                group.Clear();
            }
        }
    }

    private async Task Write(CommitCall call, List<CommitItem> group)
    {
        var failure = await Measured(call, group).ConfigureAwait(false);
        if (failure is null)
        {
            foreach (var item in group) item.Complete();
        }
        else if (failure is StorageAwayException || group.Count == 1)
        {
            foreach (var item in group) item.Fail(failure);
        }
        else
        {
            // One commit of the group makes the whole group fail. Sent one by one, the others succeed.
            foreach (var item in group.ToArray()) await Write(call, [item]).ConfigureAwait(false);
        }
    }

    private async Task<Exception?> Measured(CommitCall call, List<CommitItem> group)
    {
        using var measured = CommitTelemetry.Begin(group);
        var failure = await Try(call, group).ConfigureAwait(false);
        foreach (var item in group) measured.Serve(item);
        return failure;
    }

    /// <summary>
    /// Makes the group durable; null: done. Continues after deadlocks and while the database cannot be reached.
    /// </summary>
    private async Task<Exception?> Try(CommitCall call, List<CommitItem> group)
    {
        // Once the database has been unreachable for as long as the patience lasts, the next groups fail at once.
        var patience = _trouble is null ? _patience : TimeSpan.Zero;
        var until =
            TimeProvider.System.GetTimestamp() + (long)(patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        for (int deadlocks = 0, breaks = 0; ;)
        {
            if (!await _guard.IsHeldWithin(patience).ConfigureAwait(false))
                return _trouble = new StorageAwayException(_guard.Trouble ?? "the guard of the database was lost");
            try
            {
                await call.Run(_guard.Epoch, group).ConfigureAwait(false);
                await Recognise(group).ConfigureAwait(false);
                Interlocked.Increment(ref _calls);
                _trouble = null;
                return null;
            }
            catch (Exception fault) when (PostgresFaults.IsWorthRetrying(fault) && ++deadlocks < MaxDeadlocks)
            {
            }
            catch (Exception fault) when (fault is StorageAwayException || PostgresFaults.IsAway(fault))
            {
                if (PostgresFaults.IsOutdated(fault)) _guard.Outdate();
                _source.Clear();
                foreach (var item in group) item.InDoubt = true;
                // Tried once more in any case: the connection may have been dead for long while the database works.
                if (++breaks > 1 && TimeProvider.System.GetTimestamp() > until)
                    return _trouble = fault as StorageAwayException ?? PostgresFaults.Away(fault);
                await Task.Delay(50).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // Every failure goes to its waiters; the writer itself must live on.
            catch (Exception fault)
            {
                return fault;
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>A commit that is refused after a broken call may be durable by that call.</summary>
    private async Task Recognise(List<CommitItem> group)
    {
        foreach (var item in group)
        {
            if (item.InDoubt && item.Result != CommitResult.Ok && await IsMade(item.Commit).ConfigureAwait(false))
                item.Result = CommitResult.Ok;
        }
    }

    /// <summary>
    /// True: the history has this commit, recognised by the hash of its first event. Without events nobody can tell.
    /// </summary>
    public async Task<bool> IsMade(Commit commit)
    {
        if (commit.Events.IsEmpty) return false;
        var hash = await new PostgresAccess(_source, Sealer.Plain).First(
            new BoundStatement("SELECT hash FROM event WHERE kind = $1 AND key = $2 AND version = $3")
                .Add(commit.Id.KindName).Add(commit.Id.Key).Add(commit.ExpectedVersion + 1),
            row => row.Blob(0), CancellationToken.None).ConfigureAwait(false);
        return hash.AsSpan().SequenceEqual(commit.Events[0].Hash.Span);
    }

    /// <summary>Carries out everything that waits, then ends the writers and their connections.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Close();
        await Task.WhenAll(_writers).ConfigureAwait(false);
    }
}

using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// The one thread that writes. While a transaction is on its way to the disk, the next commits are collected for the
/// next one. Nobody waits on purpose, and nobody is answered before the disk has confirmed.
/// </summary>
internal sealed class GroupWriter : IDisposable
{
    private const int Capacity = 8_192;
    private const int MaxBatchItems = 512;
    private const int MaxBatchBytes = 4 * 1024 * 1024;
    private const int CheckpointPages = 4_096;

    /// <summary>
    /// Batches change the same pages again and again; with this larger number each page is written back less often.
    /// </summary>
    private const int BatchCheckpointPages = 32_768;

    private readonly string _path;
    private readonly Database _database;
    private readonly CommitStatements _commits;
    private readonly WriteQueue _queue = new(Capacity);
    private readonly List<WriteItem> _batch = new(MaxBatchItems);
    private readonly Thread _thread;
    private long _transactions;
    private int _pagesInLog;
    private volatile Exception? _trouble;

    /// <summary>Takes over the connection and starts the thread.</summary>
    public GroupWriter(string path, Database database)
    {
        _path = path;
        _database = database;
        _commits = new CommitStatements(database);
        _thread = new Thread(Work) { Name = "registry writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>How many transactions were made durable.</summary>
    public long Transactions => Interlocked.Read(ref _transactions);

    /// <summary>How long the oldest write that is not durable yet has been waiting; zero: there is none.</summary>
    public TimeSpan OldestWait => _queue.OldestWait;

    /// <summary>How many writes wait in line, without those on their way to the disk.</summary>
    public int Waiting => _queue.Waiting;

    /// <summary>Why the last transaction failed; null: it succeeded.</summary>
    public Exception? Trouble => _trouble;

    /// <summary>Commits one entity's change together with the others that wait.</summary>
    public async Task<CommitResult> Commit(Commit commit, CancellationToken cancellation)
    {
        var item = new CommitItem(commit);
        await _queue.Add(item, cancellation).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    /// <summary>Commits all of a batch, or nothing of it.</summary>
    public async Task Commit(CommitBatch batch, CancellationToken cancellation)
    {
        var item = new BatchItem(batch);
        await _queue.Add(item, cancellation).ConfigureAwait(false);
        await item.Task.ConfigureAwait(false);
    }

    /// <summary>
    /// Carries out a small write together with the others that wait. It may run twice, so it must change nothing but
    /// the database.
    /// </summary>
    public async Task<T> Write<T>(Func<Database, T> write, CancellationToken cancellation)
    {
        var item = new SmallWrite<T>(write);
        await _queue.Add(item, cancellation).ConfigureAwait(false);
        return await item.Task.ConfigureAwait(false);
    }

    private void Work()
    {
        while (_queue.Take(_batch, MaxBatchItems, MaxBatchBytes))
        {
            WriteBatch();
            var isBulk = _batch is [BatchItem];
            _batch.Clear();
            CheckpointWhenDue(isBulk ? BatchCheckpointPages : CheckpointPages);
        }
    }

    private void WriteBatch()
    {
        var failure = Measured(_batch);
        if (failure is null)
        {
            foreach (var item in _batch) item.Complete();
        }
        else if (failure is StorageAwayException || _batch.Count == 1)
        {
            foreach (var item in _batch) item.Fail(failure);
        }
        else
        {
            // One commit of the group makes the whole group fail. Sent one by one, the others succeed.
            foreach (var item in _batch) WriteAlone(item);
        }
    }

    private void WriteAlone(WriteItem item)
    {
        var failure = Measured([item]);
        if (failure is null) item.Complete();
        else item.Fail(failure);
    }

    private Exception? Measured(List<WriteItem> items)
    {
        using var measured = CommitTelemetry.Begin(items);
        var failure = Try(items);
        foreach (var item in items) measured.Serve(item);
        return failure;
    }

    /// <summary>Carries out one transaction; null: it is durable. After any failure nothing of it remains.</summary>
    private Exception? Try(List<WriteItem> items)
    {
        try
        {
            ThrowIfFileIsGone();
            _database.KeepsManyPages = items is [BatchItem];
            _commits.Begin.Run();
            foreach (var item in items) item.Apply(_database, _commits);
            _commits.End.Run();
            Interlocked.Increment(ref _transactions);
            _trouble = null;
            return null;
        }
#pragma warning disable CA1031 // Every failure goes to its waiters; the writer itself must live on.
        catch (Exception failure)
        {
            if (failure is StorageAwayException) _trouble = failure;
            return Undo() ?? failure;
        }
#pragma warning restore CA1031
    }

    private StorageAwayException? Undo()
    {
        try
        {
            _database.Undo();
            return null;
        }
        catch (StorageAwayException trouble)
        {
            return trouble;
        }
    }

    // A deleted file can still be written to, and is lost with the process: then nobody may be answered "done".
    private void ThrowIfFileIsGone()
    {
        if (!File.Exists(_path)) throw new StorageAwayException($"{_path} is gone");
    }

    // After the answers and not inside a commit, so that no caller waits for it. A failure is harmless, as it is tried
    // again.
    private void CheckpointWhenDue(int pages)
    {
        _pagesInLog += _database.TakePagesWritten();
        if (_pagesInLog < pages) return;
        _database.Checkpoint();
        _pagesInLog = 0;
    }

    /// <summary>Carries out everything that waits, then ends the thread and the connection.</summary>
    public void Dispose()
    {
        _queue.Close();
        _thread.Join();
        _database.Dispose();
    }
}

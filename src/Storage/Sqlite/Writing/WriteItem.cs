using System.Diagnostics;
using OrleansRegistry.Storage.Bulk;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Sqlite.Writing;

/// <summary>
/// One piece of work for the writer. It may be applied again after a batch was undone, so it changes nothing but the
/// database; its caller gets the answer only when the transaction is durable.
/// </summary>
internal abstract class WriteItem : ITracedWrite
{
    /// <inheritdoc/>
    public Activity? Waiting { get; } = CommitTelemetry.Waiting;

    /// <summary>When it began to wait, by the monotonic clock.</summary>
    public long Since { get; } = TimeProvider.System.GetTimestamp();

    /// <summary>About how many bytes it writes, which limits a batch.</summary>
    public abstract int Bytes { get; }

    /// <summary>Writes inside the open transaction and remembers the answer.</summary>
    public abstract void Apply(Database database, CommitStatements commits);

    /// <summary>The transaction is durable: answers the caller.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it happened: the caller gets the exception.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>One commit of an entity.</summary>
internal sealed class CommitItem(Commit commit) : WriteItem
{
    private const int RowBytes = 256;

    private readonly TaskCompletionSource<CommitResult> _waiter =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommitResult _result = CommitResult.Lost;

    public Task<CommitResult> Task => _waiter.Task;

    public override int Bytes { get; } = BytesOf(commit);

    public override void Apply(Database database, CommitStatements commits) => _result = commits.Apply(commit);

    public override void Complete() => _waiter.SetResult(_result);

    public override void Fail(Exception exception) => _waiter.SetException(exception);

    private static int BytesOf(Commit commit)
    {
        var bytes = RowBytes + commit.State.Length + (commit.Answer?.Body.Length ?? 0);
        foreach (var happened in commit.Events) bytes += RowBytes + happened.Body.Length;
        foreach (var row in commit.Applications) bytes += RowBytes + row.Body.Length;
        foreach (var consequence in commit.Consequences) bytes += RowBytes + consequence.Command.Length;
        return bytes;
    }
}

/// <summary>Many commits as one; if one of them is refused, all are undone.</summary>
internal sealed class BatchItem(CommitBatch batch) : WriteItem
{
    private readonly TaskCompletionSource _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _waiter.Task;

    public override int Bytes => int.MaxValue / 2; // A transaction of its own.

    public override void Apply(Database database, CommitStatements commits) => commits.Bulk.Apply(batch);

    public override void Complete() => _waiter.SetResult();

    public override void Fail(Exception exception) => _waiter.SetException(exception);
}

/// <summary>Any other small write: an account, a session, a receipt.</summary>
internal sealed class SmallWrite<T>(Func<Database, T> write) : WriteItem
{
    private readonly TaskCompletionSource<T> _waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _waiter.Task;

    public override int Bytes => 512;

    public override void Apply(Database database, CommitStatements commits) => _result = write(database);

    public override void Complete() => _waiter.SetResult(_result!);

    public override void Fail(Exception exception) => _waiter.SetException(exception);
}

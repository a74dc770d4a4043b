using System.Diagnostics;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>A commit that waits for its group, and the caller who waits for it.</summary>
internal sealed class CommitItem(Commit commit) : ITracedWrite
{
    private const int RowBytes = 256;

    private readonly TaskCompletionSource<CommitResult> _waiter =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Commit Commit => commit;

    /// <summary>When it began to wait, by the monotonic clock.</summary>
    public long Since { get; } = TimeProvider.System.GetTimestamp();

    public Activity? Waiting { get; } = CommitTelemetry.Waiting;

    public Task<CommitResult> Task => _waiter.Task;

    /// <summary>The result of the last call; the caller gets it only when it is certain.</summary>
    public CommitResult Result { get; set; } = CommitResult.Lost;

    /// <summary>
    /// The connection broke during a call with this commit: it may have happened, whatever the next call answers.
    /// </summary>
    public bool InDoubt { get; set; }

    /// <summary>About how many bytes it writes, which limits the group.</summary>
    public int Bytes { get; } = BytesOf(commit);

    public void Complete() => _waiter.SetResult(Result);

    public void Fail(Exception exception) => _waiter.SetException(exception);

    private static int BytesOf(Commit commit)
    {
        var bytes = RowBytes + commit.State.Length + (commit.Answer?.Body.Length ?? 0);
        foreach (var happened in commit.Events) bytes += RowBytes + happened.Body.Length;
        foreach (var row in commit.Applications) bytes += RowBytes + row.Body.Length;
        foreach (var consequence in commit.Consequences) bytes += RowBytes + consequence.Command.Length;
        return bytes;
    }
}

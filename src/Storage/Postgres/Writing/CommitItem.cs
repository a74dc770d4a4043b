using System.Diagnostics;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Storage.Postgres.Writing;

/// <summary>A commit that waits for its group, and who waits for it.</summary>
internal sealed class CommitItem(Commit commit) : ITracedWrite
{
    private const int RowBytes = 256;

    private readonly TaskCompletionSource<CommitResult> _waiter =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Commit Commit => commit;

    /// <summary>Since when it waits, by the monotonic clock.</summary>
    public long Since { get; } = TimeProvider.System.GetTimestamp();

    public Activity? Waiting { get; } = CommitTelemetry.Waiting;

    public Task<CommitResult> Task => _waiter.Task;

    /// <summary>What the last call said; answered only when it is certain.</summary>
    public CommitResult Result { get; set; } = CommitResult.Lost;

    /// <summary>A call with it broke off: it may have happened, whatever the next call says.</summary>
    public bool InDoubt { get; set; }

    /// <summary>About how many bytes it writes; bounds a group.</summary>
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

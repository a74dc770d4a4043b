using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>A failed attempt.</summary>
/// <param name="Id">The entity.</param>
/// <param name="CommandId">The command.</param>
/// <param name="Tries">How often by now.</param>
/// <param name="Error">Why not.</param>
/// <param name="Thrown">The exception, which is a bug; null: it was refused.</param>
/// <param name="Parked">True: it is not tried again until an administrator asks for it.</param>
public sealed record FailedAttempt(
    EntityId Id, string CommandId, int Tries, string Error, Exception? Thrown, bool Parked);

/// <summary>
/// Carries out what the registry does by itself: deadlines and consequences as commands. One that fails waits longer
/// each time, and is parked in the end; it delays no other.
/// </summary>
/// <param name="work">Where they wait.</param>
/// <param name="execute">The host's way to carry out a command.</param>
/// <param name="machineClock">The machine's clock, for retries.</param>
/// <param name="maxTries">Attempts before it is parked.</param>
/// <param name="failed">Called at each failure.</param>
public sealed class RetryingExecutor(
    IWorkStore work, Func<EntityId, Envelope, CancellationToken, Task<Answer>> execute, TimeProvider machineClock,
    int maxTries, Action<FailedAttempt> failed)
{
    /// <summary>Carries out a deadline that has passed; true when it is done.</summary>
    public Task<bool> Pass(DueDeadline due, CancellationToken cancellation) => Attempt(
        due.Id,
        new Envelope(due.CommandId, new PassTime(), Actor.Registry(Channel.Deadline)) { Cause = due.Cause },
        () => work.DeadlineTries(due.Id, cancellation),
        (error, retryAt) => work.DeadlineFailed(due.Id, error, retryAt, cancellation), cancellation);

    /// <summary>Carries out a command that another entity's change caused; true when it is done.</summary>
    public Task<bool> Deliver(PendingConsequence next, CancellationToken cancellation) => Attempt(
        next.Target,
        new Envelope(
            $"outbox:{next.Id}", RetiredNames.CommandOf(next.Command.Span), Actor.Registry(Channel.Consequence))
        {
            Cause = next.Cause, OutboxId = next.Id,
        },
        () => ValueTask.FromResult(next.Attempts),
        (error, retryAt) => work.ConsequenceFailed(next.Id, error, retryAt, cancellation), cancellation);

    /// <summary>
    /// A store that cannot be reached is not the row's fault: the exception is passed on and ends the pass. Attempts
    /// are counted in the row and read after a failure: a count in a host's memory would be lost when the entity moves
    /// to another host, and a command that always fails would never be parked.
    /// </summary>
    private async Task<bool> Attempt(
        EntityId id, Envelope envelope, Func<ValueTask<int>> tries, Func<string, DateTimeOffset?, Task> count,
        CancellationToken cancellation)
    {
        string error;
        Exception? thrown = null;
        try
        {
            var answer = await execute(id, envelope, cancellation);
            if (answer is Answer.Done) return true;
            error = $"refused: {((Answer.No)answer).Refusal.Code}";
        }
        catch (Exception e) when (e is not StorageAwayException and not OperationCanceledException)
        {
            (error, thrown) = (e.Message, e);
        }
        var attempts = await tries();
        var giveUp = attempts + 1 >= maxTries;
        failed(new FailedAttempt(id, envelope.CommandId, attempts + 1, error, thrown, giveUp));
        await count(error, giveUp ? null : machineClock.GetUtcNow() + BackOff(attempts));
        return false;
    }

    /// <summary>1, 4, 16, 64 ... seconds, an hour at most.</summary>
    private static TimeSpan BackOff(int attempts) => TimeSpan.FromSeconds(Math.Min(3600, Math.Pow(4, attempts)));
}

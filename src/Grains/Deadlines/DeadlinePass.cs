using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// What one entity does when a call says that its deadline has passed. Plain: the entity may be a grain or not. A call
/// may come twice, late, or from a silo with a faster clock.
/// </summary>
/// <param name="work">Where deadlines are armed.</param>
/// <param name="rulesInForce">The legal clock.</param>
/// <param name="machineClock">The machine's clock: retries live by it.</param>
/// <param name="maxTries">Tries before the deadline is parked.</param>
/// <param name="log">Where to log.</param>
public sealed class DeadlinePass(
    IWorkStore work, RulesInForce rulesInForce, TimeProvider machineClock, int maxTries, ILogger log)
{
    /// <summary>The last deadline that it has done; null: none. A second call may be on the way.</summary>
    private DateTimeOffset? _doneThrough;

    /// <summary>
    /// Carries out what has passed. False: there was nothing to do, for it is done, or not due by this silo's clock:
    /// the silo that read the row has a faster one, and the row is read again.
    /// </summary>
    public async Task<bool> Pass(DueDeadline due, Func<EntityId, Envelope, Task<Answer>> execute)
    {
        if (due.DueAt <= _doneThrough || due.DueAt > rulesInForce.Clock.GetUtcNow()) return false;
        var executor = new RetryingExecutor(
            work, (id, envelope, _) => execute(id, envelope), machineClock, maxTries,
            failed => FailureLog.Write(log, failed));
        if (!await executor.Pass(due, CancellationToken.None)) return true;
        _doneThrough = due.DueAt;
        CommandTelemetry.DeadlineDone(due.DueAt, rulesInForce.Clock.GetUtcNow());
        return true;
    }
}

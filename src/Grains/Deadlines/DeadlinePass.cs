using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>
/// What one entity does when it is called because its deadline has passed. It does not depend on Orleans. The call may
/// come twice, late, or from a silo whose clock is ahead.
/// </summary>
/// <param name="work">Where deadlines are armed.</param>
/// <param name="rulesInForce">The legal clock.</param>
/// <param name="machineClock">The machine's clock, for retries.</param>
/// <param name="maxTries">Attempts before the deadline is parked.</param>
/// <param name="log">The log.</param>
public sealed class DeadlinePass(
    IWorkStore work, RulesInForce rulesInForce, TimeProvider machineClock, int maxTries, ILogger log)
{
    /// <summary>The last deadline that was carried out; null: none. A second call for it may be under way.</summary>
    private DateTimeOffset? _doneThrough;

    /// <summary>
    /// Carries out what is due. False: nothing was due, because it is done already, or because the calling silo's clock
    /// is ahead of this silo's; then the row is read again.
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

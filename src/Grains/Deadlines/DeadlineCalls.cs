using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Grains.Deadlines;

/// <summary>Calls grains whose deadlines have passed, as Orleans' reminders do.</summary>
internal sealed class DeadlineCalls(IGrainFactory grains, ILogger<DeadlineCalls> log)
{
    private static readonly TimeSpan _period = TimeSpan.FromMinutes(1);

    /// <summary>
    /// False: the entity's silo is gone, or another one is overloaded; the row will be read again. Throws when the
    /// store cannot be reached.
    /// </summary>
    public async Task<bool> Call(DueDeadline due)
    {
        using var span = CommandTelemetry.DeadlineCalled();
        try
        {
            var grain = grains.Reference<IRemindable>(GrainId.Create(due.Id.KindName, due.Id.Key));
            var dueAt = due.DueAt.UtcDateTime;
            await grain.ReceiveReminder(EntityGrain.ReminderOf(due), new TickStatus(dueAt, _period, dueAt));
            return true;
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            log.DeadlineCalledAgain(due.Id, e.Message);
            return false;
        }
    }
}

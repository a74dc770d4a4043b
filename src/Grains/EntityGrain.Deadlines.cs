using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// Deadlines: the row that the commit wrote is the reminder (design.md 4). Nothing is registered; a call says "look at
/// the clock", may come twice, late or to another silo, and changes nothing then.
/// </summary>
public abstract partial class EntityGrain : IRemindable
{
    /// <summary>The last deadline that it has done; null: none. A second call may be on the way.</summary>
    private DateTimeOffset? _doneThrough;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Pass(Called(reminderName, status.FirstTickTime));

    /// <summary>How a deadline is called by its reminder: its name, @ and its instant in ticks.</summary>
    internal static string ReminderOf(DueDeadline due) =>
        string.Create(CultureInfo.InvariantCulture, $"{due.Name}@{due.DueAt.UtcTicks}");

    /// <summary>
    /// Which deadline is meant. A silo of an older version, while an upgrade is under way, says the name alone, and by
    /// its first tick when it was due.
    /// </summary>
    private static ArmedDeadline Called(string reminderName, DateTime firstTick)
    {
        var at = reminderName.LastIndexOf('@');
        if (at < 0) return new ArmedDeadline(reminderName, new DateTimeOffset(firstTick.Ticks, TimeSpan.Zero));
        var ticks = long.Parse(reminderName.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return new ArmedDeadline(reminderName[..at], new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    private async Task Pass(ArmedDeadline deadline)
    {
        // Not due by this silo's clock: the silo that read the row has a faster one, and the row is read again.
        if (deadline.DueAt <= _doneThrough || deadline.DueAt > services.Rules.Clock.GetUtcNow()) return;
        var executor = new RetryingExecutor(
            services.Store.Work, (id, envelope, _) => services.Pipeline.Execute(id, envelope, this),
            services.MachineClock.Time,
            services.Options.MaxTries, failed => FailureLog.Write(services.Log, failed));
        if (await executor.Pass(new DueDeadline(Id, deadline.Name, deadline.DueAt), CancellationToken.None))
        {
            _doneThrough = deadline.DueAt;
            CommandTelemetry.DeadlineDone(deadline.DueAt, services.Rules.Clock.GetUtcNow());
        }
        if (_place is null) DeactivateOnIdle();
    }
}

using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains.Deadlines;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Grains;

/// <summary>
/// Deadlines: the row that the commit wrote is the reminder (design.md 4). Nothing is registered. A call only means
/// "look at the clock"; it may come twice, late or to another silo without harm.
/// </summary>
public abstract partial class EntityGrain : IRemindable
{
    private DeadlinePass? _pass;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Pass(Called(reminderName, status.FirstTickTime));

    /// <summary>The name of a deadline's reminder: the deadline's name, @ and its instant in ticks.</summary>
    internal static string ReminderOf(DueDeadline due) =>
        string.Create(CultureInfo.InvariantCulture, $"{due.Name}@{due.DueAt.UtcTicks}");

    /// <summary>
    /// The deadline that is meant. During an upgrade a silo of an older version sends the name alone, and the time it
    /// was due as the first tick.
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
        _pass ??= new DeadlinePass(
            services.Store.Work, services.Rules, services.MachineClock.Time, services.Options.MaxTries, services.Log);
        var due = new DueDeadline(Id, deadline.Name, deadline.DueAt);
        if (!await _pass.Pass(due, (id, envelope) => services.Pipeline.Execute(id, envelope, this))) return;
        if (_place is null) DeactivateOnIdle();
    }
}

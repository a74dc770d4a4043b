using System.Globalization;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Grains;

/// <summary>
/// Deadlines: the row that the commit wrote is the reminder (design.md 4). Nothing is registered; a tick says "look at
/// the clock", may come twice, late or to another silo, and changes nothing then.
/// </summary>
public abstract partial class EntityGrain : IRemindable
{
    private IGrainTimer? _near;

    /// <summary>True: somebody has asked for it, so it stays as long as others do.</summary>
    private bool _asked;

    /// <summary>The last deadline that it has done; null: none. A tick may be on the way beside the timer.</summary>
    private DateTimeOffset? _doneThrough;

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) =>
        Pass(Called(reminderName, status.FirstTickTime));

    /// <summary>
    /// Which deadline is meant: its name, @ and its instant in ticks (migration 0013). A silo of an older version,
    /// while an upgrade is under way, says the name alone, and by its first tick when it was due.
    /// </summary>
    private static Deadline Called(string reminderName, DateTime firstTick)
    {
        var at = reminderName.LastIndexOf('@');
        if (at < 0) return new Deadline(reminderName, new DateTimeOffset(firstTick.Ticks, TimeSpan.Zero));
        var ticks = long.Parse(reminderName.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture);
        return new Deadline(reminderName[..at], new DateTimeOffset(ticks, TimeSpan.Zero));
    }

    /// <summary>A deadline that is due before silos read again gets a timer; the row stays the truth.</summary>
    private void Watch(Deadline? deadline)
    {
        _near?.Dispose();
        _near = null;
        if (deadline is null) return;
        var left = deadline.DueAt - services.Law.Clock.GetUtcNow();
        if (left > services.Options.ReminderRefresh * 2) return;
        _near = this.RegisterGrainTimer(_ => Pass(deadline), new GrainTimerCreationOptions
        {
            DueTime = left > TimeSpan.Zero ? left + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero,
            Period = Timeout.InfiniteTimeSpan,
        });
    }

    private async Task Pass(Deadline deadline)
    {
        if (deadline.DueAt <= _doneThrough) return;
        if (deadline.DueAt > services.Law.Clock.GetUtcNow())
        {
            Watch(deadline); // The silo that read the row has a faster clock.
            return;
        }
        var errands = new Errands(services.Store.Work, (_, envelope, _) => Carry(envelope), services.MachineClock, services.Options.TriesMost, Failed);
        try
        {
            if (!await errands.Pass(new DueDeadline(Id, deadline.Name, deadline.DueAt), CancellationToken.None)) return;
            _doneThrough = deadline.DueAt;
            if (!_asked) services.Leaving.Soon(this);
        }
        catch (StorageAwayException e)
        {
            services.Log.LogWarning(e, "{Entity}: a deadline met a store that is away; its next tick tries again", Id);
        }
    }

    /// <summary>
    /// Leaves memory, unless somebody has asked for it or it is about to act. Called from outside the grain's turns:
    /// what comes at this moment finds it going and wakes it again.
    /// </summary>
    internal void Leave()
    {
        if (_asked || _near is not null) return;
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "its deadline is done"));
    }

    private void Failed(FailedErrand e)
    {
        if (e.Thrown is not null) services.Log.LogError(e.Thrown, "{Entity}: {Command} failed", e.Id, e.CommandId);
        if (e.Parked) services.Log.LogError("{Entity}: {Command} is parked after {Tries} tries: {Error}", e.Id, e.CommandId, e.Tries, e.Error);
    }
}

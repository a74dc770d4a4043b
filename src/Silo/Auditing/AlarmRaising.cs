using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Infrastructure.Audit;
using OrleansRegistry.Silo.Accounts;

namespace OrleansRegistry.Silo.Auditing;

/// <summary>Each silo raises the alarms that it has counted; the account's entity notifies the auditors.</summary>
internal sealed class AlarmRaising(AuditAlarms alarms, AuditTrail trail, AccountSafetyCommands accounts)
{
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    /// <summary>One round; the result is when the next is due.</summary>
    public async Task<TimeSpan> RaiseDue(CancellationToken cancellation)
    {
        await alarms.RaiseDue(
            trail, (account, alarm, count) => accounts.Note(account, new NoteAlarm(account, alarm, count)),
            cancellation);
        return _every;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Audit;

/// <summary>
/// Alarms from the audit itself (decisions 8). Each silo counts the records of an account, or of a network without one;
/// a count beyond a limit raises one alarm in a period: a record for the auditor, and a notice about an account. The
/// number of counts is limited.
/// </summary>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">The log, where an alarm is written, too.</param>
public sealed class AuditAlarms(TimeProvider machineClock, ILogger<AuditAlarms> log)
{
    /// <summary>The beginning of the operation's name in its records.</summary>
    public const string Prefix = "alarm.";

    /// <summary>How many searches and look-ups of an account in an hour are too many.</summary>
    public const int LookUps = 60;

    /// <summary>How many reads of other people's data by an account in an hour are too many: ten a minute.</summary>
    public const int Reads = 600;

    /// <summary>How many refusals of an account, or of a network without one, in ten minutes are too many.</summary>
    public const int Refusals = 100;

    /// <summary>How many reads of other people's data by an account between 22:00 and 06:00 are no accident.</summary>
    public const int AtNight = 30;

    private const string Spent = "lookup.overBudget";
    private const int MaxCounted = 10_000;
    private static readonly TimeSpan _untilMidnight = TimeSpan.FromHours(2), _night = TimeSpan.FromHours(8);
    private static readonly string[] _lookUps = ["search", "lookup", "searchAccounts"];

    private readonly ConcurrentDictionary<(string Who, AuditAlarm Alarm, string Window), int> _counts = new();
    private readonly ConcurrentQueue<Raised> _raised = new();

    /// <summary>A record that was written.</summary>
    public void Saw(AuditRecord record)
    {
        if (record.By is not { } by) return;
        var local = ShanghaiTime.ToLocal(record.At).DateTime;
        if (record.What == Spent) Count(by, AuditAlarm.ManyLookUps, "spent " + Hour(local), 1, isAccount: true);
        if (record.Class != AuditClass.Personal) return;
        var looksUp = _lookUps.Contains(record.What);
        Count(by, AuditAlarm.ManyLookUps, (looksUp ? "look-ups " : "reads ") + Hour(local),
            looksUp ? LookUps : Reads, isAccount: true);
        // At the roadside one works at night, with look-ups in a shift; these are not counted.
        var sinceEvening = (local + _untilMidnight).TimeOfDay;
        if (!looksUp && sinceEvening < _night)
            Count(by, AuditAlarm.NightWork, $"{local + _untilMidnight:yyyy-MM-dd}", AtNight, isAccount: true);
    }

    /// <summary>A request that was refused.</summary>
    public void Saw(RefusedRequest refused)
    {
        var now = ShanghaiTime.ToLocal(machineClock.GetUtcNow()).DateTime;
        Count(refused.By ?? refused.Network, AuditAlarm.ManyRefusals, $"{now:yyyy-MM-dd HH:}{now.Minute / 10}0",
            Refusals, isAccount: refused.By is not null);
    }

    /// <summary>Raises the alarms that are due; their records are durable before anybody is notified.</summary>
    /// <param name="trail">Where it is recorded.</param>
    /// <param name="notify">Sends the notice about an account's alarm.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task RaiseDue(
        IAuditTrail trail, Func<string, AuditAlarm, int, Task> notify, CancellationToken cancellation = default)
    {
        while (_raised.TryDequeue(out var raised))
        {
            try
            {
                await trail.Record(RecordOf(raised), cancellation);
            }
            catch
            {
                _raised.Enqueue(raised);
                throw;
            }
            log.AuditAlarm(raised.Alarm.ToString(), raised.Who, raised.Count);
            if (raised.IsAccount) await notify(raised.Who, raised.Alarm, raised.Count);
        }
    }

    private void Count(string who, AuditAlarm alarm, string window, int limit, bool isAccount)
    {
        // Periods that are over are all dropped at once; what is still being counted begins again, so that its alarm
        // comes later.
        if (_counts.Count >= MaxCounted) _counts.Clear();
        if (_counts.AddOrUpdate((who, alarm, window), 1, (_, before) => before + 1) == limit)
            _raised.Enqueue(new Raised(who, alarm, window, limit, isAccount));
    }

    /// <summary>
    /// The record has no author, because the registry raises the alarm; it is among the records about the account.
    /// </summary>
    private static AuditRecord RecordOf(Raised raised) =>
        new(default, AuditClass.Act, Prefix + JsonNamingPolicy.CamelCase.ConvertName(raised.Alarm.ToString()), By: null)
        {
            About = [raised.Who],
            Criteria = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal,
            [
                KeyValuePair.Create("count", raised.Count.ToString(CultureInfo.InvariantCulture)),
                KeyValuePair.Create("within", raised.Window),
            ]),
        };

    private static string Hour(DateTime local) => $"{local:yyyy-MM-dd HH}";

    private sealed record Raised(string Who, AuditAlarm Alarm, string Window, int Count, bool IsAccount);
}

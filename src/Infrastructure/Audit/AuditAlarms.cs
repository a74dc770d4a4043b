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
/// Alarms out of the audit itself (decisions 8): what an account, or a network without one, leaves there is counted in
/// each silo, and what passes a limit is raised once in its time: a record for the auditor, and a notice where there is
/// an account. Bounded.
/// </summary>
/// <param name="machineClock">The machine's clock.</param>
/// <param name="log">Where an alarm is named, too.</param>
public sealed class AuditAlarms(TimeProvider machineClock, ILogger<AuditAlarms> log)
{
    /// <summary>What the operations of its records begin with.</summary>
    public const string Prefix = "alarm.";

    /// <summary>Searches and look-ups of an account in an hour that are many.</summary>
    public const int LookUps = 60;

    /// <summary>Reads of others' data of an account in an hour that are many: ten a minute.</summary>
    public const int Reads = 600;

    /// <summary>Refusals of an account, or of a network without one, in ten minutes that are many.</summary>
    public const int Refusals = 100;

    /// <summary>Reads of others' data of an account between 22:00 and 06:00 that are no slip.</summary>
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
        // The roadside works at night, by look-ups within a shift.
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

    /// <summary>Raises what is due: its record is durable before anybody is notified.</summary>
    /// <param name="trail">Where it is recorded.</param>
    /// <param name="notify">Notifies of an account's alarm.</param>
    /// <param name="cancellation">Stops it.</param>
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
        // Windows that are over go all at once; whoever is being counted then begins anew, and is raised later.
        if (_counts.Count >= MaxCounted) _counts.Clear();
        if (_counts.AddOrUpdate((who, alarm, window), 1, (_, before) => before + 1) == limit)
            _raised.Enqueue(new Raised(who, alarm, window, limit, isAccount));
    }

    /// <summary>It is the registry's own, so it stands among the records about the account and not by it.</summary>
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

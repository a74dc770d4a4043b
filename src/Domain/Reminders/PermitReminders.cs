using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>Last days of operating permits, of which their operator is reminded (rules.md H.27).</summary>
internal static class PermitReminders
{
    /// <summary>The last days that run now.</summary>
    public static IEnumerable<LastDayAhead> Of(Operator o)
    {
        foreach (var permit in o.Permits)
            if (permit is { ExpiryAnnounced: false, End: null })
                yield return new LastDayAhead(
                    "permit", permit.Period.To, permit.Period.From, Ladder.Days, permit.Number);
    }

    /// <summary>The notice of a reminder.</summary>
    public static Notice NoticeOf(Operator o, LastDayAhead last) =>
        Notice.Of("remind." + last.Name, o.Key, [("permit", last.About!), ("lastDay", last.Day)]);
}

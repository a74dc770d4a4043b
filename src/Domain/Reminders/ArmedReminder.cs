using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>
/// An entity has one armed deadline. While that is a reminder, its stored name also has the deadline after it, so that
/// a forecast counts what will happen and not who will be reminded: <c>reminders.due:expiry:2026-05-14</c>.
/// </summary>
internal static class ArmedReminder
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>The stored name for reminders that come before another deadline.</summary>
    public static string NameOf(string name, ArmedDeadline ahead) =>
        $"{name}:{ahead.Name}:{ShanghaiTime.DateOf(ahead.DueAt).ToString(DayFormat, null)}";

    /// <summary>
    /// The counts with reminders replaced by the deadlines that follow them until <paramref name="to"/>.
    /// </summary>
    public static ImmutableArray<DueCount> Ahead(ImmutableArray<DueCount> counts, DateOnly to) =>
    [
        .. from count in counts.Select(Ahead).OfType<DueCount>()
           where count.On <= to
           group count by (count.On, count.Name)
           into same
           orderby same.Key.On, same.Key.Name
           select new DueCount(same.Key.On, same.Key.Name, same.Sum(count => count.Count)),
    ];

    private static DueCount? Ahead(DueCount count)
    {
        if (!count.Name.StartsWith(Reminding.Deadline, StringComparison.Ordinal)) return count;
        var parts = count.Name.Split(':');
        if (parts.Length != 3) return null;
        return new DueCount(
            DateOnly.ParseExact(parts[2], DayFormat, CultureInfo.InvariantCulture), parts[1], count.Count);
    }
}

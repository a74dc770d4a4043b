using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>Sums counts by day into weeks, which begin on Monday.</summary>
internal static class Weeks
{
    /// <summary>The Monday of the week in which a stored date lies.</summary>
    public static DateOnly MondayOf(string day)
    {
        var date = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return date.AddDays(-(((int)date.DayOfWeek + 6) % 7));
    }

    /// <summary>One count for each authority, week, status and medium, in that order.</summary>
    public static ImmutableArray<TripCount> Sum(ImmutableArray<TripCount> counts) =>
    [
        .. counts.GroupBy(one => (one.Authority, one.Week, one.Status, one.Medium))
            .OrderBy(group => group.Key)
            .Select(group => group.First() with { Count = group.Sum(one => one.Count) }),
    ];
}

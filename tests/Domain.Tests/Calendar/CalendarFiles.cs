using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>Calendar files as text, loaded or refused.</summary>
internal static class CalendarFiles
{
    public static WorkingCalendar Load(string json) =>
        Assert.IsType<RulebookLoad<WorkingCalendar>.Loaded>(
            WorkingCalendar.Parse(Encoding.UTF8.GetBytes(json))).Rulebook;

    public static ImmutableArray<string> Refuse(string json) =>
        Assert.IsType<RulebookLoad<WorkingCalendar>.Rejected>(
            WorkingCalendar.Parse(Encoding.UTF8.GetBytes(json))).Faults;

    /// <summary>Of "not JSON" only our own words: the rest is the parser's.</summary>
    public static IEnumerable<string> Brief(IEnumerable<string> faults) =>
        faults.Select(fault => fault.StartsWith("The file is not JSON", StringComparison.Ordinal)
            ? fault[..fault.IndexOf(':', StringComparison.Ordinal)]
            : fault);
}

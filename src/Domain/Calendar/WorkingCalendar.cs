using System.Collections.Immutable;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// The working-day calendar (工作日历): which days are worked, from the yearly notices of the State Council. It is data,
/// and a year is added each November. A year that is not loaded counts Monday to Friday as worked, and every date
/// counted across it is marked as such (<see cref="LegalDate.Provisional"/>). Immutable. rules.md F.
/// </summary>
public sealed class WorkingCalendar
{
    private static readonly Lazy<WorkingCalendar> EmbeddedCalendar = new(
        () => Parse(DataFile.Embedded("cn-calendar.json")).OrThrow());
    private readonly ImmutableSortedDictionary<int, CalendarYear> _years;

    internal WorkingCalendar(ImmutableSortedDictionary<int, CalendarYear> years)
    {
        _years = years;
        Years = [.. years.Keys];
    }

    /// <summary>The calendar that comes with the program: the years announced when it was built.</summary>
    public static WorkingCalendar Embedded => EmbeddedCalendar.Value;

    /// <summary>The years that are loaded, ascending.</summary>
    public IReadOnlyList<int> Years { get; }

    /// <summary>
    /// Reads a calendar file: <c>{ "2026": { "holidays": ["2026-01-01", ...], "workdays": ["2026-01-04", ...] } }</c>,
    /// with an optional remark <c>_source</c>. A year is always given whole: if the notice for the next year moves a
    /// day of this December, this year is given again. Refused, with every fault found: text that is not such JSON,
    /// unknown or repeated members, no year at all, a year without a day off (its notice is not published yet), dates
    /// that do not exist, stand twice, stand in both lists or under another year, and make-up working days that are not
    /// a Saturday or Sunday.
    /// </summary>
    public static RulebookLoad<WorkingCalendar> Parse(ReadOnlySpan<byte> json) => CalendarReader.Read(json);

    /// <summary>
    /// This calendar with the years of <paramref name="newer"/> added; a year that both have is taken from the newer
    /// one.
    /// </summary>
    public WorkingCalendar With(WorkingCalendar newer) => new(_years.SetItems(newer._years));

    /// <summary>Whether the notice for a year is loaded, so that answers about its days are final.</summary>
    public bool IsLoaded(int year) => _years.ContainsKey(year);

    /// <summary>
    /// Whether a day is a working day (工作日): a make-up working day, or Monday to Friday and not a day off. In a year
    /// that is not loaded this is a guess (Monday to Friday): ask <see cref="IsLoaded"/> before acting on it.
    /// </summary>
    public bool IsWorkday(DateOnly date) =>
        _years.TryGetValue(date.Year, out var year) ? year.IsWorkday(date) : CalendarYear.IsMondayToFriday(date);

    /// <summary>
    /// The last day, inclusive, of a period of so many working days. The start is not counted (行政许可法 art. 82,
    /// 民法典 art. 201), even when it is a working day; zero days are the start itself, and no calendar is asked.
    /// Provisional when any day after the start, up to the result, lies in a year that is not loaded. Negative
    /// numbers and results after year 9999 are refused by <see cref="ArgumentOutOfRangeException"/>.
    /// </summary>
    public LegalDate Add(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var date = start;
        var provisional = false;
        for (var left = workingDays; left > 0;)
        {
            date = date.AddDays(1);
            provisional |= !IsLoaded(date.Year);
            if (IsWorkday(date)) left--;
        }
        return new LegalDate(date, provisional);
    }

    /// <summary>
    /// The date itself if it is a working day, otherwise the next working day (民法典 art. 203; rules.md H.4). <para>
    /// Where the calendar ends, the result is provisional: a date in a year that is not loaded stays where it is, and
    /// days off at the end of the last loaded year lead to 1 January of the next. That is the earliest possible last
    /// day, whatever the notice will say: loading the year can only move the date later, so that no holder is promised
    /// a day that is taken away afterwards. </para>
    /// </summary>
    public LegalDate RollToWorkday(DateOnly date)
    {
        while (IsLoaded(date.Year) && !IsWorkday(date)) date = date.AddDays(1);
        return new LegalDate(date, !IsLoaded(date.Year));
    }

    /// <summary>
    /// The years as a file that <see cref="Parse"/> reads: UTF-8, sorted, one date a line, with a line feed at the end.
    /// The remark <c>_source</c> is left out, as it describes one file and this may join several.
    /// </summary>
    public byte[] Write() => CalendarWriter.Write(_years);
}

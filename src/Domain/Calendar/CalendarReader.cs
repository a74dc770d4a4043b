using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>One year of a calendar file as it is written.</summary>
internal sealed record CalendarYearLine(DateOnly[] Holidays, DateOnly[] Workdays);

/// <summary>
/// Strict: unknown and missing members are faults; repeated members are reported by <see cref="RuleShape"/>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(CalendarYearLine)), JsonSerializable(typeof(Dictionary<string, JsonElement>))]
internal sealed partial class CalendarJson : JsonSerializerContext;

/// <summary>
/// Reads a calendar file, which has a member for each year. <see cref="WorkingCalendar.Parse"/> lists what is refused.
/// </summary>
internal static class CalendarReader
{
    public const string HolidaysName = "holidays";
    public const string WorkdaysName = "workdays";
    private const string RemarkName = "_source";

    public static RulebookLoad<WorkingCalendar> Read(ReadOnlySpan<byte> json) =>
        RuleFile.Read<Dictionary<string, JsonElement>, WorkingCalendar>(
            json, CalendarJson.Default.DictionaryStringJsonElement, (file, faults) =>
            {
                var years = ImmutableSortedDictionary.CreateBuilder<int, CalendarYear>();
                foreach (var (name, json) in file) Read(name, json, years, faults);
                if (years.Count == 0 && faults.IsEmpty) faults.Add("The file has no year.");
                return faults.IsEmpty ? new WorkingCalendar(years.ToImmutable()) : null;
            });

    private static void Read(
        string name, JsonElement json, IDictionary<int, CalendarYear> years, RuleFaults faults)
    {
        if (name == RemarkName)
        {
            if (json.ValueKind != JsonValueKind.String) faults.Add($"{RemarkName} must be a text.");
            return;
        }
        if (YearOf(name) is not { } year)
        {
            faults.Add($"Member \"{name}\" is unknown: expected a year of four digits, or {RemarkName}.");
            return;
        }
        var before = faults.Count;
        RuleShape.Check(json, CalendarJson.Default.CalendarYearLine, name, faults);
        if (faults.Count > before) return;
        var line = json.Deserialize(CalendarJson.Default.CalendarYearLine)!;
        Check(year, line, faults);
        if (faults.Count == before) years.Add(year, new CalendarYear(year, [.. line.Holidays], [.. line.Workdays]));
    }

    private static int? YearOf(string name) =>
        name.Length == 4
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year > 0
            ? year
            : null;

    private static void Check(int year, CalendarYearLine line, RuleFaults faults)
    {
        if (line.Holidays.Length == 0)
            faults.Add($"{year:0000} names no day off: leave out a year whose notice is not published.");
        var seen = new HashSet<DateOnly>();
        var dates = line.Holidays.Select(date => (HolidaysName, date))
            .Concat(line.Workdays.Select(date => (WorkdaysName, date)));
        foreach (var (list, date) in dates)
            if (FaultOf(year, list, date, seen) is { } fault) faults.Add($"{year:0000}: {list}: {date:O} {fault}.");
    }

    private static string? FaultOf(int year, string list, DateOnly date, HashSet<DateOnly> seen)
    {
        if (date.Year != year) return "belongs to another year";
        if (!seen.Add(date)) return "stands twice: a date is in one list once";
        if (list == WorkdaysName && CalendarYear.IsMondayToFriday(date))
            return $"is a {date.DayOfWeek}: only a Saturday or Sunday can be made a working day";
        return null;
    }
}

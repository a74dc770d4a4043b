using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace OrleansRegistry.Domain.Calendar;

/// <summary>
/// Reads a calendar file and collects every fault instead of stopping at the first, so that whoever typed the file
/// from the notice corrects it once. What is refused stands at <see cref="WorkingCalendar.Parse"/>.
/// </summary>
internal sealed class CalendarReader
{
    public const string HolidaysName = "holidays";
    public const string WorkdaysName = "workdays";
    private const string RemarkName = "_source";

    private readonly ImmutableArray<string>.Builder _faults = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableSortedDictionary<int, CalendarYear>.Builder _years =
        ImmutableSortedDictionary.CreateBuilder<int, CalendarYear>();

    private CalendarReader() { }

    public static CalendarLoad Read(ReadOnlySpan<byte> json)
    {
        var reader = new CalendarReader();
        if (DataFile.Read(json, reader.ReadFile) is { } fault) reader._faults.Add(fault);
        return reader._faults.Count == 0
            ? new CalendarLoad.Loaded(new WorkingCalendar(reader._years.ToImmutable()))
            : new CalendarLoad.Rejected(reader._faults.ToImmutable());
    }

    private void ReadFile(JsonElement file)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            _faults.Add("The file must be one object with a member for each year.");
            return;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in file.EnumerateObject())
        {
            if (!seen.Add(member.Name)) _faults.Add($"Member \"{member.Name}\" stands twice.");
            else if (member.Name == RemarkName) ReadRemark(member.Value);
            else if (ParseYear(member.Name) is { } year) ReadYear(year, member.Value);
            else _faults.Add($"Member \"{member.Name}\" is unknown: expected a year of four digits, or {RemarkName}.");
        }
        if (_years.Count == 0 && _faults.Count == 0) _faults.Add("The file has no year.");
    }

    private void ReadRemark(JsonElement remark)
    {
        if (remark.ValueKind != JsonValueKind.String) _faults.Add($"{RemarkName} must be a text.");
    }

    private static int? ParseYear(string name) =>
        name.Length == 4
        && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        && year > 0
            ? year
            : null;

    private void ReadYear(int year, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            _faults.Add($"Year {year} must be an object with {HolidaysName} and {WorkdaysName}.");
            return;
        }
        var lists = new Dictionary<string, ImmutableArray<DateOnly>>(StringComparer.Ordinal);
        var seen = new HashSet<DateOnly>();
        foreach (var member in value.EnumerateObject())
        {
            if (member.Name is not (HolidaysName or WorkdaysName))
                _faults.Add($"Year {year}: member \"{member.Name}\" is unknown.");
            else if (lists.ContainsKey(member.Name))
                _faults.Add($"Year {year}: {member.Name} stands twice.");
            else
                lists.Add(member.Name, ReadDates(year, member, seen));
        }
        if (!lists.TryGetValue(HolidaysName, out var holidays))
            _faults.Add($"Year {year}: {HolidaysName} is missing.");
        else if (holidays.IsEmpty)
            _faults.Add($"Year {year} names no day off: leave out a year whose notice is not published.");
        if (!lists.TryGetValue(WorkdaysName, out var workdays))
            _faults.Add($"Year {year}: {WorkdaysName} is missing.");
        if (_faults.Count == 0) _years.Add(year, new CalendarYear(year, holidays, workdays));
    }

    private ImmutableArray<DateOnly> ReadDates(int year, JsonProperty list, HashSet<DateOnly> seen)
    {
        if (list.Value.ValueKind != JsonValueKind.Array)
        {
            _faults.Add($"Year {year}: {list.Name} must be a list of dates.");
            return [];
        }
        var dates = ImmutableArray.CreateBuilder<DateOnly>();
        foreach (var item in list.Value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || ParseDate(item.GetString()) is not { } date)
                _faults.Add($"Year {year}, {list.Name}: {item.GetRawText()} is no date like \"{year:0000}-12-31\".");
            else if (FaultOf(year, list.Name, date, seen) is { } fault)
                _faults.Add($"Year {year}, {list.Name}: {date:O} {fault}.");
            else
                dates.Add(date);
        }
        return dates.ToImmutable();
    }

    private static string? FaultOf(int year, string list, DateOnly date, HashSet<DateOnly> seen)
    {
        if (date.Year != year) return "belongs to another year";
        if (!seen.Add(date)) return "stands twice: a date is in one list once";
        if (list == WorkdaysName && CalendarYear.IsMondayToFriday(date))
            return $"is a {date.DayOfWeek}: only a Saturday or Sunday can be made a working day";
        return null;
    }

    private static DateOnly? ParseDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;
}

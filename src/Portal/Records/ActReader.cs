using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// Reads the fields of an act and collects faults of what cannot be read. What can be read may still be refused by law,
/// which the command finds.
/// </summary>
/// <param name="form">The form.</param>
internal sealed class ActReader(Posted form)
{
    private readonly List<FieldFault> _faults = [];

    /// <summary>The refusal of what could not be read; null: everything could.</summary>
    public Refusal? Refusal => _faults.Count == 0 ? null : Refusals.Malformed([.. _faults]);

    /// <summary>A text, empty when nothing was typed.</summary>
    public string Text(string name) => form[name];

    /// <summary>A text; null when nothing was typed.</summary>
    public string? TextOrNull(string name) => form.Text(name);

    /// <summary>A date that is required.</summary>
    public DateOnly Day(string name) => DayOrNull(name) ?? Missing<DateOnly>(name, "请填写日期。", "Fill in a date.");

    /// <summary>A date; null when none was given.</summary>
    public DateOnly? DayOrNull(string name)
    {
        if (form.Text(name) is not { } text) return null;
        if (Dates.Read(text) is { } day) return day;
        return Missing<DateOnly>(name, "日期格式为 2026-02-12。", "A date looks like 2026-02-12.");
    }

    /// <summary>A whole number that is required.</summary>
    public int Number(string name) => NumberOrNull(name) ?? Missing<int>(name, "请填写数字。", "Fill in a number.");

    /// <summary>A whole number; null when none was given.</summary>
    public int? NumberOrNull(string name)
    {
        if (form.Text(name) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : Missing<int>(name, "请填写整数。", "Fill in a whole number.");
    }

    /// <summary>A number with decimals.</summary>
    public decimal Decimal(string name) => decimal.TryParse(
        form[name], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number : Missing<decimal>(name, "请填写数字。", "Fill in a number.");

    /// <summary>One of the values of an enum.</summary>
    public T Choice<T>(string name) where T : struct, Enum =>
        ChoiceOrNull<T>(name) ?? Missing<T>(name, "请选择一项。", "Choose one.");

    /// <summary>One of the values of an enum; null when none was chosen.</summary>
    public T? ChoiceOrNull<T>(string name) where T : struct, Enum =>
        Enum.TryParse<T>(form[name], ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>All chosen values of an enum.</summary>
    public ImmutableArray<T> Choices<T>(string name) where T : struct, Enum =>
        [.. form.All(name).Where(text => Enum.TryParse<T>(text, out _)).Select(Enum.Parse<T>)];

    /// <summary>All chosen values.</summary>
    public ImmutableArray<string> All(string name) => [.. form.All(name)];

    /// <summary>Whether a box is ticked.</summary>
    public bool Ticked(string name) => form.Ticked(name);

    /// <summary>Every line that has something in it.</summary>
    public ImmutableArray<string> Lines(string name) =>
        [.. form[name].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A day with a time in Shanghai, from two fields: "departsAt" and "departsAt.time".</summary>
    public DateTimeOffset Moment(string name)
    {
        var day = Day(name);
        if (!TimeOnly.TryParseExact(form[name + ".time"], "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time)) return Missing<DateTimeOffset>(name, "请填写时间，如 08:00。", "Fill in a time such as 08:00.");
        return new DateTimeOffset(day.ToDateTime(time), TimeSpan.FromHours(8)).ToUniversalTime();
    }

    /// <summary>
    /// The code of a region whose name was typed, in <paramref name="name"/> or, if that is empty, in
    /// <paramref name="otherwise"/>.
    /// </summary>
    public string Region(string name, string? otherwise = null) =>
        RegionOf(name, form.Text(name) ?? (otherwise is null ? "" : form[otherwise]));

    /// <summary>
    /// A region and a place on each line, as in 贵阳 龙洞堡机场; if there is only a region, the place is the typed text.
    /// </summary>
    public ImmutableArray<(string Region, string Place)> Places(string name) =>
        [.. PlaceLines(form[name]).Select(line => (RegionOf(name, line.Region), line.Place))];

    /// <summary>The lines of a text as region and place, both as they were typed.</summary>
    public static IEnumerable<(string Region, string Place)> PlaceLines(string text) =>
        from line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        let parts = line.Split([' ', '\t', '\u3000'], 2, StringSplitOptions.TrimEntries)
        select (parts[0], parts[^1]);

    /// <summary>Adds a fault to a field.</summary>
    public void Wrong(string name, string zh, string en) => _faults.Add(Refusals.Fault(name, zh, en));

    private string RegionOf(string name, string typed)
    {
        if (RegionField.CodeOf(name, typed, field => form[field]) is { } code) return code;
        _faults.Add(new FieldFault(name, RegionField.FaultOf(typed)));
        return "";
    }

    private T Missing<T>(string name, string zh, string en) where T : struct
    {
        Wrong(name, zh, en);
        return default;
    }
}

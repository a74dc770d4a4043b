using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>One page of a list (http.md 1). Next is always in the answer: null says that this is the end.</summary>
internal sealed record Listing<T>(
    ImmutableArray<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next) : IListing
{
    /// <summary>The number of rows on all pages together; only where that is known without counting.</summary>
    public long? Total { get; init; }

    IEnumerable<object> IListing.Rows => Items.Cast<object>();

    /// <summary>A page of something, shown as <typeparamref name="T"/>.</summary>
    public static Listing<T> Of<TRow>(Page<TRow> page, Func<TRow, T> view) =>
        new([.. page.Items.Select(view)], page.Next);
}

/// <summary>Reads limit, cursor and other query parameters, which are text until they are parsed.</summary>
internal static class Paging
{
    public const int MaxLimit = 200;
    private const int MaxCursor = 512;
    private const int MaxText = 40;

    /// <summary>The page that is asked for; or the refusal.</summary>
    public static Refusal? Read(string? limit, string? cursor, out PageRequest page)
    {
        page = new PageRequest(Cursor: string.IsNullOrEmpty(cursor) ? null : cursor);
        if (cursor?.Length > MaxCursor) return Refusals.Malformed(BadCursor());
        if (limit is null) return null;
        if (Number("limit", limit, 1, MaxLimit, out var number) is { } fault) return fault;
        page = page with { Limit = number };
        return null;
    }

    /// <summary>A whole number within limits, both inclusive.</summary>
    public static Refusal? Number(string name, string? text, int min, int max, out int number)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= min
            && number <= max)
            return null;
        return Refusals.Malformed(
            Refusals.Fault(name, $"应为 {min} 至 {max} 的整数。", $"A whole number from {min} to {max}."));
    }

    /// <summary>
    /// A date of the form 2026-02-28, from 1900 to 9899, both inclusive: what is counted from such a day is a day as
    /// well.
    /// </summary>
    public static Refusal? Date(string name, string? text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && date.Year is >= 1900 and < 9900
            ? null
            : Refusals.Malformed(Refusals.Fault(name, "应为 2026-02-28 形式的日期。", "A date, such as 2026-02-28."));

    /// <summary>Some words to search for, or null.</summary>
    public static Refusal? Text(string name, string? text) => text is null
        || (text.Length is > 0 and <= MaxText && !text.Any(char.IsControl))
            ? null
            : Refusals.Malformed(Refusals.Fault(name, $"应为 1 至 {MaxText} 个字符。", $"1 to {MaxText} characters."));

    /// <summary>A date, or null.</summary>
    public static Refusal? DateOrNone(string name, string? text, out DateOnly? date)
    {
        date = null;
        if (text is null) return null;
        var fault = Date(name, text, out var given);
        if (fault is null) date = given;
        return fault;
    }

    /// <summary>true, false, or null.</summary>
    public static Refusal? Flag(string name, string? text, out bool flag)
    {
        flag = text == "true";
        return text is null or "true" or "false" ? null
            : Refusals.Malformed(Refusals.Fault(name, "应为 true 或 false。", "true or false."));
    }

    /// <summary>A value of an enumeration in camelCase, or null.</summary>
    public static Refusal? Word<T>(string name, string? text, out T? word) where T : struct, Enum
    {
        word = null;
        if (text is null) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString()) != text) continue;
            word = value;
            return null;
        }
        return Refusals.Malformed(Refusals.Fault(name, "没有该选项。", "There is no such choice."));
    }

    public static FieldFault BadCursor() =>
        Refusals.Fault("cursor", "游标无效，请从第一页重新开始。", "Not a cursor of this list; begin at its first page.");
}

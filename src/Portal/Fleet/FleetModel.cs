using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>A filter on a fleet.</summary>
/// <param name="Days">Only what is due within so many days, or overdue; null: everything.</param>
/// <param name="Kind">vehicles, drivers or null: both.</param>
/// <param name="Text">Part of a plate or a name; empty: any.</param>
public sealed record FleetWanted(int? Days, string? Kind, string Text)
{
    /// <summary>The days that can be chosen.</summary>
    public static readonly ImmutableArray<int> Spans = [7, 30, 90];

    /// <summary>Reads the filter from the address; unknown values filter nothing.</summary>
    public static FleetWanted Of(string? due, string? kind, string? text) => new(
        int.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && Spans.Contains(days)
            ? days : null,
        kind is "vehicles" or "drivers" ? kind : null, (text ?? "").Trim());

    /// <summary>True for a row that is wanted.</summary>
    public bool Takes(FleetRow row, DateOnly today) =>
        (Days is not { } days || row.On <= today.AddDays(days))
        && (Kind is null || row.IsVehicle == (Kind == "vehicles"))
        && row.Name.Contains(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address of the same view with one choice changed.</summary>
    public string Path(int page = 1)
    {
        var words = new List<string>();
        if (Days is { } days) words.Add(string.Create(CultureInfo.InvariantCulture, $"due={days}"));
        if (Kind is not null) words.Add("kind=" + Kind);
        if (Text.Length > 0) words.Add("q=" + Uri.EscapeDataString(Text));
        if (page > 1) words.Add(string.Create(CultureInfo.InvariantCulture, $"page={page}"));
        return words.Count == 0 ? "/fleet" : "/fleet?" + string.Join('&', words);
    }
}

/// <summary>A page of a carrier's vehicles, drivers and permits, the nearest last day first.</summary>
/// <param name="Title">The name of the carrier.</param>
/// <param name="Operator">The id of the carrier; null: the account acts for no carrier.</param>
/// <param name="Wanted">The filter of the list.</param>
/// <param name="Counts">How many rows are due within each span of days, including overdue ones.</param>
/// <param name="Overdue">How many rows are overdue.</param>
/// <param name="Rows">The rows of this page.</param>
/// <param name="Total">How many rows the filter finds.</param>
/// <param name="Page">The number of the page, from 1.</param>
/// <param name="Pages">The number of pages, at least 1.</param>
/// <param name="Today">The legal date.</param>
public sealed record FleetModel(
    LocalText Title, string? Operator, FleetWanted Wanted, ImmutableArray<(int Days, int Count)> Counts, int Overdue,
    ImmutableArray<FleetRow> Rows, int Total, int Page, int Pages, DateOnly Today);

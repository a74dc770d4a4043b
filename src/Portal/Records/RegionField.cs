using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Records;

/// <summary>
/// A region (行政区划) in a form: typed by its name; if the name fits several, one of them is chosen when the form is shown
/// again. The code may be typed, too.
/// </summary>
internal static class RegionField
{
    /// <summary>Id of the list of names that a browser offers while one is typed.</summary>
    public const string List = "regions";

    private const int MaxOffered = 12;

    /// <summary>
    /// Provinces, cities, and counties of no city, as the options of the list. The 2,850 counties and districts are
    /// left out, because the page would be ten times as large; they are found by name all the same.
    /// </summary>
    public static string Options { get; } = string.Concat(Regions.Below(null).SelectMany(province =>
        Regions.Below(province.Code).Where(region => region.Level == RegionLevel.City || Lone(region))
            .Prepend(province)).Select(region => $"<option>{region.Name}"));

    /// <summary>
    /// The field with the choice for what was typed into <paramref name="field"/>; another text gives another field, so
    /// that an old choice does not count.
    /// </summary>
    public static string ChoiceOf(string field, string typed) => $"{field}.which.{typed}";

    /// <summary>
    /// The regions to choose from; empty where the text is the name of one region, a code, or like no name.
    /// </summary>
    public static ImmutableArray<Region> Offered(string typed)
    {
        if (IsCode(typed)) return [];
        var called = RegionNames.Find(typed);
        return called.Length == 1 ? []
            : [.. (called.IsEmpty && typed.Length > 1 ? Regions.Search(typed, under: null) : called).Take(MaxOffered)];
    }

    /// <summary>The region that was typed or chosen; null: it is not clear, or like no name.</summary>
    public static string? CodeOf(string field, string typed, Func<string, string> chosen)
    {
        if (IsCode(typed)) return typed.Length is 2 or 4 or 6 && Provinces.ByCode(typed) is not null ? typed : null;
        if (RegionNames.Find(typed) is [var one]) return one.Code;
        var choice = chosen(ChoiceOf(field, typed));
        return Offered(typed).FirstOrDefault(region => region.Code == choice)?.Code;
    }

    /// <summary>The fault of a text that is not clear, or like no name.</summary>
    public static LocalText FaultOf(string typed) =>
        typed.Length == 0 ? new("请填写所在的省、市或县。", "Say in which province, city or county it is.")
        : Offered(typed).IsEmpty
            ? new($"没有找到“{typed}”，请写省、市或县的名称，例如 昆明。",
                $"No region is called {typed}; write its Chinese name.")
            : new($"请选择“{typed}”是哪一处。", $"Choose which {typed} is meant.");

    private static bool IsCode(string typed) => typed.All(char.IsAsciiDigit);

    private static bool Lone(Region county) =>
        Regions.Find(county.Prefix[..4]) is not { IsCurrent: true }
        && Regions.Find(county.Prefix[..2])!.Name[^1] != '市';
}

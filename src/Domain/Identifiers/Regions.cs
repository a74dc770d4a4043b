using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Calendar;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Names of regions down to the county, after GB/T 2260 (E.6; source and licence: Regions/README.md). They are for
/// people to read and choose from. Whether a code is valid depends on its province alone (<see cref="Provinces"/>),
/// because districts come and go and numbers that were issued stay valid (E.1).
/// </summary>
public static class Regions
{
    private const string File = "regions.tsv";
    private static readonly ImmutableArray<Region> _all = Load();

    private static readonly FrozenDictionary<string, Region> _byPrefix =
        _all.ToFrozenDictionary(region => region.Prefix, StringComparer.Ordinal);

    /// <summary>All regions, former ones too, by code.</summary>
    public static ImmutableArray<Region> All => _all;

    /// <summary>The region for a code of 2, 4 or 6 digits, with or without zeros at the end; null: none.</summary>
    public static Region? Find(string code) => _byPrefix.GetValueOrDefault(PrefixOf(code));

    /// <summary>
    /// The regions of today on the next lower level, by code: all provinces for null; for a province its cities and the
    /// counties that belong to no city.
    /// </summary>
    public static IEnumerable<Region> Below(string? code)
    {
        var above = code is null ? "" : PrefixOf(code);
        return _all.Where(region => region.IsCurrent && ParentOf(region.Prefix) == above);
    }

    /// <summary>
    /// Regions of today within <paramref name="under"/> (null: anywhere) whose name has this text in it or whose code
    /// begins with it, by code; a whole code also finds a former region.
    /// </summary>
    public static IEnumerable<Region> Search(string text, string? under)
    {
        var within = under is null ? "" : PrefixOf(under);
        return _all.Where(region => region.Prefix.StartsWith(within, StringComparison.Ordinal)
            && (region.IsCurrent
                ? region.Name.Contains(text, StringComparison.Ordinal)
                    || region.Code.StartsWith(text, StringComparison.Ordinal)
                : region.Code == text));
    }

    /// <summary>
    /// The name from the province on, as in 云南省昆明市五华区, as far as the code is known; null: not even its province.
    /// </summary>
    public static string? FullNameOf(string code)
    {
        var name = new StringBuilder();
        for (var length = 2; length <= PrefixOf(code).Length; length += 2)
            if (_byPrefix.TryGetValue(code[..length], out var region)) name.Append(region.Name);
        return name.Length == 0 ? null : name.ToString();
    }

    /// <summary>
    /// The full name for English texts: the province in English; the rest has no English name in the source and stays
    /// Chinese (Yunnan 昆明市五华区). Null: the province is not known either.
    /// </summary>
    public static string? EnglishNameOf(string code)
    {
        if (Provinces.ByCode(code) is not { } province || FullNameOf(code) is not { } name) return null;
        var within = _byPrefix.TryGetValue(province.Code, out var region) ? name[region.Name.Length..] : name;
        return within.Length == 0 ? province.English : $"{province.English} {within}";
    }

    /// <summary>
    /// The name for texts in which Chinese cannot be marked as such, like refusals: the province in English and the
    /// code of the region (Yunnan, 5301). Only the code if the province is not known.
    /// </summary>
    public static string EnglishTextOf(string code) =>
        Provinces.ByCode(code) is not { } province ? code
        : PrefixOf(code).Length == 2 ? province.English : $"{province.English}, {code}";

    internal static string PrefixOf(string code) =>
        code.Length == 6 && code.EndsWith("0000", StringComparison.Ordinal) ? code[..2]
        : code.Length is 4 or 6 && code.EndsWith("00", StringComparison.Ordinal) ? code[..^2]
        : code;

    /// <summary>
    /// The prefix of the region above: the city, where that is a place of its own, otherwise the province.
    /// </summary>
    private static string ParentOf(string prefix) => prefix.Length switch
    {
        2 => "",
        4 => prefix[..2],
        _ => _byPrefix.TryGetValue(prefix[..4], out var city) && city.IsCurrent ? prefix[..4] : prefix[..2],
    };

    private static ImmutableArray<Region> Load() =>
    [
        .. Encoding.UTF8.GetString(DataFile.Embedded(File)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t')).Select(cells => new Region(
                cells[0], cells[1], cells.Length == 2,
                cells.Length == 2 || cells[2] == "-" ? [] : [.. cells[2].Split(',')])),
    ];
}

using System.Collections.Frozen;
using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// Finds regions by the names that people use: 昆明, 昆明市, 云南昆明, 云南省昆明市五华区. Programs use codes, but a clerk who files a
/// trip or registers a certificate knows places by name (docs/adr/0154).
/// </summary>
public static class RegionNames
{
    /// <summary>Shortest name that may remain without its ending: 沛县 is not called 沛.</summary>
    private const int MinName = 2;

    private static readonly ImmutableArray<string> _endings =
        ["自治区", "自治州", "自治县", "自治旗", "特别行政区", "省", "市", "地区", "盟", "县", "区", "旗"];

    /// <summary>Peoples as they stand in names of regions, the longer ones first where one ends with another.</summary>
    private static readonly ImmutableArray<string> _peoples =
    [
        "土家族", "布依族", "达斡尔族", "朝鲜族", "蒙古族", "哈尼族", "拉祜族", "布朗族", "傈僳族", "普米族", "景颇族", "仫佬族", "仡佬族", "毛南族",
        "纳西族", "裕固族", "东乡族", "保安族", "撒拉族", "哈萨克族", "柯尔克孜", "维吾尔", "塔吉克", "哈萨克", "蒙古", "锡伯", "独龙族", "各族",
        "满族", "回族", "土族", "壮族", "苗族", "侗族", "瑶族", "畲族", "黎族", "羌族", "彝族", "藏族", "水族", "傣族", "白族", "佤族", "怒族",
    ];

    /// <summary>The own name of each region, by prefix.</summary>
    private static readonly FrozenDictionary<string, ImmutableArray<string>> _names = Regions.All.ToFrozenDictionary(
        region => region.Prefix, region => NamesOf(region).Distinct().ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>
    /// The regions of today with this name, by code. Their endings, and the names of the province and city in which
    /// they lie, may be left out. Where a city and one of its counties share a name, only the city is found (南昌). The
    /// name of a former region finds the regions that replaced it. More than one: the name is ambiguous. Empty: no
    /// region has the name.
    /// </summary>
    public static ImmutableArray<Region> Find(string text)
    {
        var name = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        if (name.Length < MinName) return [];
        ImmutableArray<Region> found =
            [.. Regions.All.Where(region => region.IsCurrent && IsCalled(region.Prefix, name))];
        if (found.IsEmpty)
            return
            [
                .. Regions.All.Where(region => !region.IsCurrent && IsCalled(region.Prefix, name))
                    .SelectMany(region => region.Successors).Distinct().Select(Regions.Find).OfType<Region>(),
            ];
        return
        [
            .. found.Where(region => !found.Any(other => other.Level == RegionLevel.City
                && region.Level == RegionLevel.County
                && region.Prefix.StartsWith(other.Prefix, StringComparison.Ordinal))),
        ];
    }

    /// <summary>
    /// A name for a code by which <see cref="Find"/> finds it again; if there is none, the code itself.
    /// </summary>
    public static string Of(string code) =>
        Regions.FullNameOf(code) is { } name && Find(name) is [var found] && found.Code == code ? name : code;

    /// <summary>
    /// True when the text is the region's name, with or without the names of the regions in which it lies.
    /// </summary>
    private static bool IsCalled(string prefix, string text)
    {
        if (!_names.TryGetValue(prefix, out var names)) return false;
        foreach (var name in names)
            if (text.EndsWith(name, StringComparison.Ordinal) && LiesIn(prefix, text[..^name.Length])) return true;
        return false;
    }

    private static bool LiesIn(string prefix, string above)
    {
        if (above.Length == 0) return true;
        for (var length = prefix.Length - 2; length >= 2; length -= 2)
            if (IsCalled(prefix[..length], above)) return true;
        return false;
    }

    private static IEnumerable<string> NamesOf(Region region)
    {
        yield return region.Name;
        var name = region.Name;
        if (region.Level == RegionLevel.Province) yield return Provinces.ByCode(region.Code)!.Name;
        else if (_endings.FirstOrDefault(ending => Without(name, ending) is not null) is { } ending)
        {
            var plain = name[..^ending.Length];
            if (ending.StartsWith("自治", StringComparison.Ordinal)) plain = WithoutPeoples(plain);
            yield return plain;
        }
    }

    private static string WithoutPeoples(string name)
    {
        while (_peoples.Select(people => Without(name, people)).FirstOrDefault(rest => rest is not null) is { } rest)
            name = rest;
        return name;
    }

    private static string? Without(string name, string ending) =>
        name.EndsWith(ending, StringComparison.Ordinal) && name.Length - ending.Length >= MinName
            ? name[..^ending.Length] : null;
}

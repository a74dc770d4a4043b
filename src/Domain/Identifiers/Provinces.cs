using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>A province-level division of GB/T 2260 (省级行政区划); rules.md E.6.</summary>
/// <param name="Code">First two digits of its area codes.</param>
/// <param name="Name">Short Chinese name, as in 河南.</param>
/// <param name="PlateCharacter">
/// First character of its number plates, as in 豫; null for Taiwan, Hong Kong and Macao, which have other plates.
/// </param>
public sealed record Province(string Code, string Name, char? PlateCharacter);

/// <summary>The table of GB/T 2260 provinces (rules.md E.6); looked up by code and by plate.</summary>
/// <remarks>83 is missing on purpose: it only stands in residence permits of Taiwan residents (rules.md E.2).</remarks>
public static class Provinces
{
    /// <summary>All 34, by code.</summary>
    public static ImmutableArray<Province> All { get; } =
    [
        new("11", "北京", '京'), new("12", "天津", '津'), new("13", "河北", '冀'), new("14", "山西", '晋'),
        new("15", "内蒙古", '蒙'), new("21", "辽宁", '辽'), new("22", "吉林", '吉'), new("23", "黑龙江", '黑'),
        new("31", "上海", '沪'), new("32", "江苏", '苏'), new("33", "浙江", '浙'), new("34", "安徽", '皖'),
        new("35", "福建", '闽'), new("36", "江西", '赣'), new("37", "山东", '鲁'), new("41", "河南", '豫'),
        new("42", "湖北", '鄂'), new("43", "湖南", '湘'), new("44", "广东", '粤'), new("45", "广西", '桂'),
        new("46", "海南", '琼'), new("50", "重庆", '渝'), new("51", "四川", '川'), new("52", "贵州", '贵'),
        new("53", "云南", '云'), new("54", "西藏", '藏'), new("61", "陕西", '陕'), new("62", "甘肃", '甘'),
        new("63", "青海", '青'), new("64", "宁夏", '宁'), new("65", "新疆", '新'),
        new("71", "台湾", null), new("81", "香港", null), new("82", "澳门", null),
    ];

    /// <summary>
    /// The province of an area code or of a number that begins with one: the first two characters count. Null when
    /// there are fewer than two or they name none. Districts are not looked at: they are abolished over time, and
    /// numbers given out before stay valid (rules.md E.1).
    /// </summary>
    public static Province? ByCode(ReadOnlySpan<char> codeOrNumber)
    {
        if (codeOrNumber.Length < 2)
        {
            return null;
        }

        foreach (var province in All)
        {
            if (codeOrNumber.StartsWith(province.Code, StringComparison.Ordinal))
            {
                return province;
            }
        }

        return null;
    }

    /// <summary>The province that gives out plates with this first character, or null.</summary>
    public static Province? ByPlate(char plateCharacter) =>
        All.FirstOrDefault(province => province.PlateCharacter == plateCharacter);
}

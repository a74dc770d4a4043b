using System.Collections.Immutable;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>A province-level division of GB/T 2260 (省级行政区划); rules.md E.6.</summary>
/// <param name="Code">First two digits of its area codes.</param>
/// <param name="Name">Short Chinese name, as in 河南.</param>
/// <param name="PlateCharacter">
/// First character of its number plates, as in 豫; null for Taiwan, Hong Kong and Macao, which have other plates.
/// </param>
/// <param name="English">
/// Its name in English, as ISO 3166-2:CN and the English pages of the State Council write it.
/// </param>
public sealed record Province(string Code, string Name, char? PlateCharacter, string English);

/// <summary>The table of GB/T 2260 provinces (rules.md E.6); looked up by code and by plate.</summary>
/// <remarks>83 is missing on purpose: it only stands in residence permits of Taiwan residents (rules.md E.2).</remarks>
public static class Provinces
{
    /// <summary>All 34, by code.</summary>
    public static ImmutableArray<Province> All { get; } =
    [
        new("11", "北京", '京', "Beijing"), new("12", "天津", '津', "Tianjin"), new("13", "河北", '冀', "Hebei"),
        new("14", "山西", '晋', "Shanxi"), new("15", "内蒙古", '蒙', "Inner Mongolia"),
        new("21", "辽宁", '辽', "Liaoning"), new("22", "吉林", '吉', "Jilin"), new("23", "黑龙江", '黑', "Heilongjiang"),
        new("31", "上海", '沪', "Shanghai"), new("32", "江苏", '苏', "Jiangsu"), new("33", "浙江", '浙', "Zhejiang"),
        new("34", "安徽", '皖', "Anhui"), new("35", "福建", '闽', "Fujian"), new("36", "江西", '赣', "Jiangxi"),
        new("37", "山东", '鲁', "Shandong"), new("41", "河南", '豫', "Henan"), new("42", "湖北", '鄂', "Hubei"),
        new("43", "湖南", '湘', "Hunan"), new("44", "广东", '粤', "Guangdong"), new("45", "广西", '桂', "Guangxi"),
        new("46", "海南", '琼', "Hainan"), new("50", "重庆", '渝', "Chongqing"), new("51", "四川", '川', "Sichuan"),
        new("52", "贵州", '贵', "Guizhou"), new("53", "云南", '云', "Yunnan"), new("54", "西藏", '藏', "Xizang"),
        new("61", "陕西", '陕', "Shaanxi"), new("62", "甘肃", '甘', "Gansu"), new("63", "青海", '青', "Qinghai"),
        new("64", "宁夏", '宁', "Ningxia"), new("65", "新疆", '新', "Xinjiang"), new("71", "台湾", null, "Taiwan"),
        new("81", "香港", null, "Hong Kong"), new("82", "澳门", null, "Macao"),
    ];

    /// <summary>
    /// The province of an area code, or of a number that begins with one; the first two characters count. Null when
    /// there are fewer than two, or no province has them. Districts are not checked: some are abolished over time, and
    /// numbers issued before stay valid (rules.md E.1).
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

    /// <summary>The province that issues plates with this first character; null: none.</summary>
    public static Province? ByPlate(char plateCharacter) =>
        All.FirstOrDefault(province => province.PlateCharacter == plateCharacter);
}

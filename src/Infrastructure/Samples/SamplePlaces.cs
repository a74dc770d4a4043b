namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>Places of GB/T 2260, most of them in Henan (41) and Yunnan (53), where the pilots are.</summary>
internal static class SamplePlaces
{
    /// <summary>Counties and districts where people were born.</summary>
    public static ReadOnlySpan<string> Counties => _counties;

    /// <summary>Prefectures whose authorities issue certificates, with the short name that firms use.</summary>
    public static ReadOnlySpan<(string Code, string Name)> Prefectures => _prefectures;

    /// <summary>The authority of a county's prefecture.</summary>
    public static (string Code, string Name) PrefectureOf(string county)
    {
        foreach (var prefecture in _prefectures)
            if (prefecture.Code.AsSpan(0, 4).SequenceEqual(county.AsSpan(0, 4))) return prefecture;
        throw new ArgumentOutOfRangeException(nameof(county), county, "no prefecture is known for it");
    }

    private static readonly string[] _counties =
    [
        "410102", "410103", "410104", "410105", "410122", "410181", "410202", "410302", "410402", "410502", "410702",
        "410802", "411002", "411302", "411402", "411502", "411602", "411702", "530102", "530103", "530111", "530112",
        "530302", "530402", "530502", "530602", "530702", "530802", "530902", "532301", "532501", "532901", "610102",
        "420102", "340102", "370102",
    ];

    private static readonly (string Code, string Name)[] _prefectures =
    [
        ("410100", "郑州"), ("410200", "开封"), ("410300", "洛阳"), ("410400", "平顶山"), ("410500", "安阳"),
        ("410700", "新乡"), ("410800", "焦作"), ("411000", "许昌"), ("411300", "南阳"), ("411400", "商丘"),
        ("411500", "信阳"), ("411600", "周口"), ("411700", "驻马店"), ("530100", "昆明"), ("530300", "曲靖"),
        ("530400", "玉溪"), ("530500", "保山"), ("530600", "昭通"), ("530700", "丽江"), ("530800", "普洱"),
        ("530900", "临沧"), ("532300", "楚雄"), ("532500", "红河"), ("532900", "大理"), ("610100", "西安"),
        ("420100", "武汉"), ("340100", "合肥"), ("370100", "济南"),
    ];
}

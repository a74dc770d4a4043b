using OrleansRegistry.Domain.Certificates;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>Made-up names of people and firms, made of common parts.</summary>
internal static class SampleNames
{
    private static readonly string[] _surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
        "欧阳", "司马",
    ];

    private static readonly string[] _ofMen =
    [
        "伟", "强", "磊", "军", "勇", "杰", "涛", "超", "明", "刚", "平", "辉", "鹏", "华", "飞", "波", "斌", "宇", "浩", "凯",
        "建国", "建军", "志强", "志明", "海涛", "文斌", "国庆", "永刚", "红卫", "新民", "德胜", "春生", "长江", "天佑",
    ];

    private static readonly string[] _ofWomen =
    [
        "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "燕", "玲", "婷", "雪", "慧", "莉", "红", "梅", "琳", "颖", "洁", "倩",
        "秀英", "桂英", "秀兰", "玉兰", "春梅", "海燕", "晓燕", "雪梅", "丽华", "红霞",
    ];

    private static readonly string[] _firms =
    [
        "宏达", "顺通", "安达", "通运", "万里", "鑫源", "恒远", "捷顺", "华运", "中原", "金桥", "畅行", "远航", "鸿运", "四通", "立信",
    ];

    /// <summary>A person's name.</summary>
    public static string Person(ref SeededRandom random, bool woman) =>
        random.One<string>(_surnames) + random.One<string>(woman ? _ofWomen : _ofMen);

    /// <summary>The name of a firm in <paramref name="place"/> that employs this kind.</summary>
    public static string Firm(ref SeededRandom random, string place, CertificateKind kind) =>
        place + random.One<string>(_firms) + kind switch
        {
            CertificateKind.PassengerDriver => "客运有限公司",
            CertificateKind.FreightDriver => "货运有限公司",
            _ => "危险货物运输有限公司",
        };
}

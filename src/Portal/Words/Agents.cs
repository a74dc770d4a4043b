namespace OrleansRegistry.Portal.Words;

/// <summary>The name that a browser gives itself, in words that its owner recognises.</summary>
public static class Agents
{
    private static readonly (string Mark, string Name)[] _systems =
    [
        ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
        ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ];

    // In this order, because later browsers also have the names of earlier ones in theirs.
    private static readonly (string Mark, string Name)[] _browsers =
    [
        ("MicroMessenger", "WeChat"), ("Edg/", "Edge"), ("HuaweiBrowser", "Huawei Browser"), ("Firefox", "Firefox"),
        ("Chrome", "Chrome"), ("Safari", "Safari"),
    ];

    /// <summary>Browser and system, "Chrome · Windows"; what is neither is shown as a program.</summary>
    public static string Of(string? agent, bool english)
    {
        var known = new[] { Find(_browsers, agent), Find(_systems, agent) }.OfType<string>().ToList();
        return known.Count > 0 ? string.Join(" · ", known) : english ? "Program or unknown browser" : "程序或未知浏览器";
    }

    private static string? Find((string Mark, string Name)[] names, string? agent) =>
        Array.Find(names, name => agent?.Contains(name.Mark, StringComparison.Ordinal) is true).Name;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row that cannot be read, and why, for whoever has to mend it.</summary>
internal sealed class RowFaultException(LocalText fault) : Exception(fault.En)
{
    public LocalText Fault { get; } = fault;
}

/// <summary>Says in both languages what a parser found, by the names in the file and never by those of the program.</summary>
internal static partial class RowFault
{
    public static RowFaultException Of(string zh, string en) => new(new LocalText(zh, en));

    public static LocalText Of(JsonException found)
    {
        if (Missing().Match(found.Message) is { Success: true } missing)
            return new LocalText($"缺少必填项：{missing.Groups[1].Value}。", $"Missing: {missing.Groups[1].Value}.");
        if (Unknown().Match(found.Message) is { Success: true } unknown)
            return new LocalText($"未知成员：{unknown.Groups[1].Value}。", $"Unknown member: {unknown.Groups[1].Value}.");
        if (found.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal))
            return new LocalText($"{path[2..]}：值无法识别。", $"{path[2..]}: the value cannot be understood.");
        return new LocalText("不是完整的 JSON 对象。", "This is not a whole JSON object.");
    }

    [GeneratedRegex("missing required propert(?:y|ies) including: ?(.+?)\\.?( Path:|$)")]
    private static partial Regex Missing();

    [GeneratedRegex("property '([^']+)' could not be mapped")]
    private static partial Regex Unknown();
}

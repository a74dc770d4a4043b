namespace OrleansRegistry.Domain.Machines;

/// <summary>Refusals for a body, or a row of a file, that cannot be read as what it should be.</summary>
public static class BodyRefusals
{
    /// <summary>Largest JSON body in bytes, inclusive: 1 MB.</summary>
    public const int MaxJson = 1024 * 1024;

    /// <summary>Longer than <paramref name="max"/> bytes.</summary>
    public static Refusal TooLarge(long max) => new(RefusalCode.TooLarge,
        new LocalText($"内容过大，最多 {max} 字节。", $"The body is too large; at most {max} bytes."));

    /// <summary>The body is not of the media type <paramref name="expected"/>.</summary>
    public static Refusal MediaType(string expected) => new(RefusalCode.MediaType,
        new LocalText($"请求内容类型应为 {expected}。", $"The body must be {expected}."));

    /// <summary>The body has members that the request does not have.</summary>
    public static Refusal UnknownFields(IEnumerable<FieldFault> faults) => new(RefusalCode.UnknownField,
        new LocalText("请求含有未知字段，请检查字段名。", "The request has a member that is not known here; check its name."))
    {
        Faults = [.. faults],
    };

    /// <summary>The request has no such member.</summary>
    public static FieldFault Unknown(string path) => Refusals.Fault(path, "未知字段。", "Not a known member.");

    /// <summary>This member is needed.</summary>
    public static FieldFault Missing(string path) => Refusals.Fault(path, "必填。", "Required.");

    /// <summary>This member is there more than once.</summary>
    public static FieldFault Twice(string path) => Refusals.Fault(path, "字段重复。", "Given twice.");

    /// <summary>The text is not JSON.</summary>
    public static FieldFault NotJson(string path) =>
        Refusals.Fault(path, "不是有效的 JSON（不完整、语法错误或嵌套过深）。", "Not valid JSON: cut off, wrong, or too deep.");

    /// <summary>The value is of a wrong type, or is not one of the choices.</summary>
    public static FieldFault Wrong(string path) =>
        Refusals.Fault(path, "取值无效（类型、日期或选项不正确）。",
            "Not a value that is possible here: its type, its date or its choice is wrong.");

    /// <summary>The value cannot be read; nothing more precise is known.</summary>
    public static FieldFault Unreadable(string path) => Refusals.Fault(path, "请求无法读取。", "The request cannot be read.");
}

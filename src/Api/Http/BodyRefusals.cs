using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>What is wrong with a body before anybody has looked at its meaning.</summary>
internal static class BodyRefusals
{
    /// <summary>Largest JSON body in bytes, inclusive: 1 MB.</summary>
    public const int JsonMost = 1024 * 1024;

    public static Refusal TooLarge(long most) => new(RefusalCode.TooLarge,
        new LocalText($"内容过大，最多 {most} 字节。", $"The body is too large; at most {most} bytes."));

    public static Refusal MediaType(string expected) => new(RefusalCode.MediaType,
        new LocalText($"请求内容类型应为 {expected}。", $"The body must be {expected}."));

    public static Refusal UnknownFields(IEnumerable<FieldFault> faults) => new(RefusalCode.UnknownField,
        new LocalText("请求含有未知字段，请检查字段名。", "The request has a member that is not known here; check its name."))
    {
        Faults = [.. faults],
    };

    public static FieldFault Unknown(string path) => Refusals.Fault(path, "未知字段。", "Not a known member.");

    public static FieldFault Missing(string path) => Refusals.Fault(path, "必填。", "Required.");

    public static FieldFault Twice(string path) => Refusals.Fault(path, "字段重复。", "Given twice.");

    public static FieldFault NotJson(string path) =>
        Refusals.Fault(path, "不是有效的 JSON（不完整、语法错误或嵌套过深）。", "Not valid JSON: cut off, wrong, or too deep.");

    public static FieldFault Wrong(string path) =>
        Refusals.Fault(path, "取值无效（类型、日期或选项不正确）。", "Not a value that is possible here: its type, its date or its choice is wrong.");

    public static FieldFault Unreadable(string path) => Refusals.Fault(path, "请求无法读取。", "The request cannot be read.");
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>Refusals of uploads, each with one wording.</summary>
public static class DocumentRefusals
{
    private const string Format = Citations.Guide;

    /// <summary>Longer than the limit by at least one byte.</summary>
    public static Refusal TooLarge(long limitBytes)
    {
        var megabytes = limitBytes / (1024.0 * 1024.0);
        return new Refusal(
            RefusalCode.TooLarge,
            new LocalText($"图片不能大于 {megabytes:0.##} MB。", $"An image has at most {megabytes:0.##} MB."))
        {
            Law = Format,
        };
    }

    /// <summary>More uploads than are accepted at a time, or in a day.</summary>
    public static Refusal TooMany(string zh, string en, TimeSpan retry) =>
        new(RefusalCode.TooMany, new LocalText(zh, en)) { RetryAfter = retry, Transient = true };

    /// <summary>A file without content.</summary>
    public static Refusal Empty() => Unfit(new LocalText("文件是空的，请重新上传。", "The file is empty; please upload it again."));

    /// <summary>An image that cannot serve as material.</summary>
    public static Refusal Unfit(LocalText why) => new(RefusalCode.MaterialUnfit, why)
    {
        Law = Citations.Guide, Faults = [new FieldFault("file", why)],
    };

    /// <summary>The scanner has found something in it.</summary>
    public static Refusal Malware() => Unfit(new LocalText(
        "文件未通过安全检查，请在安全的设备上重新生成后上传。",
        "The file did not pass the look for malware; please make it anew on a device that is safe."));

    /// <summary>It is something else than an image.</summary>
    public static Refusal NotAnImage() => new(RefusalCode.MediaType,
        new LocalText("只接受 png、jpg 图片；该文件的内容不是图片。",
            "Only png and jpg images are taken; this file is neither."))
    { Law = Format };

    /// <summary>An image whose name has the extension of another type.</summary>
    public static Refusal Mislabelled() => new(RefusalCode.MediaType,
        new LocalText("文件扩展名与内容不一致，应为 png、jpg 或 jpeg。",
            "The extension of the file name does not agree with the content; it is png, jpg or jpeg."))
    {
        Law = Format,
    };
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// Reasons that officers often give. Each cites the article of its service. The Chinese text is recorded, because
/// Chinese is the language of the decision.
/// </summary>
public static class Opinions
{
    /// <summary>The reasons that fit a step of an application.</summary>
    public static ImmutableArray<LocalText> Of(ApplicationView a, string step)
    {
        var law = Catalogue.Find(a.Service)?.Law is [var first, ..] ? first : null;
        return [.. Texts(a, step).Select(text => law is null ? text
            : new LocalText($"{text.Zh}（依据：{law}）", $"{text.En} ({law})"))];
    }

    private static IEnumerable<LocalText> Texts(ApplicationView a, string step)
    {
        if (a.Service == ServiceId.IdentityBinding)
        {
            yield return new("证件照片与填写的姓名或号码不一致", "The card and what was filled in differ");
            yield return new("证件照片不清晰，无法辨认", "The pictures of the card cannot be read");
            yield return new("所传不是本人证件", "The card is not the applicant's own");
            yield break;
        }
        if (a.Materials.Length > 0)
        {
            yield return new("图像倾斜、失焦，无法清楚辨认", "The pictures cannot be read");
            yield return new("上传的不是本项要求的材料", "The material is not the one that was asked for");
            yield return new("材料上的信息与登记不一致", "The materials and the register differ");
        }
        if (a.Materials.Any(material => material.Kind is Domain.Documents.MaterialKind.PortraitPhoto
            or Domain.Documents.MaterialKind.RailPhoto))
            yield return new("照片为翻拍或生活照，不符合证件照要求", "The photo is no certificate photo");
        if (a.RailLicenceId is not null && step == "employer-return")
            yield return new("录制视频中所说内容与要求不一致", "What is spoken in the video is not the given sentence");
        if (step == "refuse") yield return new("不符合本项许可的法定条件", "The conditions in law are not met");
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Desk;

namespace OrleansRegistry.Portal.Words;

/// <summary>
/// Reasons that officers give: conditions that are not met, in their own words, and what is found again and again. Each
/// carries its article, else that of its service: what is recorded is the Chinese text, since that is the language of
/// the decision.
/// </summary>
public static class Opinions
{
    private static readonly LocalText _cardDiffers =
        new("证件照片与填写的姓名或号码不一致", "The card and what was filled in differ");
    private static readonly LocalText _cardUnclear = new("证件照片不清晰，无法辨认", "The pictures of the card cannot be read");
    private static readonly LocalText _cardOfOther = new("所传不是本人证件", "The card is not the applicant's own");
    private static readonly LocalText _unclear = new("图像倾斜、失焦，无法清楚辨认", "The pictures cannot be read");
    private static readonly LocalText _other =
        new("上传的不是本项要求的材料", "The material is not the one that was asked for");
    private static readonly LocalText _differs =
        new("材料上的信息与登记不一致", "The materials and the register differ");
    private static readonly LocalText _incomplete =
        new("材料缺页或者不完整", "Pages of the materials are missing");
    private static readonly LocalText _photo =
        new("照片为翻拍或生活照，不符合证件照要求", "The photo is no certificate photo");
    private static readonly LocalText _sentence =
        new("录制视频中所说内容与要求不一致", "What is spoken in the video is not the given sentence");
    private static readonly LocalText _conditions =
        new("不符合本项许可的法定条件", "The conditions in law are not met");

    private static readonly ImmutableArray<LocalText> _all =
    [
        _cardDiffers, _cardUnclear, _cardOfOther, _unclear, _other, _differs, _incomplete, _photo, _sentence,
        _conditions,
    ];

    /// <summary>The reasons that fit a step of an application; what is not met comes first.</summary>
    public static ImmutableArray<LocalText> Of(
        ApplicationView a, string step, ImmutableArray<CaseCondition> conditions)
    {
        var law = Catalogue.Find(a.Service)?.Law is [var first, ..] ? first : null;
        return
        [
            .. conditions.Where(one => one.IsMet == false)
                .Select(one => SupplementMessage.WithArticle(one.Text, one.Law ?? law)),
            .. Texts(a, step).Select(text => SupplementMessage.WithArticle(text, law)),
        ];
    }

    /// <summary>
    /// What a form posts for a reason, so that a page has each text once: it names the text as the officer read it.
    /// </summary>
    public static string CodeOf(LocalText reason) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason.Zh)).AsSpan(0, 4));

    /// <summary>A reason that is given again and again; null: these are somebody's own words.</summary>
    public static LocalText? Find(string reason) => _all.FirstOrDefault(one => one.Zh == reason);

    private static IEnumerable<LocalText> Texts(ApplicationView a, string step)
    {
        if (a.Service == ServiceId.IdentityBinding) return [_cardDiffers, _cardUnclear, _cardOfOther];
        var texts = new List<LocalText>();
        if (a.Materials.Length > 0) texts.AddRange([_unclear, _other, _differs]);
        if (step == "supplement") texts.Add(_incomplete);
        if (a.Materials.Any(material => material.Kind is MaterialKind.PortraitPhoto or MaterialKind.RailPhoto))
            texts.Add(_photo);
        if (a.RailLicenceId is not null && step == "employer-return") texts.Add(_sentence);
        if (step == "refuse") texts.Add(_conditions);
        return texts;
    }
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.My;

/// <summary>How an application ended, and what its applicant can do then.</summary>
/// <param name="How">The end in a sentence.</param>
/// <param name="Then">What can be done now.</param>
public sealed record ApplicationEnd(LocalText How, LocalText Then);

/// <summary>
/// The ends that applications have: none leaves its reader alone with a word. What a sentence says of rights and limits
/// stands in rules.md, named beside it; against a decision the page has the remedies of the decision itself.
/// </summary>
public static class ApplicationEnds
{
    /// <summary>
    /// H.7: after the last day on which it can be filed, an end of a renewal is the end of the certificate, too.
    /// </summary>
    private const string InTime = "仍在办理期限内的", InTimeEn = "While it can still be filed";

    /// <summary>
    /// The end of an application; null: somebody has still to do something, or it was granted and the page has what
    /// came of it.
    /// </summary>
    public static ApplicationEnd? Of(ApplicationView a) => a.Status switch
    {
        // 《行政许可法》第三十二条.
        ApplicationStatus.NotAccepted => new(
            new("机关没有受理这件申请，没有进入审核。", "The authority did not accept this application; it was not examined."),
            new($"{InTime}，补齐或者更正后可以重新申请。", $"{InTimeEn}, mend what was missing or wrong and apply again.")),
        // 《行政许可法》第三十八条第二款.
        ApplicationStatus.Refused => new(
            new("审核没有通过。", "The application was examined and refused."),
            new($"{InTime}，不符合的情况改变后可以重新申请。",
                $"{InTimeEn}, you may apply again once what was not met is met.")),
        // 000 L335, L437; railway: B.10, by a letter of the unit.
        ApplicationStatus.Withdrawn => new(
            IsOfRail(a)
                ? new("这件申请已按单位来函撤销，没有作出决定。", "It was withdrawn by a letter of your unit; nothing was decided.")
                : new("您已撤销这件申请，没有作出决定。", "You have withdrawn this application; nothing was decided."),
            new($"{InTime}，可以重新申请。", $"{InTimeEn}, you may apply again.")),
        // 000 L248, L441; a reissue is for what was lost or damaged alone (A.5, A.9).
        ApplicationStatus.Uncollected => new(
            new("没有在一个月内领取，本次办理已结束；批准的内容不变。",
                "It was not picked up within a month and the case has ended; what was granted stays."),
            new("请联系办理机关领取；证件遗失、毁损的，可以申请补发。",
                "Ask the authority for it; for a document that is lost or damaged, apply for a reissue.")),
        ApplicationStatus.Closed => new(
            new("这件申请已终止，没有作出决定。", "This application has ended without a decision."),
            new("有疑问的，请联系办理机关。", "Ask the authority if you have questions.")),
        // B.10 (002 L191-192); the licence is protected once the unit has handed it on (H.7).
        ApplicationStatus.EmployerReturned => new(
            new("单位退回了这件申请。", "Your unit has returned this application."),
            new("修改后可以重新提交；换证须由单位在驾驶证有效期内提交到考试中心。",
                "Mend it and hand it in again; a renewal has to be with the exam centre, by your unit, while the "
                + "licence is valid.")),
        ApplicationStatus.Delivered => new(
            new("已办结。", "The case is done."),
            a.Delivery is { Way: DeliveryWay.Post }
                ? new("证件已寄出；没有收到的，请按快递单号查询，或者联系办理机关。",
                    "The document was sent; if it does not come, ask the courier by its number, or the authority.")
                : new("证件已交给您。", "The document was handed over to you.")),
        _ => null,
    };

    private static bool IsOfRail(ApplicationView a) => Catalogue.Find(a.Service)?.Subject == EntityKind.RailLicence;
}

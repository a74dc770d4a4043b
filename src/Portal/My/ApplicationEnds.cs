using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.My;

/// <summary>How an application ended, and what its applicant can do then.</summary>
/// <param name="How">The end in a sentence.</param>
/// <param name="Then">What can be done now.</param>
public sealed record ApplicationEnd(LocalText How, LocalText Then);

/// <summary>The ends that applications have: none leaves its reader alone with a word.</summary>
public static class ApplicationEnds
{
    /// <summary>
    /// The end of an application; null: somebody has still to do something, or it was granted and the page has what
    /// came of it.
    /// </summary>
    public static ApplicationEnd? Of(ApplicationView a) => a.Status switch
    {
        ApplicationStatus.NotAccepted => new(
            new("机关没有受理这件申请，没有进入审核。", "The authority did not accept this application; it was not examined."),
            new("补齐后可以重新申请。", "Mend what was missing, then apply again.")),
        ApplicationStatus.Refused => new(
            new("审核没有通过。", "The application was examined and refused."),
            new("情况改变后可以重新申请。", "When things have changed you may apply again.")),
        ApplicationStatus.Withdrawn => new(
            new("您已撤销这件申请。", "You have withdrawn this application."),
            new("没有留下任何影响；需要时可以重新申请。", "Nothing has come of it; you may apply again at any time.")),
        ApplicationStatus.Uncollected => new(
            new("没有在期限内领取，本次办理已结束。", "It was not picked up in time; the case has ended."),
            new("请联系办理机关；需要证件的，可以重新申请补发。", "Ask the authority; for the document you may apply for a reissue.")),
        ApplicationStatus.Closed => new(
            new("这件申请已终止，没有作出决定。", "This application has ended without a decision."),
            new("有疑问的，请联系办理机关。", "Ask the authority if you have questions.")),
        ApplicationStatus.EmployerReturned => new(
            new("单位退回了这件申请。", "Your employer has returned this application."),
            new("修改后可以重新提交。", "Mend it, then hand it in again.")),
        ApplicationStatus.Delivered => new(
            new("已办结。", "The case is done."),
            a.Delivery is { Way: DeliveryWay.Post }
                ? new("证件已寄出；没有收到的，请按快递单号查询，或者联系办理机关。",
                    "The document was sent; if it does not come, ask the courier by its number, or the authority.")
                : new("证件已交给您。", "The document was handed over to you.")),
        _ => null,
    };
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Portal.Words;

/// <summary>The legal limit that runs for an application now.</summary>
/// <param name="Name">What must be done by then.</param>
/// <param name="By">Its last day, inclusive.</param>
public sealed record CaseLimit(LocalText Name, DateOnly By);

/// <summary>Which limit of an application runs, by its status.</summary>
public static class CaseLimits
{
    private static readonly LocalText _acceptance = new("受理期限", "To be accepted by");
    private static readonly LocalText _decision = new("决定期限", "To be decided by");
    private static readonly LocalText _report = new("上报期限", "To be reported by");

    /// <summary>The limit that runs; null: none does.</summary>
    public static CaseLimit? Of(ApplicationView a) => a switch
    {
        { Status: ApplicationStatus.Submitted, AcceptBy: { } by } => new(_acceptance, by),
        { Status: ApplicationStatus.Submitted, DecideBy: { } by } => new(_decision, by),
        { Status: ApplicationStatus.SupplementRequested, Supplement: { } asked } =>
            new(new("申请人补正期限", "To be completed by the applicant by"), asked.AnswerBy),
        { Status: ApplicationStatus.CentreReview, AcceptBy: { } by } => new(_acceptance, by),
        { Status: ApplicationStatus.CentreReview or ApplicationStatus.Accepted, Rail.ReviewBy: { } by } =>
            new(_report, by),
        { Status: ApplicationStatus.Accepted or ApplicationStatus.Reported, DecideBy: { } by } => new(_decision, by),
        { Status: ApplicationStatus.Decided, Rail.AnnounceBy: { } by } =>
            new(new("公告期限", "To be announced by"), by),
        { Status: ApplicationStatus.AwaitingDelivery, PickUpBy: { } by } => new(new("领取期限", "To be collected by"), by),
        _ => null,
    };
}

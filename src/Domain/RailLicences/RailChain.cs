using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using Status = OrleansRegistry.Domain.Applications.ApplicationStatus;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The chain of the railway: the employer reviews, the exam centre accepts, examines and reports, the administration
/// decides and announces, the centre makes the licence (rules.md B.7). What a grant changes is <see cref="RailGrant"/>.
/// </summary>
internal static class RailChain
{
    private const int AnnouncedAtHour = 9;

    /// <summary>The chain.</summary>
    public static ReviewChain<RailCareer, RailApplication> Chain { get; } =
        new ReviewChain<RailCareer, RailApplication>
        {
            MayNot = RailAccess.MayNot,
            Others = Department.Centre,
            Ended = (career, a, context) =>
                a.Reasons is [var reason] && reason == ClosingReason.Cancelled.Name() && career.Licence?.End is { } end
                    ? RailRefusals.Ended(end, context.RailRulebook) : null,
            Recomputed = (a, context) => RailApplicationLimits.Recomputed(a, context.RailRulebook, context.Calendar),
            Awaits = a => a switch
            {
                { Status: Status.EmployerReview, IdentityCheck: { State: IdentityCheckState.Queued } check } =>
                    new Deadline("identityCheck", check.DueAt, new RailIdentityAsked(a.Id, check.DueAt)),
                { Status: Status.Decided, AnnounceBy: { } by } => Announced(a, by),
                _ => null,
            },
            Places =
        [
            // A correction of licence data does not delay any application of the driver.
            new(Status.Submitted, Department.SecondOfficer, IsOpen: false)
            {
                Limits = [new("secondOfficer", a => a.DecideBy, (a, at) => new RailCorrectionLapsed(a.Id, at))
                {
                    IsOfWork = true,
                }],
            },
            new(Status.EmployerReview, Department.Employer, IsOpen: true),
            new(Status.EmployerReturned, Department.Applicant, IsOpen: false),
            new(Status.CentreReview, Department.Centre, IsOpen: true)
            {
                Limits =
                [
                    OfWork("acceptance", RailLimits.Acceptance, a => a.IsExam ? a.AcceptBy : null),
                    OfWork("review", RailLimits.Review, a => a.IsExam ? null : a.ReviewBy),
                ],
            },
            new(Status.Accepted, Department.Centre, IsOpen: true)
            {
                Limits = [OfWork("review", RailLimits.Review, a => a.ReviewBy)],
            },
            new(Status.Reported, Department.Administration, IsOpen: true)
            {
                Limits = [OfWork("decision", RailLimits.Decision, a => a.DecideBy)],
            },
            new(Status.Decided, Department.Administration, IsOpen: false)
            {
                Limits = [OfWork("announcement", RailLimits.Announcement, a => a.AnnounceBy)],
            },
            new(Status.Announced, Department.Centre, IsOpen: false) { IsLive = a => a.Delivery is not null },
            new(Status.AwaitingDelivery, Department.Centre, IsOpen: false),
        ],
        }
        .AssignedBy(Department.Employer | Department.Centre | Department.Administration, new ReviewerEvents(
            (id, officer, term) => new RailReviewerAssigned(id, officer, term),
            (id, lapsedAt) => new RailReviewerUnassigned(id, lapsedAt)),
            (a, context) => RailQueues.WaitingFor(context.Actor).Contains(a.Status))
        .Step<ConfirmApproval>(Department.SecondOfficer, (career, a, _, context) =>
            RailCorrection.Confirm(career, a, context))
        .Step<DeclineApproval>(Department.SecondOfficer, [Status.Submitted], Status.Refused, (a, decline, context) =>
            Decision.Of(new RailCorrectionDeclined(
                a.Id, context.Now, context.Actor.AccountId, decline.Reason.Trim())),
            decline => FormCheck.Reasons([decline.Reason]))
        .Step<AnswerSupplement>(Department.Applicant, RailFiling.Again)
        .Step<AnswerIdentityCheck>(Department.Registry, (_, a, answer, _) => RailReview.Answered(a, answer))
        .Step<AskIdentitySource>(Department.Registry, (_, _, _, _) => Decision.Nothing)
        .Step<EmployerSubmit>(Department.Employer, [Status.EmployerReview], Status.CentreReview,
            (a, _, context) => RailReview.Submitted(a, context))
        .Step<EmployerReturn>(Department.Employer, (_, a, no, _) => RailReview.Returned(a, no))
        .Step<WithdrawRailByLetter>(Department.Employer | Department.PresentEmployer | Department.Centre,
            (_, a, withdraw, context) => RailReview.Withdrawn(a, withdraw.Letter, context))
        .Step<Withdraw>(Department.Employer | Department.PresentEmployer | Department.Centre,
            (_, a, _, context) => RailReview.Withdrawn(a, "", context))
        .Step<CheckOriginals>(Department.Centre, (_, a, seen, context) => RailExam.Originals(a, seen, context))
        .Step<Accept>(Department.Centre, (_, a, _, context) => RailReview.Accepted(a, context))
        .Step<NotAccept>(Department.Centre, [Status.CentreReview], Status.NotAccepted, (a, no, context) =>
            Decision.Of(new RailNotAccepted(a.Id, context.Now, no.Reasons)), no => FormCheck.Reasons(no.Reasons))
        .Step<RecordExamResult>(Department.Centre, (_, a, result, context) => RailExam.Result(a, result, context))
        .Step<ReportRail>(Department.Centre, (_, a, _, context) => RailReview.Reported(a, context))
        .Step<Approve>(Department.Administration, RailGrant.Decide)
        .Step<Refuse>(Department.Administration, [Status.Reported], Status.Refused, (a, no, context) =>
            Decision.Of(new RailRefused(a.Id, context.Now, no.Reasons)), no => FormCheck.Reasons(no.Reasons))
        .Step<AnnounceRail>(Department.Administration, (_, a, _, context) =>
            a.AnnouncedAt is not null ? Decision.Nothing
            : a.Status is Status.Decided ? Decision.Of(new RailAnnounced(a.Id, context.Now))
            : ApplicationReview.Wrong(a))
        .Step<MakeReady>(Department.Centre, [Status.Announced], Status.AwaitingDelivery, (a, _, context) =>
            a.Delivery is null ? ApplicationReview.Wrong(a) : Decision.Of(new RailReady(a.Id, context.Now)))
        .Step<Deliver>(Department.Centre, (_, a, deliver, context) => Deliveries.Delivered(
            a, a.Delivery, a.Consignment, deliver, context, on => new RailDelivered(a.Id, on)))
        .Step<ReturnDelivery>(Department.Centre, (_, a, back, context) => Deliveries.Returned(
            a, a.Delivery, back, context, (returned, to) => new RailReturned(a.Id, returned, to)));

    /// <summary>
    /// If the administration has not announced a decision by the morning of the last day, the registry announces it:
    /// the law leaves no choice about it (B.1; docs/adr/0131).
    /// </summary>
    private static Deadline Announced(RailApplication a, LegalDate by)
    {
        var at = ShanghaiTime.StartOf(by.Date).AddHours(AnnouncedAtHour);
        return new Deadline("announce", at, new RailAnnounced(a.Id, at));
    }

    /// <summary>The flag under which the limit is stored, by the name of its deadline.</summary>
    public static RailLimits FlagOf(string deadline) => deadline switch
    {
        "acceptance" => RailLimits.Acceptance,
        "review" => RailLimits.Review,
        "decision" => RailLimits.Decision,
        "announcement" => RailLimits.Announcement,
        "secondOfficer" => RailLimits.None,
        _ => throw new ArgumentOutOfRangeException(nameof(deadline)),
    };

    private static PlaceLimit<RailApplication> OfWork(
        string name, RailLimits limit, Func<RailApplication, LegalDate?> by) =>
        new(name, by, (a, _) => new RailLimitMissed(a.Id, limit))
        {
            IsOfWork = true, IsOnRecord = a => a.Missed.HasFlag(limit),
        };
}

using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using Status = OrleansRegistry.Domain.Applications.ApplicationStatus;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// The chain of certificates and vehicles: one authority accepts, decides and hands out (rules.md A.0, H.5, H.6). What
/// an approval changes is the entity's own law.
/// </summary>
internal static class RoadChain
{
    /// <summary>The chain.</summary>
    public static ReviewChain<IApplicationSubject, Application> Chain { get; } =
        new ReviewChain<IApplicationSubject, Application>
        {
            MayNot = (subject, a, command, by, context) =>
                by == Department.Applicant && a?.Counter is not null && context.Actor.Is(Roles.Officer)
                    ? ApplicationAuthorization.Officer(subject.Authority, context.Actor)
                : by == Department.Applicant ? Applicant(subject, context.Actor)
                : command is UnassignReviewer && context.Actor.Is(Roles.Administrator) ? null
                : ApplicationAuthorization.Officer(subject.Authority, context.Actor),
            Others = Department.Authority,
            Ended = (subject, _, _) => subject.Ended,
            Recomputed = (a, context) => ApplicationLimits.Recomputed(a, context.Rulebook, context.Calendar),
            Places =
        [
            new(Status.Submitted, Department.Authority, IsOpen: true)
            {
                Limits = [OfWork("acceptance", WorkLimit.Acceptance, a => a.AcceptBy, a => a.AcceptanceMissed)],
            },
            new(Status.SupplementRequested, Department.Applicant, IsOpen: true)
            {
                Limits =
                [
                    new("supplement", a => a.Supplement!.AnswerBy, (a, at) =>
                        new ApplicationNotAccepted(a.Id, at, [ClosingReason.SupplementUnanswered.Name()])),
                ],
            },
            new(Status.Accepted, Department.Authority, IsOpen: true)
            {
                Limits = [OfWork("decision", WorkLimit.Decision, a => a.DecideBy, a => a.DecisionMissed)],
            },
            new(Status.Approved, Department.Authority, IsOpen: false) { IsLive = a => a.Delivery is not null },
            new(Status.AwaitingDelivery, Department.Authority, IsOpen: false)
            {
                Limits = [new("pickUp", a => a.PickUpBy, (a, _) => new PickUpMissed(a.Id))],
            },
        ],
        }
        .Step<Withdraw>(Department.Applicant, (_, a, _, context) => Withdrawn(a, context))
        .Step<AnswerSupplement>(Department.Applicant, (subject, a, answer, context) => Answered(a, answer,
            a.Counter is not null && context.Actor.Is(Roles.Officer)
                ? AtCounter.For(subject.ApplicantKey, context) : context))
        .AssignedBy(Department.Authority, new ReviewerEvents(
            (id, officer, term) => new ReviewerAssigned(id, officer, term),
            (id, lapsedAt) => new ReviewerUnassigned(id, lapsedAt)))
        .Step<Accept>(Department.Authority, [Status.Submitted], Status.Accepted, (a, _, context) =>
            Decision.Of(new ApplicationAccepted(
                a.Id, context.Now, ApplicationLimits.DecideBy(context.Now, context.Road, context.Calendar))))
        .Step<NotAccept>(Department.Authority, [Status.Submitted], Status.NotAccepted, (a, no, context) =>
            Decision.Of(new ApplicationNotAccepted(a.Id, context.Now, no.Reasons)), no => FormCheck.Reasons(no.Reasons))
        .Step<RequestSupplement>(Department.Authority, (_, a, ask, context) => ApplicationReview.Asked(
            a, ask, kind => Catalogue.Of(a.Service).Materials.Any(line => line.Kind == kind),
            kinds => new SupplementRequested(a.Id, context.Now, kinds, ask.Message,
                ApplicationLimits.AnswerBy(context.Now, context.Road, context.Calendar))))
        .Step<Approve>(Department.Authority, (subject, a, approve, context) => approve.ApprovalNumber is not null
            ? Refusals.Malformed(
                Refusals.Fault("approvalNumber", "仅铁路业务使用批文号。", "Only rail approvals have a number."))
            : subject.Approve(a, approve, context))
        .Step<Refuse>(Department.Authority, (subject, a, no, context) => Refused(subject, a, no, context))
        .Step<MakeReady>(Department.Authority, [Status.Approved], Status.AwaitingDelivery,
            (a, _, context) => Ready(a, context))
        .Step<Deliver>(Department.Authority, (_, a, deliver, context) => Deliveries.Delivered(
            a, a.Delivery, a.Consignment, deliver, context, on => new DocumentDelivered(a.Id, on)))
        .Step<ReturnDelivery>(Department.Authority, (_, a, back, context) => Deliveries.Returned(
            a, a.Delivery, back, context, (returned, to) => new DocumentReturned(a.Id, returned, to)));

    private static PlaceLimit<Application> OfWork(
        string name, WorkLimit limit, Func<Application, Calendar.LegalDate?> by, Func<Application, bool> isOnRecord) =>
        new(name, by, (a, _) => new LimitMissed(a.Id, limit)) { IsOfWork = true, IsOnRecord = isOnRecord };

    private static Refusal? Applicant(IApplicationSubject subject, Actor actor) =>
        !actor.Is(subject.ApplicantRole) ? Refusals.NotAllowed()
        : actor.StandsFor(subject.ApplicantKey) ? null
        : Refusals.NotFound();

    private static Decision Withdrawn(Application a, Context context) => a.Status switch
    {
        Status.Withdrawn => Decision.Nothing,
        Status.Submitted or Status.SupplementRequested => Decision.Of(new ApplicationWithdrawn(a.Id, context.Now)),
        // The applicant does not suffer from the authority's delay (H.18).
        Status.Accepted when context.Today > a.DecideBy!.Value.Date =>
            Decision.Of(new ApplicationWithdrawn(a.Id, context.Now)),
        _ when a.AcceptedAt is not null => new Refusal(
            RefusalCode.AlreadyAccepted,
            new LocalText("申请已受理，不能再撤销。", "The application has been accepted and can no longer be withdrawn."))
        {
            Law = Citations.Guide,
        },
        _ => ApplicationReview.Wrong(a),
    };

    private static Decision Refused(IApplicationSubject subject, Application a, Refuse no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == Status.Refused ? Decision.Nothing
        : a.Status != Status.Accepted ? ApplicationReview.Wrong(a)
        : Decision.Of(new ApplicationRefused(a.Id, context.Now, no.Reasons)
        {
            AuthorityLate = CeasedToHoldAfter(a.DecideBy!.Value.Date, subject, a, context),
        });

    /// <summary>True where it would have been granted on its last day for the decision, and not today (H.16).</summary>
    private static bool CeasedToHoldAfter(
        DateOnly decideBy, IApplicationSubject subject, Application a, Context context) =>
        context.Today > decideBy && subject.NoLongerHolds(a, context) is not null
        && subject.NoLongerHolds(a, context with { Now = ShanghaiTime.EndOf(decideBy).AddTicks(-1) }) is null;

    private static Decision Answered(Application a, AnswerSupplement answer, Context context)
    {
        if (answer.Materials is { IsDefault: false } handedIn && a.Status == Status.SupplementRequested
            && MaterialCheck.Given(Catalogue.Of(a.Service), handedIn, context) is { } unfit) return unfit;
        if (answer.Form is not null)
            return Refusals.Malformed(Refusals.Fault("form", "补正不改变申请表。", "A supplement adds materials only."));
        if (IsAnswered(a, answer)) return Decision.Nothing;
        if (a.Status != Status.SupplementRequested) return ApplicationReview.Wrong(a);
        if (answer.Materials.IsDefaultOrEmpty && a.Supplement!.Materials.Length > 0)
            return Refusals.Malformed(Refusals.Fault("materials", "请上传要求补正的材料。", "Hand in what was asked for."));
        var given = answer.Materials.IsDefault ? [] : answer.Materials;
        foreach (var asked in a.Supplement!.Materials)
        {
            if (!given.Any(material => material.Kind == asked))
                return ApplicationRefusals.Materials(RefusalCode.MaterialMissing, [Refusals.Fault(
                    System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(asked.ToString()), "缺少要求补正的材料。",
                    "This was asked for and is missing.")]);
        }
        return Decision.Of(new SupplementAnswered(
            a.Id, context.Now, a.With(given), ApplicationLimits.AcceptBy(context.Now, context.Road, context.Calendar),
            ApplicationLimits.AcceptTargetBy(a.Service, context.Now, context.Road, context.Calendar)));
    }

    /// <summary>True when the supplement was answered already with the same answer.</summary>
    private static bool IsAnswered(Application a, AnswerSupplement answer) =>
        a.Status == Status.Submitted && a.SupplementAnsweredAt is not null
        && (answer.Materials.IsDefaultOrEmpty
            ? a.Supplement!.Materials.IsEmpty
            : answer.Materials.All(a.Materials.Contains));

    private static Decision Ready(Application a, Context context) => a.Delivery is not { } way
        ? ApplicationReview.Wrong(a)
        : Decision.Of(new DocumentReady(a.Id, context.Now, way == DeliveryWay.PickUp
            ? ApplicationLimits.PickUpBy(context.Now, context.Road, context.Calendar)
            : null));
}

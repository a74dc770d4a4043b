using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using Status = OrleansRegistry.Domain.Applications.ApplicationStatus;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The chain of a binding: the police data source answers, then the authority of the person decides; there is no
/// acceptance (decisions 1). <see cref="BindingApproval"/> has the conditions of an approval.
/// </summary>
internal static class BindingChain
{
    /// <summary>The chain.</summary>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain { get; } =
        new ReviewChain<IdentityBinding, BindingApplication>
        {
            MayNot = MayNot,
            Others = Department.Authority,
            Recomputed = Recomputed,
            Awaits = a => a is { IsOpen: true, Check: { State: IdentityCheckState.Queued } check }
                ? new Deadline("identityCheck", check.DueAt, new BindingSourceAsked(a.Id, check.DueAt)) : null,
            Places =
        [
            new(Status.Submitted, Department.Authority, IsOpen: true)
            {
                Limits =
                [
                    new("decision", a => a.DecideBy, (a, _) => new BindingLimitMissed(a.Id))
                    {
                        IsOfWork = true, IsOnRecord = a => a.DecisionMissed,
                    },
                ],
            },
            new(Status.SupplementRequested, Department.Applicant, IsOpen: true)
            {
                Limits =
                [
                    new("supplement", a => a.Supplement!.AnswerBy, (a, at) => new BindingRefused(
                        a.Id, at, null, [ClosingReason.SupplementUnanswered.Name()])),
                ],
            },
        ],
        }
        .Step<Withdraw>(Department.Applicant, [Status.Submitted, Status.SupplementRequested], Status.Withdrawn,
            (a, _, context) => Decision.Of(new BindingWithdrawn(a.Id, context.Now)))
        .Step<AnswerSupplement>(Department.Applicant, (_, a, answer, context) => Answered(a, answer, context))
        .Step<AnswerBindingCheck>(Department.Registry, BindingApproval.SourceAnswered)
        .Step<AskIdentitySource>(Department.Registry, (_, _, _, _) => Decision.Nothing)
        .AssignedBy(Department.Authority, new ReviewerEvents(
            (id, officer, term) => new BindingClaimed(id, officer, term),
            (id, lapsedAt) => new BindingReleased(id, lapsedAt)))
        .Step<RequestSupplement>(Department.Authority, (_, a, ask, context) => ApplicationReview.Asked(
            a, ask, IsPicture, kinds => new BindingSupplementRequested(a.Id, context.Now, kinds, ask.Message,
                ApplicationLimits.AnswerBy(context.Now, context.Road, context.Calendar))))
        .Step<Approve>(Department.Authority, BindingApproval.Decide)
        .Step<Refuse>(Department.Authority, [Status.Submitted], Status.Refused, (a, no, context) => Decision.Of(
            new BindingRefused(a.Id, context.Now, context.Actor.AccountId, no.Reasons)),
            no => FormCheck.Reasons(no.Reasons));

    /// <summary>The limits counted anew; null: none of them moves (F, H.19).</summary>
    public static BindingLimitsRecomputed? Recomputed(BindingApplication a, Context context)
    {
        if (!a.IsOpen) return null;
        var decideBy = ApplicationLimits.Anew(
            a.DecideBy, a.SupplementAnsweredAt ?? a.SubmittedAt, runs: true, context.Rulebook.RoadAt, context.Calendar,
            (from, rules, calendar) => calendar.Add(
                ShanghaiTime.DateOf(from), a.Service == ServiceId.IdentityBinding
                    ? rules.IdentityDecideWorkingDays
                    : rules.SecondOfficerWorkingDays))!.Value;
        var answerBy = ApplicationLimits.Anew(
            a.Supplement?.AnswerBy, a.Supplement?.RequestedAt, a.SupplementAnsweredAt is null,
            context.Rulebook.RoadAt, context.Calendar, ApplicationLimits.AnswerBy);
        return decideBy == a.DecideBy && answerBy == a.Supplement?.AnswerBy ? null
            : new BindingLimitsRecomputed(a.Id, decideBy, answerBy);
    }

    /// <summary>
    /// Checked before everything else: callers who have nothing to do with a binding get "not found". The filer
    /// withdraws and answers; the desk decides, and only while the officer still belongs to the person's authority
    /// (H.26).
    /// </summary>
    private static Refusal? MayNot(
        IdentityBinding b, BindingApplication? a, ApplicationCommand command, Department by, Context context)
    {
        var actor = context.Actor;
        if (command is ConfirmApproval or DeclineApproval) return Refusals.NotFound();
        if (by == Department.Applicant) return b.AccountId == actor.AccountId ? null : Refusals.NotFound();
        if (a is null) return IsDesk(actor) ? null : Refusals.NotFound();
        if (actor.Is(Roles.Registry) || (command is UnassignReviewer && actor.Is(Roles.Administrator))) return null;
        if (by == Department.Registry || !IsDesk(actor) || !PersonDesk.IsOwn(a.Authority, actor))
            return Refusals.NotFound();
        return command is Approve ? MayNotApprove(a, actor, context) : null;
    }

    private static Refusal? MayNotApprove(BindingApplication a, Actor actor, Context context)
    {
        if (a.SubmittedBy == actor.AccountId)
            return BindingRefusals.SecondOfficer("不能审核本人的申请。", "Nobody decides the own application.");
        if (context.Facts.PersonWithNumber(((IdentityForm)a.Form).IdentityNumber) is not { } known) return null;
        return known.UnboundBy?.Contains(actor.AccountId) == true
            ? BindingRefusals.SecondOfficer("解除绑定的经办人不能审核该号码的下一次绑定。",
                "Whoever undid a binding does not decide the next one for that number.")
            : PersonDesk.MayNot(known, context.Facts.CertificatesOf(known.Key), actor, context.Today);
    }

    private static bool IsDesk(Actor actor) => actor.Is(Roles.Officer | Roles.ExamCentre | Roles.Registry);

    /// <summary>
    /// A material that is handed in replaces the earlier one of its kind; the pictures are checked as at the filing.
    /// </summary>
    private static Decision Answered(BindingApplication a, AnswerSupplement answer, Context context)
    {
        if (answer.Form is not null)
            return Refusals.Malformed(Refusals.Fault("form", "补正不改变申请表。", "A supplement adds materials only."));
        ImmutableArray<Material> given = answer.Materials.IsDefault ? [] : answer.Materials;
        if (a.Status == Status.Submitted && a.SupplementAnsweredAt is not null && given.All(a.Materials.Contains))
            return Decision.Nothing;
        if (a.Status != Status.SupplementRequested) return ApplicationReview.Wrong(a);
        if (given.Length > 3 || given.Any(material => !IsPicture(material.Kind)))
            return ApplicationRefusals.Materials(RefusalCode.MaterialNotAsked,
                [Refusals.Fault("materials", "本业务不需要该材料。", "This service does not ask for it.")]);
        if (a.Supplement!.Materials.Any(asked => !given.Any(material => material.Kind == asked)))
            return ApplicationRefusals.Materials(RefusalCode.MaterialMissing,
                [Refusals.Fault("materials", "缺少要求补正的材料。", "This was asked for and is missing.")]);
        var all = a.With(given);
        if (BindingPictures.Unfit(all, context) is { } unfit) return unfit;
        return Decision.Of(new BindingSupplementAnswered(a.Id, context.Now, all,
            context.Calendar.Add(context.Today, context.Road.IdentityDecideWorkingDays)));
    }

    private static bool IsPicture(MaterialKind kind) =>
        kind is MaterialKind.IdentityFront or MaterialKind.IdentityBack or MaterialKind.IdentityPortrait;
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// The work of every desk in the chain (rules.md B.7), but for the grant, which is <see cref="RailGrant"/>.
/// </summary>
public static class RailReview
{
    /// <summary>Who may; null: may. What another employer does is not even known to exist.</summary>
    public static Refusal? MayNot(
        RailCareer c, RailApplication? a, ApplicationCommand command, Actor actor) => command switch
    {
        AnswerSupplement => actor.Is(Roles.Holder) && actor.PersonKey == c.PersonKey ? null
            : actor.Is(Roles.Holder) ? Refusals.NotFound() : Refusals.NotAllowed(),
        AnswerIdentityCheck or AskIdentitySource => actor.Is(Roles.Registry) ? null : Refusals.NotAllowed(),
        EmployerSubmit or EmployerReturn => Employer(c, a?.Reviewer, actor),
        WithdrawRailByLetter or Withdraw => actor.Is(Roles.ExamCentre) || RailAccess.IsOwn(c.Employer, actor)
            ? null
            : Employer(c, a?.Reviewer, actor),
        UnassignReviewer when actor.Is(Roles.Administrator) => null,
        AssignReviewer or UnassignReviewer => actor.Is(Roles.ExamCentre | Roles.Administration)
            ? null
            : Employer(c, a?.Reviewer, actor),
        Approve or Refuse or AnnounceRail => actor.Is(Roles.Administration)
            ? null
            : Refusals.NotAllowed(),
        _ => actor.Is(Roles.ExamCentre) ? null : Refusals.NotAllowed(),
    };

    /// <summary>Decides everything but the grant and the second handing-in. The caller has checked who may.</summary>
    public static Decision Decide(RailApplication a, ApplicationCommand command, Context context) => command switch
    {
        AssignReviewer => RailQueues.WaitingFor(context.Actor).Contains(a.Status)
            ? ApplicationReview.Assigned(a, context.Actor, new RailReviewerAssigned(a.Id, context.Actor.AccountId))
                : ApplicationReview.Wrong(a),
        UnassignReviewer => ApplicationReview.Unassigned(a, context.Actor, new RailReviewerUnassigned(a.Id)),
        RequestSupplement => ApplicationReview.Wrong(a),
        Approve => Refusals.Malformed(Refusals.Fault("grade", "仅诚信考核评定等级。", "Only an assessment is graded.")),
        AnswerSupplement => RailRefusals.OtherForm(),
        AnswerIdentityCheck answer => Answered(a, answer),
        AskIdentitySource => Decision.Nothing,
        EmployerSubmit => Submitted(a, context),
        EmployerReturn no => Returned(a, no),
        CheckOriginals => Originals(a, context),
        Accept => Accepted(a, context),
        NotAccept no => NotAccepted(a, no, context),
        RecordExamResult result => Exam(a, result, context),
        ReportRail => Reported(a, context),
        Refuse no => Refused(a, no, context),
        AnnounceRail => a.Status is ApplicationStatus.Decided ? Decision.Of(new RailAnnounced(a.Id, context.Now))
            : a.AnnouncedAt is not null ? Decision.Nothing : ApplicationReview.Wrong(a),
        MakeReady => a.Status is ApplicationStatus.Announced && a.Delivery is not null
            ? Decision.Of(new RailReady(a.Id, context.Now))
            : a.Status is ApplicationStatus.AwaitingDelivery ? Decision.Nothing : ApplicationReview.Wrong(a),
        Deliver => a.Status is ApplicationStatus.AwaitingDelivery ? Decision.Of(new RailDelivered(a.Id))
            : a.Status is ApplicationStatus.Delivered ? Decision.Nothing : ApplicationReview.Wrong(a),
        WithdrawRailByLetter letter => Withdrawn(a, letter.Letter, context),
        Withdraw => Withdrawn(a, "", context),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not rail desk work"),
    };

    /// <summary>The reviewing enterprise, or its unit when one reviews; the enterprise sees all its units.</summary>
    private static Refusal? Employer(RailCareer c, EmployerLink? reviewer, Actor actor) =>
        RailAccess.IsOwn(reviewer, actor) ? null
        : actor.Is(Roles.Employer) ? Refusals.NotFound()
        : !actor.Is(Roles.Holder) ? Refusals.NotAllowed()
        : actor.PersonKey == c.PersonKey ? RailRefusals.EmployerOnly() : Refusals.NotFound();

    private static Decision Answered(RailApplication a, AnswerIdentityCheck answer) => a.IdentityCheck?.State switch
    {
        IdentityCheckState.Passed when answer.Passed => Decision.Nothing,
        IdentityCheckState.Failed when !answer.Passed => Decision.Nothing,
        IdentityCheckState.Asked when a.Status == ApplicationStatus.EmployerReview =>
            Decision.Of(new RailIdentityAnswered(a.Id, answer.Passed)),
        _ => ApplicationReview.Wrong(a),
    };

    private static Decision Submitted(RailApplication a, Context context)
    {
        if (a.Status == ApplicationStatus.CentreReview) return Decision.Nothing;
        if (a.Status != ApplicationStatus.EmployerReview) return ApplicationReview.Wrong(a);
        if (a.IdentityCheck is { State: not IdentityCheckState.Passed })
            return new Refusal(RefusalCode.IdentityCheckFailed, new LocalText("公安身份核验尚未通过（核验时间为每天 08:00-18:00）。",
                "The identity check has not been passed yet (it is open every day from 08:00 to 18:00)."))
            { Law = Citations.RailGuide };
        var rules = context.RailRulebook.At(context.Today);
        return Decision.Of(
            a.IsExam
                ? new CentreReceived(
                    a.Id, context.Now, RailApplicationLimits.AcceptBy(context.Now, rules, context.Calendar), null, null)
                : new CentreReceived(
                    a.Id,
                    context.Now,
                    null,
                    RailApplicationLimits.ReviewBy(context.Now, rules, context.Calendar),
                    RailApplicationLimits.PromisedBy(context.Now, rules, context.Calendar)));
    }

    private static Decision Returned(RailApplication a, EmployerReturn no) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.EmployerReview ? Decision.Of(new EmployerReturned(a.Id, no.Reasons))
        : a.Status == ApplicationStatus.EmployerReturned && a.Reasons.SequenceEqual(no.Reasons) ? Decision.Nothing
        : ApplicationReview.Wrong(a);

    private static Decision Originals(RailApplication a, Context context) =>
        !a.IsExam ? ApplicationReview.Wrong(a)
        : a.OriginalsCheckedAt is not null ? Decision.Nothing
        : a.Status == ApplicationStatus.CentreReview ? Decision.Of(new OriginalsChecked(a.Id, context.Now))
        : ApplicationReview.Wrong(a);

    private static Decision Accepted(RailApplication a, Context context)
    {
        if (a.AcceptedAt is not null && a.Status == ApplicationStatus.Accepted) return Decision.Nothing;
        if (!a.IsExam || a.Status != ApplicationStatus.CentreReview) return ApplicationReview.Wrong(a);
        return a.OriginalsCheckedAt is null
            ? Refusals.WrongState("请先在考点现场核验纸质材料原件。", "The paper originals are to be checked at the exam point first.")
            : Decision.Of(new RailAccepted(a.Id, context.Now));
    }

    private static Decision NotAccepted(RailApplication a, NotAccept no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.NotAccepted ? Decision.Nothing
        : a.Status == ApplicationStatus.CentreReview ? Decision.Of(new RailNotAccepted(a.Id, context.Now, no.Reasons))
        : ApplicationReview.Wrong(a);

    /// <summary>Theory precedes practice; one failed part fails the whole (rules.md B.4).</summary>
    private static Decision Exam(RailApplication a, RecordExamResult result, Context context)
    {
        var known = result.Part == ExamPart.Theory ? a.TheoryPassedAt : a.PracticalPassedAt;
        if (result.Passed && known is not null) return Decision.Nothing;
        if (!result.Passed && a.Status == ApplicationStatus.Refused
            && a.Reasons is [var failed] && failed == (result.Part == ExamPart.Theory
                ? "theoryFailed"
                : "practicalFailed")) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Accepted || known is not null || !Enum.IsDefined(result.Part))
            return ApplicationReview.Wrong(a);
        if (result.Part == ExamPart.Practical && a.TheoryPassedAt is null)
            return Refusals.WrongState(
                "理论考试合格后方可参加实际操作考试。", "The theory exam must be passed before the practical one.");
        return result.Passed
            ? Decision.Of(new ExamPassed(a.Id, result.Part, context.Now, result.Part == ExamPart.Practical
                ? RailApplicationLimits.ReviewBy(context.Now, context.RailRulebook.At(context.Today), context.Calendar)
                    : null))
            : Decision.Of(new ExamFailed(a.Id, result.Part, context.Now));
    }

    private static Decision Reported(RailApplication a, Context context)
    {
        if (a.Status == ApplicationStatus.Reported) return Decision.Nothing;
        var ready = a.IsExam
            ? a is { Status: ApplicationStatus.Accepted, PracticalPassedAt: not null }
            : a.Status == ApplicationStatus.CentreReview;
        return ready
            ? Decision.Of(new RailReported(a.Id, context.Now,
                RailApplicationLimits.DecideBy(context.Now, context.RailRulebook.At(context.Today), context.Calendar)))
            : ApplicationReview.Wrong(a);
    }

    private static Decision Refused(RailApplication a, Refuse no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.Refused ? Decision.Nothing
        : a.Status == ApplicationStatus.Reported ? Decision.Of(new RailRefused(a.Id, context.Now, no.Reasons))
        : ApplicationReview.Wrong(a);

    /// <summary>By letter until the decision (G.5 #87), also what the employer had returned.</summary>
    private static Decision Withdrawn(RailApplication a, string letter, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "letter", letter, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        return a.Status == ApplicationStatus.Withdrawn ? Decision.Nothing
            : a.IsOpen || a.Status == ApplicationStatus.EmployerReturned
                ? Decision.Of(new RailWithdrawn(a.Id, context.Now, letter.Trim()))
            : ApplicationReview.Wrong(a);
    }
}

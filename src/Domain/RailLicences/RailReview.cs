using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>The steps that only the railway has, or decides in its own way (rules.md B.4, B.7).</summary>
internal static class RailReview
{
    public static Decision Answered(RailApplication a, AnswerIdentityCheck answer) => a.IdentityCheck?.State switch
    {
        IdentityCheckState.Passed when answer.Passed => Decision.Nothing,
        IdentityCheckState.Failed when !answer.Passed => Decision.Nothing,
        IdentityCheckState.Asked when a.Status == ApplicationStatus.EmployerReview =>
            Decision.Of(new RailIdentityAnswered(a.Id, answer.Passed)),
        _ => ApplicationReview.Wrong(a),
    };

    public static Decision Submitted(RailApplication a, Context context)
    {
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

    public static Decision Returned(RailApplication a, EmployerReturn no) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.EmployerReview ? Decision.Of(new EmployerReturned(a.Id, no.Reasons))
        : a.Status == ApplicationStatus.EmployerReturned && a.Reasons.SequenceEqual(no.Reasons) ? Decision.Nothing
        : ApplicationReview.Wrong(a);

    public static Decision Accepted(RailApplication a, Context context)
    {
        if (a.AcceptedAt is not null && a.Status == ApplicationStatus.Accepted) return Decision.Nothing;
        if (!a.IsExam || a.Status != ApplicationStatus.CentreReview) return ApplicationReview.Wrong(a);
        return a.OriginalsCheckedAt is null
            ? Refusals.WrongState("请先在考点现场核验纸质材料原件。", "The paper originals are to be checked at the exam point first.")
            : Decision.Of(new RailAccepted(a.Id, context.Now));
    }

    public static Decision Reported(RailApplication a, Context context)
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

    /// <summary>
    /// Withdrawn by letter, until the decision (G.5 #87); also an application that the employer returned.
    /// </summary>
    public static Decision Withdrawn(RailApplication a, string letter, Context context)
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

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What proves who owns an account: the source knows name and number, and an officer or a compared portrait shows that
/// it is the person (H.24).
/// </summary>
internal static class BindingApproval
{
    /// <summary>
    /// The source's answer. That it knows name and number is a condition of the approval. A portrait that it compared
    /// is proof, unless the register has the number under another name: then an officer looks (H.24).
    /// </summary>
    public static Decision SourceAnswered(
        IdentityBinding b, BindingApplication a, AnswerBindingCheck answer, Context context)
    {
        if (!a.IsOpen) return ApplicationReview.Wrong(a);
        if (a.Check!.State != IdentityCheckState.Asked) return Decision.Nothing;
        var answered = new BindingSourceAnswered(a.Id, answer.Match, answer.Portrait);
        if (!answer.Match)
            return Decision.Of(answered, new BindingRefused(
                a.Id, context.Now, null, [ClosingReason.IdentityCheckFailed.Name()]));
        return answer.Portrait == PortraitMatch.Match && Bars(a, context) is null
            ? Decision.Of(answered, Granted(b, a, null, context)) : Decision.Of(answered);
    }

    /// <summary>An officer's approval.</summary>
    public static Decision Decide(IdentityBinding b, BindingApplication a, Approve approve, Context context)
    {
        if (approve.Grade is not null) return Unknown("grade");
        if (approve.ApprovalNumber is not null) return Unknown("approvalNumber");
        if (a.Status == ApplicationStatus.Approved) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted) return ApplicationReview.Wrong(a);
        if (a.Check!.State != IdentityCheckState.Passed) return BindingRefusals.SourceWaits();
        if (Bars(a, context) is { } no) return no;
        return Decision.Of(Granted(b, a, context.Actor.AccountId, context));
    }

    /// <summary>The refusal by what the register has; null: nothing is against it.</summary>
    private static Refusal? Bars(BindingApplication a, Context context)
    {
        var form = (IdentityForm)a.Form;
        if (context.Facts.PersonWithNumber(form.IdentityNumber) is not { } known) return null;
        if (known.Death is not null)
            return Refusals.WrongState("该证件号码的持有人已登记死亡。", "The person with this number is on record as dead.");
        if (!RegisteredName.Same(known.Name, form.Name)) return BindingRefusals.OtherName();
        return known.AccountId is { } other && other != a.SubmittedBy ? BindingRefusals.NumberBound(known.Key) : null;
    }

    private static BindingApproved Granted(IdentityBinding b, BindingApplication a, string? by, Context context)
    {
        var form = (IdentityForm)a.Form;
        var known = context.Facts.PersonWithNumber(form.IdentityNumber);
        var key = known?.Key ?? Keys.ForNew(EntityKind.Person, $"{b.Key}:{a.Id}").Key;
        var barred = context.Now.AddHours(context.Road.IdentityBarHours);
        return new BindingApproved(a.Id, by,
            new BoundIdentity(key, form.Name, form.IdentityKind, form.IdentityNumber, context.Now, barred), form.BornOn,
            Creates: known is null);
    }

    private static Refusal Unknown(string field) =>
        Refusals.Malformed(Refusals.Fault(field, "实名认证不填写此项。", "A binding has none."));
}

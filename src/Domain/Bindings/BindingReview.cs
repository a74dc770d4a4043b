using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The steps of a binding after its filing: the source's answer, the review at the desk, and what the filer may still
/// do. No acceptance step (decisions 1).
/// </summary>
internal static class BindingReview
{
    /// <summary>The decision. The caller has checked who may.</summary>
    public static Decision Decide(IdentityBinding b, BindingApplication a, ApplicationCommand command,
        Context context) =>
        command switch
        {
            Withdraw => a.Status == ApplicationStatus.Withdrawn ? Decision.Nothing
                : a.IsOpen ? Decision.Of(new BindingWithdrawn(a.Id, context.Now)) : ApplicationReview.Wrong(a),
            AnswerSupplement answer => Answered(a, answer, context),
            AnswerBindingCheck answer => SourceAnswered(b, a, answer, context),
            AskIdentitySource => Decision.Nothing,
            AssignReviewer =>
                ApplicationReview.Assigned(a, context.Actor, new BindingClaimed(a.Id, context.Actor.AccountId)),
            UnassignReviewer => ApplicationReview.Unassigned(a, context.Actor, new BindingReleased(a.Id)),
            RequestSupplement ask => Asked(a, ask, context),
            Approve { Grade: not null } => Wrong("grade"),
            Approve { ApprovalNumber: not null } => Wrong("approvalNumber"),
            Approve => Approved(b, a, context),
            Refuse no => Refused(a, no, context),
            _ => ApplicationReview.Wrong(a),
        };

    /// <summary>
    /// The pair is known to the source: a condition. A portrait that it compared is proof, unless the register has the
    /// number otherwise: then an officer looks (H.24).
    /// </summary>
    private static Decision SourceAnswered(IdentityBinding b, BindingApplication a, AnswerBindingCheck answer,
        Context context)
    {
        if (a is not { Status: ApplicationStatus.Submitted
            or ApplicationStatus.SupplementRequested }) return ApplicationReview.Wrong(a);
        if (a.Check!.State != IdentityCheckState.Asked) return Decision.Nothing;
        var answered = new BindingSourceAnswered(a.Id, answer.Match, answer.Portrait);
        if (!answer.Match) return Decision.Of(answered,
            new BindingRefused(a.Id, context.Now, null, ["identityCheckFailed"]));
        return answer.Portrait == PortraitMatch.Match && Bars(a, context) is null
            ? Decision.Of(answered, Granted(b, a, null, context)) : Decision.Of(answered);
    }

    private static Decision Approved(IdentityBinding b, BindingApplication a, Context context)
    {
        if (a.Status == ApplicationStatus.Approved) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted) return ApplicationReview.Wrong(a);
        if (a.Check!.State != IdentityCheckState.Passed) return BindingRefusals.SourceWaits();
        if (Bars(a, context) is { } no) return no;
        return Decision.Of(Granted(b, a, context.Actor.AccountId, context));
    }

    /// <summary>What the register says against it; null: nothing.</summary>
    private static Refusal? Bars(BindingApplication a, Context context)
    {
        var form = (IdentityForm)a.Form;
        if (context.Facts.PersonWithNumber(form.IdentityNumber) is not { } known) return null;
        if (known.Death is not null)
            return Refusals.WrongState("该证件号码的持有人已登记死亡。", "The person with this number is on record as dead.");
        if (known.Name != form.Name) return BindingRefusals.OtherName();
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

    private static Decision Refused(BindingApplication a, Refuse no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.Refused ? Decision.Nothing
        : a.Status == ApplicationStatus.Submitted
            ? Decision.Of(new BindingRefused(a.Id, context.Now, context.Actor.AccountId, no.Reasons))
        : ApplicationReview.Wrong(a);

    /// <summary>At most once (H.5), and only pictures of this application.</summary>
    private static Decision Asked(BindingApplication a, RequestSupplement ask, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "message", ask.Message, FormCheck.MaxText, required: true);
        ImmutableArray<MaterialKind> kinds = ask.Materials.IsDefault ? [] : ask.Materials;
        foreach (var kind in kinds)
        {
            if (!IsOurs(kind))
                faults.Add(Refusals.Fault("materials", $"本业务没有该材料：{kind}",
                    $"This service has no such material: {kind}"));
        }
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (a.Status == ApplicationStatus.SupplementRequested
            && a.Supplement!.Message == ask.Message
                && a.Supplement.Materials.SequenceEqual(kinds)) return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted) return ApplicationReview.Wrong(a);
        if (a.Supplement is not null)
            return Refusals.WrongState("补正只能一次性告知，不能再次要求补正。", "A supplement can be asked for only once.");
        return Decision.Of(new BindingSupplementRequested(
            a.Id, context.Now, kinds, ask.Message, ApplicationLimits.AnswerBy(context.Now, context.Road,
                context.Calendar)));
    }

    /// <summary>
    /// What is handed in replaces what was handed in under the same kind; the pictures are checked as at the filing.
    /// </summary>
    private static Decision Answered(BindingApplication a, AnswerSupplement answer, Context context)
    {
        if (answer.Form is not null)
            return Refusals.Malformed(Refusals.Fault("form", "补正不改变申请表。", "A supplement adds materials only."));
        ImmutableArray<Material> given = answer.Materials.IsDefault ? [] : answer.Materials;
        if (a.Status == ApplicationStatus.Submitted && a.SupplementAnsweredAt is not null
            && given.All(a.Materials.Contains))
            return Decision.Nothing;
        if (a.Status != ApplicationStatus.SupplementRequested) return ApplicationReview.Wrong(a);
        if (given.Length > 3 || given.Any(material => !IsOurs(material.Kind)))
            return ApplicationRefusals.Materials(RefusalCode.MaterialNotAsked,
                [Refusals.Fault("materials", "本业务不需要该材料。", "This service does not ask for it.")]);
        if (a.Supplement!.Materials.Any(asked => !given.Any(material => material.Kind == asked)))
            return ApplicationRefusals.Materials(RefusalCode.MaterialMissing,
                [Refusals.Fault("materials", "缺少要求补正的材料。", "This was asked for and is missing.")]);
        var all = a.Materials.RemoveAll(old => given.Any(material => material.Kind == old.Kind)).AddRange(given);
        if (BindingPictures.Unfit(all, context) is { } unfit) return unfit;
        return Decision.Of(new BindingSupplementAnswered(a.Id, context.Now, all,
            context.Calendar.Add(context.Today, context.Road.IdentityDecideWorkingDays)));
    }

    private static bool IsOurs(MaterialKind kind) =>
        kind is MaterialKind.IdentityFront or MaterialKind.IdentityBack or MaterialKind.IdentityPortrait;

    private static Refusal Wrong(string field) =>
        Refusals.Malformed(Refusals.Fault(field, "实名认证不填写此项。", "A binding has none."));
}

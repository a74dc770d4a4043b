using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// What may be done to an application at the officer's desk and by its holder, but for the approval, which is the
/// entity's own law. The same for every kind of entity (rules.md A.0, H.5, H.6).
/// </summary>
public static class ApplicationReview
{
    /// <summary>Decides everything but <see cref="Approve"/>. The caller has checked who may.</summary>
    public static Decision Decide(Application a, ApplicationCommand command, Context context) => command switch
    {
        Withdraw => Withdrawn(a, context),
        AnswerSupplement answer => Answered(a, answer, context),
        AssignReviewer => Assigned(a, context.Actor, new ReviewerAssigned(a.Id, context.Actor.AccountId)),
        UnassignReviewer => Unassigned(a, context.Actor, new ReviewerUnassigned(a.Id)),
        Accept => Accepted(a, context),
        NotAccept no => NotAccepted(a, no, context),
        RequestSupplement ask => Asked(a, ask, context),
        Refuse no => Refused(a, no, context),
        MakeReady => Ready(a, context),
        Deliver => Delivered(a),
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not desk work"),
    };

    /// <summary>
    /// The refusal when the application is assigned to another officer; null: to nobody or to the actor. Only until it
    /// is decided: after that, whoever sits at the counter hands the document out.
    /// </summary>
    public static Refusal? AssignedToOther(IApplication a, Actor actor) =>
        a.IsOpen && a.AssignedTo is { } officer && officer != actor.AccountId && !actor.Is(Roles.Administrator)
            ? Refusals.WrongState("该申请正由其他经办人办理。", "Another officer is working on this application.")
            : null;

    /// <summary>The refusal for work that does not fit where the application stands.</summary>
    public static Refusal Wrong(IApplication a) => Refusals.WrongState(
        $"申请当前状态（{a.Status}）不能进行此操作。", $"This cannot be done while the application is {a.Status}.");

    private static Decision Withdrawn(Application a, Context context) => a.Status switch
    {
        ApplicationStatus.Withdrawn => Decision.Nothing,
        ApplicationStatus.Submitted or ApplicationStatus.SupplementRequested =>
            Decision.Of(new ApplicationWithdrawn(a.Id, context.Now)),
        _ when a.AcceptedAt is not null => new Refusal(
            RefusalCode.AlreadyAccepted,
            new LocalText("申请已受理，不能再撤销。", "The application has been accepted and can no longer be withdrawn."))
        {
            Law = Citations.Guide,
        },
        _ => Wrong(a),
    };

    /// <summary>What is handed in replaces what was handed in under the same kind.</summary>
    private static Decision Answered(Application a, AnswerSupplement answer, Context context)
    {
        if (answer.Form is not null)
            return Refusals.Malformed(Refusals.Fault("form", "补正不改变申请表。", "A supplement adds materials only."));
        if (IsAnswered(a, answer)) return Decision.Nothing;
        if (a.Status != ApplicationStatus.SupplementRequested) return Wrong(a);
        if (answer.Materials.IsDefaultOrEmpty && a.Supplement!.Materials.Length > 0)
            return Refusals.Malformed(Refusals.Fault("materials", "请上传要求补正的材料。", "Hand in what was asked for."));
        var given = answer.Materials.IsDefault ? [] : answer.Materials;
        foreach (var asked in a.Supplement!.Materials)
        {
            if (!given.Any(material => material.Kind == asked))
                return ApplicationRefusals.Materials(RefusalCode.MaterialMissing,
                    [Refusals.Fault(JsonName(asked), "缺少要求补正的材料。", "This was asked for and is missing.")]);
        }
        var all = a.Materials.RemoveAll(old => given.Any(material => material.Kind == old.Kind)).AddRange(given);
        return Decision.Of(new SupplementAnswered(
            a.Id, context.Now, all, ApplicationLimits.AcceptBy(context.Now, context.Road, context.Calendar),
            ApplicationLimits.AcceptTargetBy(a.Service, context.Now, context.Road, context.Calendar)));
    }

    /// <summary>True for the same answer once more.</summary>
    private static bool IsAnswered(Application a, AnswerSupplement answer) =>
        a.Status == ApplicationStatus.Submitted && a.SupplementAnsweredAt is not null
        && (answer.Materials.IsDefaultOrEmpty
            ? a.Supplement!.Materials.IsEmpty
            : answer.Materials.All(a.Materials.Contains));

    private static string JsonName(MaterialKind kind) =>
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    internal static Decision Assigned(IApplication a, Actor actor, Event assigned) =>
        !a.IsOpen ? Wrong(a)
        : a.AssignedTo == actor.AccountId ? Decision.Nothing
        : a.AssignedTo is not null ? AssignedToOther(a, actor with { Roles = Roles.Officer })!
        : Decision.Of(assigned);

    internal static Decision Unassigned(IApplication a, Actor actor, Event unassigned) =>
        a.AssignedTo is null ? Decision.Nothing
        : AssignedToOther(a, actor) is { } other ? other
        : Decision.Of(unassigned);

    private static Decision Accepted(Application a, Context context) => a.Status switch
    {
        ApplicationStatus.Accepted => Decision.Nothing,
        ApplicationStatus.Submitted => Decision.Of(new ApplicationAccepted(
            a.Id, context.Now, ApplicationLimits.DecideBy(context.Now, context.Road, context.Calendar))),
        _ => Wrong(a),
    };

    private static Decision NotAccepted(Application a, NotAccept no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.NotAccepted ? Decision.Nothing
        : a.Status is ApplicationStatus.Submitted
            ? Decision.Of(new ApplicationNotAccepted(a.Id, context.Now, no.Reasons))
        : Wrong(a);

    /// <summary>At most once (H.5), and only for materials of the service.</summary>
    private static Decision Asked(Application a, RequestSupplement ask, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "message", ask.Message, FormCheck.MaxText, required: true);
        var service = Catalogue.Of(a.Service);
        ImmutableArray<MaterialKind> kinds = ask.Materials.IsDefault ? [] : ask.Materials;
        foreach (var kind in kinds)
        {
            if (!service.Materials.Any(line => line.Kind == kind))
                faults.Add(
                    Refusals.Fault("materials", $"本业务没有该材料：{kind}", $"This service has no such material: {kind}"));
        }
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (a.Status == ApplicationStatus.SupplementRequested
            && a.Supplement!.Message == ask.Message && a.Supplement.Materials.SequenceEqual(kinds))
                return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted) return Wrong(a);
        if (a.Supplement is not null)
            return Refusals.WrongState("补正只能一次性告知，不能再次要求补正。", "A supplement can be asked for only once.");
        return Decision.Of(new SupplementRequested(
            a.Id,
            context.Now,
            kinds,
            ask.Message,
            ApplicationLimits.AnswerBy(context.Now, context.Road, context.Calendar)));
    }

    private static Decision Refused(Application a, Refuse no, Context context) =>
        FormCheck.Reasons(no.Reasons) is { } malformed ? malformed
        : a.Status == ApplicationStatus.Refused ? Decision.Nothing
        : a.Status == ApplicationStatus.Accepted ? Decision.Of(new ApplicationRefused(a.Id, context.Now, no.Reasons))
        : Wrong(a);

    private static Decision Ready(Application a, Context context) => a.Status switch
    {
        ApplicationStatus.AwaitingDelivery => Decision.Nothing,
        ApplicationStatus.Approved when a.Delivery is { } way => Decision.Of(new DocumentReady(a.Id, context.Now,
            way == DeliveryWay.PickUp
                ? ApplicationLimits.PickUpBy(context.Now, context.Road, context.Calendar)
                : null)),
        _ => Wrong(a),
    };

    private static Decision Delivered(Application a) => a.Status switch
    {
        ApplicationStatus.Delivered => Decision.Nothing,
        ApplicationStatus.AwaitingDelivery => Decision.Of(new DocumentDelivered(a.Id)),
        _ => Wrong(a),
    };
}

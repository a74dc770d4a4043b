using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Words;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Decides a step of a review in every chain. The checks have a fixed order: who asks, whether the application exists,
/// whether its entity has ended, whose turn it is, and then the step itself.
/// </summary>
internal static class ApplicationReview
{
    /// <summary>The decision on <paramref name="command"/>; everything due has been done before.</summary>
    public static Decision Decide<TOwner, T>(
        ReviewChain<TOwner, T> chain, TOwner owner, ImmutableArray<T> applications, ApplicationCommand command,
        Context context) where TOwner : IApplicationOwner where T : class, IApplication
    {
        var application = applications.At(command.ApplicationId);
        var step = chain.StepOf(command);
        if (chain.MayNot(owner, application, command, step?.By ?? chain.Others, context) is { } mayNot) return mayNot;
        if (application is null) return owner.Missing(command.ApplicationId);
        if (application.Status == ApplicationStatus.Closed && chain.Ended(owner, application, context) is { } ended)
            return ended;
        if (step is not { IsFree: true } && AssignedToOther(application, context.Actor) is { } other) return other;
        return step is null ? Wrong(application) : step.Decide(owner, application, command, context);
    }

    /// <summary>
    /// The refusal when the application is assigned to another officer; null: it is assigned to nobody, or to the
    /// actor. After the decision any officer of the desk may hand the document out.
    /// </summary>
    public static Refusal? AssignedToOther(IApplication a, Actor actor) =>
        a.IsOpen && a.AssignedTo is { } officer && officer != actor.AccountId && !actor.Is(Roles.Administrator)
            ? Refusals.WrongState("该申请正由其他经办人办理。", "Another officer is working on this application.")
            : null;

    /// <summary>The refusal for a step that is not possible at the application's status.</summary>
    public static Refusal Wrong(IApplication a)
    {
        var stands = ApplicationWords.Of(a.Status);
        return Refusals.WrongState($"申请当前状态（{stands.Zh}）不能进行此操作。",
            $"This cannot be done where the application stands ({stands.En}).");
    }

    /// <summary>
    /// Assigns an open application to the actor. For the officer who has it already, the term begins again, at most
    /// once a day.
    /// </summary>
    public static Decision Assigned(IApplication a, Context context, ReviewerEvents events)
    {
        var actor = context.Actor;
        if (!a.IsOpen) return Wrong(a);
        if (a.AssignedTo is { } officer && officer != actor.AccountId)
            return AssignedToOther(a, actor with { Roles = Roles.Officer })!;
        var term = ReviewerTerm.Begun(context);
        return a.AssignedTo is not null && a.Term?.LastDay == term.LastDay ? Decision.Nothing
            : Decision.Of(events.Assigned(a.Id, actor.AccountId, term));
    }

    /// <summary>Makes an application free again, for the officer who has it or an administrator.</summary>
    public static Decision Unassigned(IApplication a, Actor actor, ReviewerEvents events) =>
        a.AssignedTo is null ? Decision.Nothing
        : AssignedToOther(a, actor) is { } other ? other
        : Decision.Of(events.Unassigned(a.Id, null));

    /// <summary>Asks the applicant to complete it: at most once (H.5), and only for materials of the service.</summary>
    /// <param name="a">The application.</param>
    /// <param name="ask">The supplement that is asked for.</param>
    /// <param name="isOfService">Whether the service has such a material.</param>
    /// <param name="asked">The event when the supplement is asked for.</param>
    public static Decision Asked(
        IApplication a, RequestSupplement ask, Func<MaterialKind, bool> isOfService,
        Func<ImmutableArray<MaterialKind>, Event> asked)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "message", ask.Message, FormCheck.MaxText, required: true);
        ImmutableArray<MaterialKind> kinds = ask.Materials.IsDefault ? [] : ask.Materials;
        foreach (var kind in kinds)
        {
            if (!isOfService(kind))
            {
                var name = ApplicationWords.Of(kind);
                faults.Add(Refusals.Fault(
                    "materials", $"本业务没有该材料：{name.Zh}", $"This service has no such material: {name.En}"));
            }
        }
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (a.Status == ApplicationStatus.SupplementRequested
            && a.Supplement!.Message == ask.Message && a.Supplement.Materials.SequenceEqual(kinds))
            return Decision.Nothing;
        if (a.Status != ApplicationStatus.Submitted) return Wrong(a);
        return a.Supplement is null ? Decision.Of(asked(kinds))
            : Refusals.WrongState("补正只能一次性告知，不能再次要求补正。", "A supplement can be asked for only once.");
    }

    /// <summary>
    /// The application's materials after <paramref name="given"/> were handed in: a new material replaces the one of
    /// the same kind.
    /// </summary>
    public static ImmutableArray<Material> With(this IApplication a, ImmutableArray<Material> given) =>
        a.Materials.RemoveAll(old => given.Any(material => material.Kind == old.Kind)).AddRange(given);
}

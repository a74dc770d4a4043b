using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Decides about commands to the binding of an account (rules.md A.1, H.24; decisions 1).</summary>
public static class BindingDecider
{
    /// <summary>The decision; whatever time has made due is carried out first.</summary>
    public static Decision Decide(EntityId id, IdentityBinding? state, Command command, Context context) =>
        DeadlineFirst.Decide(
        new Decider<IdentityBinding>((b, happened) => BindingFlow.Evolve(id.Key, b, happened), BindingDeadlines.Next),
        state, now => Decided(id, now, command, context), context);

    private static Decision Decided(EntityId id, IdentityBinding? state, Command command, Context context) =>
        (state, command) switch
        {
            (_, PassTime) => Decision.Nothing,
            (_, FileBinding c) => BindingFiling.Decide(id, state, c, context),
            (_, RequestUnbinding c) => Unbinding.Request(id, state, c, context),
            (_, SettleAccount) => context.Actor.Is(Roles.Registry) ? Decision.Nothing : Refusals.NotAllowed(),
            (_, RegisterBinding c) => Register(id, state, c, context),
            (_, FollowPerson c) => Follow(state, c, context),
            (null, _) => Refusals.NotFound(),
            ({ } b, ApplicationCommand c) => About(b, c, context),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for bindings"),
        };

    /// <summary>
    /// Who asks comes before everything: to whoever has nothing to do with it, no binding is there. The filer takes
    /// back and completes; the desk decides, and its officer belongs to the person's authority still (H.26).
    /// </summary>
    private static Decision About(IdentityBinding b, ApplicationCommand command, Context context)
    {
        var actor = context.Actor;
        var a = b.Applications.At(command.ApplicationId);
        if (a?.Service == ServiceId.IdentityUnbinding) return Unbinding.Decide(a, command, context);
        if (command is ConfirmUnbinding or DeclineUnbinding) return Refusals.NotFound();
        if (command is Withdraw or AnswerSupplement)
        {
            return b.AccountId != actor.AccountId ? Refusals.NotFound()
                : a is null ? b.Missing(command.ApplicationId) : BindingReview.Decide(b, a, command, context);
        }
        if (a is null) return IsDesk(actor) ? b.Missing(command.ApplicationId) : Refusals.NotFound();
        if (MayNot(a, command, context) is { } no) return no;
        if (command is not (AssignReviewer or UnassignReviewer)
            && ApplicationReview.AssignedToOther(a, actor) is { } other) return other;
        return BindingReview.Decide(b, a, command, context);
    }

    private static Refusal? MayNot(BindingApplication a, ApplicationCommand command, Context context)
    {
        var actor = context.Actor;
        if (actor.Is(Roles.Registry) || (command is UnassignReviewer && actor.Is(Roles.Administrator))) return null;
        if (command is AnswerBindingCheck or AskIdentitySource || !IsDesk(actor)
            || !PersonDesk.IsOwn(a.Authority, actor))
            return Refusals.NotFound();
        var form = (IdentityForm)a.Form;
        var known = context.Facts.PersonWithNumber(form.IdentityNumber);
        if (command is Approve && a.SubmittedBy == actor.AccountId)
            return BindingRefusals.SecondOfficer("不能审核本人的申请。", "Nobody decides the own application.");
        if (known is null) return null;
        if (command is Approve && known.UnboundBy?.Contains(actor.AccountId) == true)
            return BindingRefusals.SecondOfficer("解除绑定的经办人不能审核该号码的下一次绑定。",
                "Whoever undid a binding does not decide the next one for that number.");
        return command is Approve ? PersonDesk.MayNot(known, context.Facts.CertificatesOf(known.Key), actor,
            context.Today) : null;
    }

    private static bool IsDesk(Actor actor) => actor.Is(Roles.Officer | Roles.ExamCentre | Roles.Registry);

    private static Decision Register(EntityId id, IdentityBinding? b, RegisterBinding c, Context context) =>
        !context.Actor.Is(Roles.Registry) || id != IdentityBinding.IdOf(c.AccountId) ? Refusals.NotAllowed()
        : b?.Bound is { } bound ? bound.PersonKey == c.PersonKey ? Decision.Nothing : BindingRefusals.OwnBound()
        : b?.OpenOf(ServiceId.IdentityBinding) is { } open ? ApplicationRefusals.OpenApplication(open.Id)
        : Decision.Of(new BindingRegistered(c.AccountId,
            new BoundIdentity(c.PersonKey, c.Name, c.IdentityKind, c.IdentityNumber, context.Now)));

    private static Decision Follow(IdentityBinding? b, FollowPerson c, Context context) =>
        !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
        : b?.Bound is not { } bound || (bound.Name, bound.IdentityKind, bound.IdentityNumber)
            == (c.Name, c.IdentityKind, c.IdentityNumber) ? Decision.Nothing
        : Decision.Of(new BindingFollowed(c.Name, c.IdentityKind, c.IdentityNumber));
}

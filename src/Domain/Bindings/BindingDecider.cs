using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Decides about commands to the binding of an account (rules.md A.1, H.24; decisions 1).</summary>
public static class BindingDecider
{
    /// <summary>The decision. The state is null as long as nothing was filed for the account.</summary>
    public static Decision Decide(EntityId id, IdentityBinding? state, Command command, Context context) =>
        (state, command) switch
        {
            ({ ErasedAt: not null }, _) => HistoryErasure.Decide(command, context),
            (_, PassTime) => Decision.Nothing,
            (_, FileBinding c) => BindingFiling.Decide(id, state, c, context),
            (_, RequestUnbinding c) => Unbinding.Request(id, state, c, context),
            (_, RequestPersonAct c) => PersonActs.Request(id, state, c, context),
            (_, ActOnAccount c) => AccountActs.Request(id, state, c, context),
            (_, NoteAccountChange c) => AccountSafety.Note(id, c, context),
            (_, NoteAlarm c) => AccountSafety.Note(id, c, context),
            (_, FreezeChanges c) => AccountSafety.Freeze(id, c, context),
            (_, CloseAccount c) => AccountClosing.Decide(id, state, c, context),
            (_, RecoverPhone c) => LostPhone.Begin(id, state, c, context),
            (_, ObjectToRecovery c) => LostPhone.Object(state, c, context),
            (_, SettleAccount or SettlePhone or SettleClosing or SettleErasure) =>
                context.Actor.Is(Roles.Registry) ? Decision.Nothing : Refusals.NotAllowed(),
            (_, RegisterBinding c) => Register(id, state, c, context),
            (_, FollowPerson c) => Follow(state, c, context),
            (null, _) => Refusals.NotFound(),
            ({ } b, ApplicationCommand c) => About(b, c, context),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for bindings"),
        };

    private static Decision About(IdentityBinding b, ApplicationCommand command, Context context) =>
        ApplicationReview.Decide(
            ChainOf(b.Applications.At(command.ApplicationId)?.Service), b, b.Applications, command, context);

    /// <summary>The review chain of a service of this entity.</summary>
    internal static ReviewChain<IdentityBinding, BindingApplication> ChainOf(ServiceId? service) => service switch
    {
        ServiceId.IdentityUnbinding => Unbinding.Chain,
        ServiceId.AccountAct => AccountActs.Chain,
        ServiceId.PersonIdentityChange or ServiceId.FactCorrection or ServiceId.PersonPhone
            or ServiceId.OperatorOwner => PersonActs.Chain,
        _ => BindingChain.Chain,
    };

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

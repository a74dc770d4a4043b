using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// Undoes a binding: an officer of the person's authority asks, another one confirms (H.24, H.26). It is decided again
/// at the confirmation, and lapses if nobody confirms.
/// </summary>
internal static class Unbinding
{
    /// <summary>A second officer confirms or declines.</summary>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain { get; } = SecondOfficer.Chain(
        (a, context) => context.Facts.Person(((UnbindingForm)a.Form).PersonKey),
        (a, person, context) => person.AccountId is null ? NotBound()
            : Decision.Of(new BindingUndone(a.Id, context.Now, person.Key, a.SubmittedBy, context.Actor.AccountId)));

    /// <summary>The decision on asking for an act.</summary>
    public static Decision Request(EntityId id, IdentityBinding? b, RequestUnbinding ask, Context context)
    {
        if (context.Facts.Person(ask.PersonKey) is not { } person) return Refusals.NotFound();
        if (SecondOfficer.MayNot(person, context) is { } no) return no;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", ask.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (id != IdentityBinding.IdOf(ask.AccountId) || person.AccountId != ask.AccountId) return NotBound();
        if (b?.OpenOf(ServiceId.IdentityUnbinding) is { } open)
            return open.SubmittedBy == context.Actor.AccountId ? Decision.Nothing
                : ApplicationRefusals.OpenApplication(open.Id);
        return Decision.Of(new UnbindingRequested(ask.AccountId, SecondOfficer.Asked(
            id, b, person, ServiceId.IdentityUnbinding, new UnbindingForm(person.Key, ask.Reason.Trim()), context)));
    }

    private static Refusal NotBound() => Refusals.WrongState(
        "该人员没有绑定账号。", "The person has no account bound.");
}

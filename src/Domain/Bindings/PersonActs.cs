using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// Acts on a person that need a second officer (rules.md H.26): a change of name or number, a new phone for the
/// account, the correction of a fact that another authority recorded, and who owns an individual business. One officer
/// of the person's authority asks (in <see cref="OwnerActs"/>: of the business's authority), another one confirms. The
/// person's own law is asked both times; without a confirmation the act lapses. The acts wait in an entity of their own
/// for each person, bound account or not.
/// </summary>
internal static class PersonActs
{
    /// <summary>The services whose applications these are.</summary>
    public static ImmutableArray<ServiceId> Services { get; } =
        [ServiceId.PersonIdentityChange, ServiceId.FactCorrection, ServiceId.PersonPhone, ServiceId.OperatorOwner];

    /// <summary>A second officer confirms or declines.</summary>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain { get; } = SecondOfficer.Chain(
        (a, context) => context.Facts.Person(Keyed(a.Form).PersonKey),
        (a, person, context) => Refuses(person, a.Form, context) is { } refusal ? refusal
            : Decision.Of(new PersonActConfirmed(
                a.Id, context.Now, person.Key, a.SubmittedBy, context.Actor.AccountId)));

    /// <summary>The decision on asking for an act.</summary>
    public static Decision Request(EntityId id, IdentityBinding? b, RequestPersonAct ask, Context context)
    {
        if (context.Facts.Person(ask.PersonKey) is not { } person) return Refusals.NotFound();
        if (SecondOfficer.MayNot(person, ask.Form, context) is { } no) return no;
        if (id != IdentityBinding.IdOf(ask.PersonKey) || Keyed(ask.Form).PersonKey != ask.PersonKey)
            return Refusals.NotAllowed();
        if (Refuses(person, ask.Form, context) is { } refusal) return refusal;
        var service = ServiceOf(ask.Form);
        if (b?.OpenOf(service) is { } open)
            return open.SubmittedBy == context.Actor.AccountId && open.Form == ask.Form ? Decision.Nothing
                : ApplicationRefusals.OpenApplication(open.Id);
        return Decision.Of(new PersonActRequested(
            ask.PersonKey, SecondOfficer.Asked(id, b, person, service, ask.Form, context)));
    }

    /// <summary>The command to the person that carries out a confirmed act.</summary>
    public static Command CommandOf(ApplicationForm form, string by, string confirmedBy) => form switch
    {
        IdentityChangeForm f => new ChangeIdentity(f.Name, f.IdentityKind, f.IdentityNumber, f.BornOn)
        {
            By = by, ConfirmedBy = confirmedBy,
        },
        FactCorrectionForm f => new CorrectFact(f.FactId, f.Reason) { By = by, ConfirmedBy = confirmedBy },
        _ => throw new InvalidOperationException($"{form.GetType().Name} is no act on a person"),
    };

    /// <summary>
    /// The number that the act gives the person, which another person may have; null: the act changes no number.
    /// </summary>
    public static string? NumberOf(ApplicationForm form) =>
        (form as IdentityChangeForm)?.IdentityNumber.ToUpperInvariant();

    /// <summary>The refusal of the act by the person's law, as of now; null: the act is possible.</summary>
    private static Refusal? Refuses(Person person, ApplicationForm form, Context context)
    {
        if (form is OwnerForm business) return OwnerActs.Refuses(person, business, context);
        if (form is PersonPhoneForm phone)
            return FaultOf(phone) ?? LostPhone.MayNot(person.Key, phone.AccountId, context);
        var decision = PersonDecider.Decide(
            new EntityId(EntityKind.Person, person.Key), person, CommandOf(form, "", ""),
            context with { Actor = Actor.Registry(Channel.Consequence) });
        if (decision is Decision.Refused refused) return refused.Refusal;
        if (decision is Decision.Accepted { Events.IsEmpty: true })
            return Refusals.WrongState("与登记信息一致，无需变更。", "That is what is on record; nothing would change.");
        return NumberOf(form) is { } number && context.Facts.PersonWithNumber(number) is { } owner
            && owner.Key != person.Key ? PersonDecider.IdentityTaken() : null;
    }

    private static IPersonAct Keyed(ApplicationForm form) => (IPersonAct)form;

    private static Refusal? FaultOf(PersonPhoneForm form)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", form.Reason, FormCheck.MaxText, required: true);
        return faults.Count > 0 ? Refusals.Malformed([.. faults]) : null;
    }

    /// <summary>The service of an act.</summary>
    public static ServiceId ServiceOf(ApplicationForm form) => form switch
    {
        IdentityChangeForm => ServiceId.PersonIdentityChange,
        PersonPhoneForm => ServiceId.PersonPhone,
        OwnerForm => ServiceId.OperatorOwner,
        _ => ServiceId.FactCorrection,
    };
}

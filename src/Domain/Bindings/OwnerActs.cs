using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Who owns an individual business, or owns it no longer, as the first officer asks for it.</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="OperatorKey">The business.</param>
/// <param name="Owns">True: the person owns it; false: no longer.</param>
/// <param name="Evidence">The papers that were looked at, or why it ended.</param>
public sealed record OwnerForm(string PersonKey, string OperatorKey, bool Owns, string Evidence)
    : ApplicationForm, IPersonAct;

/// <summary>
/// The act that gives a person's account a business as its second party. Two officers of the business's road authority
/// record who owns it, or that the ownership has ended (docs/adr/0117). It is a fact about the business, so the
/// authority of the business decides.
/// </summary>
internal static class OwnerActs
{
    /// <summary>What must be read besides the person.</summary>
    public static IReadOnlyList<EntityId> Needs(ApplicationForm form) => form is OwnerForm f ? [IdOf(f)] : [];

    /// <summary>The authority of the business.</summary>
    public static string AuthorityOf(OwnerForm form, Context context) => OperatorOf(form, context)!.Authority;

    /// <summary>
    /// The refusal for anybody but an officer at the road desk of the business's authority; null: the actor may ask.
    /// </summary>
    public static Refusal? MayNot(OwnerForm form, Context context) =>
        OperatorOf(form, context) is { } o
            ? ApplicationAuthorization.Officer(o.Authority, context.Actor) : Refusals.NotFound();

    /// <summary>The refusal of the act by the law of the business, as of now; null: the act is possible.</summary>
    public static Refusal? Refuses(Person person, OwnerForm form, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "evidence", form.Evidence, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (form.Owns && person.Death is not null) return OperatorRefusals.OwnerDead();
        var o = OperatorOf(form, context)!;
        return Ownership.Decide(
                o, CommandOf(form, "", ""), context with { Actor = Actor.Registry(Channel.Consequence) }) switch
        {
            Decision.Refused refused => refused.Refusal,
            Decision.Accepted { Events.IsEmpty: true } => form.Owns
                ? Refusals.WrongState("与登记信息一致，无需变更。", "That is what is on record; nothing would change.")
                : OperatorRefusals.NoOwner(),
            _ => null,
        };
    }

    /// <summary>The command to the business that carries out a confirmed act.</summary>
    public static Consequence Follow(OwnerForm form, string by, string confirmedBy) =>
        new(IdOf(form), CommandOf(form, by, confirmedBy));

    private static Command CommandOf(OwnerForm form, string by, string confirmedBy) => form.Owns
        ? new RecordOwner(form.PersonKey, form.Evidence.Trim(), by, confirmedBy)
        : new EndOwner(form.PersonKey, form.Evidence.Trim(), by, confirmedBy);

    private static Operator? OperatorOf(OwnerForm form, Context context) =>
        context.Facts.Entity(IdOf(form)) as Operator;

    private static EntityId IdOf(OwnerForm form) => new(EntityKind.Operator, form.OperatorKey);
}

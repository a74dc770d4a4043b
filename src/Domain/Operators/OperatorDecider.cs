using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Operators;

/// <summary>
/// Decides about commands to an operator (rules.md A.2, C.2), after the permits that have expired are recorded as such.
/// </summary>
public static class OperatorDecider
{
    /// <summary>The next expiry of a permit, or reminder of one; null: none.</summary>
    public static Deadline? NextDeadline(Operator o, Context context)
    {
        Deadline? first = null;
        foreach (var permit in o.Permits)
        {
            if (permit is { ExpiryAnnounced: false, End: null })
                Deadline.Consider(
                    ref first,
                    "permitExpiry",
                    ShanghaiTime.EndOf(permit.Period.To),
                    new PermitExpired(permit.Number, permit.Period.To));
        }
        Reminding.Consider(ref first, o, PermitReminders.Of(o), context);
        return first;
    }

    /// <summary>The decision. The state is null before the operator is registered.</summary>
    public static Decision Decide(
        EntityId id, Operator? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterOperator c) => OperatorRegistration.Decide(id, c, context),
            (null, _) => Refusals.NotFound(),
            (_, PassTime) => Decision.Nothing,
            ({ } o, RegisterOperator c) => OperatorRegistration.Again(o, c, context),
            ({ } o, RegisterPermit c) => Officer(o, context) ?? OperatorRegistration.Permit(o, c, context),
            ({ } o, BindPermit c) => Own(o, context) ?? Bind(o, c, context),
            ({ } o, EndPermit c) => Officer(o, context) ?? End(o, c, context),
            ({ } o, SetAutoReview c) => CharterDesk(o, context)
                ?? (o.AutoReview == c.Enabled ? Decision.Nothing : Decision.Of(new AutoReviewSet(c.Enabled))),
            ({ } o, ChangeContacts c) => OwnOrOfficer(o, context) ?? Contacts(o, c),
            ({ } o, AskDriver c) => Own(o, context)
                ?? DriverAsks.Ask(o.Key, o.Asked ?? [], o.AskCount ?? 0, c with { Unit = null, Study = null }, context),
            ({ } o, AnswerDriverAsk c) => DriverAsks.Answer(o.Asked ?? [], c, context),
            ({ } o, LinkDriver c) => Officer(o, context) ?? Link(o, [c.PersonKey], context),
            ({ } o, LinkDrivers c) => Officer(o, context) ?? Link(o, [.. c.PersonKeys.Distinct()], context),
            ({ } o, RecordOwner or EndOwner) => Ownership.Decide(o, command, context),
            ({ } o, UnlinkDriver c) => OwnOrOfficer(o, context)
                ?? (o.Drivers.Contains(c.PersonKey) ? Decision.Of(new DriverUnlinked(c.PersonKey)) : Decision.Nothing),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for operators"),
        };

    private static Decision? Officer(Operator o, Context context) =>
        ApplicationAuthorization.Officer(o.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;

    private static Decision? Own(Operator o, Context context) =>
        !context.Actor.Is(Roles.Operator) ? Refusals.NotAllowed()
        : context.Actor.StandsFor(o.Key) ? (Decision?)null
        : Refusals.NotFound();

    private static Decision? OwnOrOfficer(Operator o, Context context) =>
        context.Actor.Is(Roles.Operator) ? Own(o, context) : Officer(o, context);

    /// <summary>Automatic review is opened by the charter desk (行业管理部门) of the operator's authority.</summary>
    private static Decision? CharterDesk(Operator o, Context context) =>
        ApplicationAuthorization.Charter(o.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;

    /// <summary>
    /// Binds a permit. Refused: one that is unknown, belongs to another operator, has expired or was ended (A.2).
    /// </summary>
    private static Decision Bind(Operator o, BindPermit c, Context context) =>
        o.PermitOf(c.Number) is not { } permit ? OperatorRefusals.NoSuchPermit()
        : !permit.IsValidOn(context.Today) ? OperatorRefusals.PermitNotValid(permit.Number)
        : permit.BoundOn is not null ? Decision.Nothing
        : Decision.Of(new PermitBound(permit.Number, context.Today));

    private static Decision End(Operator o, EndPermit c, Context context)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", c.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (o.PermitOf(c.Number) is not { } permit) return OperatorRefusals.NoSuchPermit();
        var on = c.On ?? context.Today;
        if (on > context.Today || on < permit.Period.From)
            return Refusals.Malformed(
                Refusals.Fault("on", "日期应在许可生效之日与今天之间。", "Between the first day of the permit and today."));
        return permit.End is not null ? Decision.Nothing : Decision.Of(new PermitEnded(permit.Number, on, c.Reason));
    }

    private static Decision Contacts(Operator o, ChangeContacts c) =>
        OperatorRegistration.ContactFaults(c.Contacts) is { IsEmpty: false } faults ? Refusals.Malformed([.. faults])
        : c.Contacts.SequenceEqual(o.Contacts) ? Decision.Nothing
        : Decision.Of(new ContactsChanged(c.Contacts));

    private static Decision Link(Operator o, ImmutableArray<string> persons, Context context)
    {
        if (persons.Any(key => context.Facts.Person(key) is null
            && context.Facts.Entity(new EntityId(EntityKind.Person, key)) is null))
            return Refusals.Malformed(
                Refusals.Fault("identityNumber", "没有登记该人员。", "No such person is on the register."));
        var linked = o.Drivers.ToHashSet();
        ImmutableArray<Event> events = [.. persons.Where(
            key => !linked.Contains(key)).Select(key => new DriverLinked(key))];
        return linked.Count + events.Length > MaxDrivers
            ? Refusals.Malformed(Refusals.Fault("identityNumber", "驾驶员人数已达上限。", "There are too many drivers."))
            : new Decision.Accepted(events);
    }

    /// <summary>How many persons may drive for one operator.</summary>
    public const int MaxDrivers = 10_000;
}

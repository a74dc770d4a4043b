using System.Collections.Immutable;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Operators;

/// <summary>The machine of operators, as the hosts call it.</summary>
public sealed class OperatorMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static OperatorMachine Instance { get; } = new();

    /// <summary>The space in which credit codes of operators are unique.</summary>
    public const string CreditCodeSpace = "operator.creditCode";

    /// <summary>The space in which permit numbers are unique.</summary>
    public const string PermitSpace = "operator.permit";

    private OperatorMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Operator;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) =>
        new((command as LinkDriver)?.PersonKey ?? (command as UnlinkDriver)?.PersonKey, [])
        {
            IdentityNumber = (command as AskDriver)?.IdentityNumber,
            Entities = command is LinkDrivers all
            ? [.. all.PersonKeys.Select(key => new EntityId(EntityKind.Person, key))]
            : (state as Operator)?.Owner is { } owner ? [new EntityId(EntityKind.Person, owner.PersonKey)]
            : [],
        };

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        OperatorDecider.Decide(id, (Operator?)state, command, context);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        Operator.Evolve((Operator?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) =>
        OperatorDecider.NextDeadline((Operator)state, context);

    /// <inheritdoc/>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var o = (Operator)state;
        return [
            new Reservation(CreditCodeSpace, o.CreditCode),
            .. o.Permits.Select(permit => new Reservation(PermitSpace, permit.Number))];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var o = (Operator)state;
        return new SearchRow(o.Key, null, o.CreditCode, o.Name, o.Authority, null, null, null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context)
    {
        var o = (Operator)after;
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in events)
        {
            if (happened is PermitExpired expired)
                notices.Add(
                    Notice.Of("permitExpired", o.Key, [("permit", expired.Number), ("validTo", expired.ValidTo)]));
            else if (happened is PermitEnded ended)
                notices.Add(Notice.Of(
                    "permitEnded",
                    o.Key,
                    [("permit", ended.Number), ("effectiveOn", ended.On), ("reason", ended.Reason)]));
        }
        notices.AddRange(LinkNotices.OfOperator(o, events, context));
        notices.AddRange(events.SelectMany(happened => Ownership.NoticesOf(o, happened)));
        foreach (var last in Reminding.Of(events, () => PermitReminders.Of(o), context))
            notices.Add(PermitReminders.NoticeOf(o, last));
        return new Reactions([], notices.ToImmutable(),
            [.. DriverAsks.Follow(o.Key, events, context), .. events.Select(NoteOf).OfType<Consequence>()]);

        Consequence? NoteOf(Event happened) => happened switch
        {
            DriverLinked e => new Consequence(new EntityId(EntityKind.Person, e.PersonKey), new NoteLink(o.Key)),
            DriverUnlinked e => new Consequence(new EntityId(EntityKind.Person, e.PersonKey), new NoteUnlink(o.Key)),
            _ => Ownership.NoteOf(o.Key, happened),
        };
    }

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) =>
        reservation.Space == PermitSpace ? OperatorRefusals.PermitTaken() : OperatorRefusals.CreditCodeTaken();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var o = (Operator)state;
        if (o.Permits.DistinctBy(permit => permit.Number).Count() != o.Permits.Length)
            yield return "a permit stands twice";
        if (o.Permits.Any(permit => permit.Period.To < permit.Period.From))
            yield return "a permit ends before it begins";
        if (o.Drivers.Distinct().Count() != o.Drivers.Length) yield return "a driver is linked twice";
        if (o.Owner is not null && !o.IsIndividualBusiness) yield return "a legal person has an owner";
    }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Links;

/// <summary>Requests to drivers, as operators and railway enterprises make and store them (rules.md H.25).</summary>
public static class DriverAsks
{
    /// <summary>How long a driver has to answer, in days.</summary>
    public const int LapseDays = 30;

    private const int MaxWaiting = 500, MaxKept = 1000;

    /// <summary>The requests after an event; beyond the limit the oldest are dropped.</summary>
    public static ImmutableArray<DriverAsk> Evolve(ImmutableArray<DriverAsk> asks, Event happened) => happened switch
    {
        DriverAsked e => [.. asks.Add(e.Ask).TakeLast(MaxKept)],
        DriverAskAnswered { Accepted: true } e => asks.RemoveAll(ask => ask.Id == e.AskId),
        DriverAskAnswered e => [.. asks.Select(ask => ask.Id == e.AskId ? ask with { Declined = true } : ask)],
        _ => asks,
    };

    /// <summary>
    /// Asks somebody to drive. Refused: an impossible name or number, and too many requests at a time. A repeat of a
    /// waiting request changes nothing.
    /// </summary>
    /// <param name="partyKey">The party that asks: its key.</param>
    /// <param name="asks">The requests of the party so far.</param>
    /// <param name="count">How many requests the party ever made.</param>
    /// <param name="c">The command.</param>
    /// <param name="context">The context; its facts are not used.</param>
    public static Decision Ask(
        string partyKey, ImmutableArray<DriverAsk> asks, int count, AskDriver c, Context context)
    {
        if (NumberIn(c.IdentityNumber, context.Today) is not { } number)
            return PersonDecider.NotANumber(CitizenId.Check(c.IdentityNumber, context.Today));
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "name", c.Name, FormCheck.MaxLine, required: true);
        if (c.Study is { } study) RailFormCheck.Experience(faults, "study.experience", study.Experience);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        var (name, waiting) = (RegisteredName.Of(c.Name), 0);
        foreach (var ask in asks)
        {
            if (ask.StatusAt(context.Now) != DriverAskStatus.Waiting) continue;
            if (IsSame(ask, number, c)) return Decision.Nothing;
            waiting++;
        }
        return waiting >= MaxWaiting
            ? LinkRefusals.TooManyWaiting(MaxWaiting)
            : Decision.Of(new DriverAsked(new DriverAsk($"{partyKey}.a{count + 1}", name, number, c.Unit, context.Now,
                context.Now.AddDays(LapseDays), c.Study)));
    }

    /// <summary>Takes the driver's answer; only the registry itself sends it.</summary>
    public static Decision Answer(ImmutableArray<DriverAsk> asks, AnswerDriverAsk c, Context context) =>
        !context.Actor.Is(Roles.Registry) ? Refusals.NotAllowed()
        : asks.Any(ask => ask.Id == c.AskId && !ask.Declined)
            ? Decision.Of(new DriverAskAnswered(c.AskId, c.Accepted)) : Decision.Nothing;

    /// <summary>
    /// If the register has the number under this name, the person gets a request. Nothing in the party's state or
    /// history shows whether that is so.
    /// </summary>
    public static ImmutableArray<Consequence> Follow(string partyKey, ImmutableArray<Event> events, Context context)
    {
        var consequences = ImmutableArray.CreateBuilder<Consequence>();
        foreach (var happened in events)
            if (happened is DriverAsked { Ask: var ask }
                && context.Facts.PersonWithNumber(ask.IdentityNumber) is { } person
                && RegisteredName.Same(person.Name, ask.Name))
                consequences.Add(new Consequence(
                    new EntityId(EntityKind.Person, person.Key),
                    new RequestLink(ask.Id, partyKey, ask.Unit, ask.At, ask.LapsesAt, ask.Study)));
        return consequences.ToImmutable();
    }

    /// <summary>The request that a command made or repeated; null: the command was something else.</summary>
    public static DriverAsk? Of(ImmutableArray<DriverAsk> asks, Command command, DateOnly today) =>
        command is AskDriver c && NumberIn(c.IdentityNumber, today) is { } number
            ? asks.LastOrDefault(ask => IsSame(ask, number, c))
            : null;

    private static bool IsSame(DriverAsk ask, string number, AskDriver c) =>
        ask.IdentityNumber == number && ask.Unit == c.Unit && RegisteredName.Same(ask.Name, c.Name);

    /// <summary>
    /// The number in the form in which the register stores it, for any of the cards; null: it is possible on no card.
    /// </summary>
    public static string? NumberIn(string? given, DateOnly today)
    {
        foreach (var kind in Enum.GetValues<IdentityKind>())
            if (IdentityNumber.Check(kind, given, today) is { Valid: true } check) return check.Normalized;
        return null;
    }
}

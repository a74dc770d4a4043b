using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Links;

/// <summary>
/// The person's side of a relation (rules.md H.25). It begins when the other side asks and the person consents, or by
/// an authority; each side may end it.
/// </summary>
public static class PersonLinks
{
    private const int MaxWaiting = 50, MaxKept = 100;

    /// <summary>The links after an event; beyond the limit those that have ended are dropped first.</summary>
    public static ImmutableArray<PersonLink> Evolve(ImmutableArray<PersonLink> links, Event happened) => happened switch
    {
        LinkRequested e => Kept(links.Add(e.Link)),
        LinkMade e when links.Any(link => link.Id == e.Link.Id) => Put(links, e.Link),
        LinkMade e => Kept(links.Add(e.Link)),
        LinkDeclined e => Closed(links, e.LinkId, LinkStatus.Declined),
        LinkEnded e => Closed(links, e.LinkId, LinkStatus.Ended),
        _ => links,
    };

    /// <summary>The decision on a command of a party, a career or the person.</summary>
    public static Decision Decide(Person p, Command command, Context context) => command switch
    {
        LinkCommand c => Own(p, c, context),
        _ when !context.Actor.Is(Roles.Registry) => Refusals.NotAllowed(),
        RequestLink c => Request(p, c, context),
        NoteLink c => Note(p, c, context),
        NoteUnlink c => Active(p, c.PartyKey) is { } link
            ? Decision.Of(new LinkEnded(link.Id, ByDriver: false)) : Decision.Nothing,
        _ => throw new InvalidOperationException($"{command.GetType().Name} is not about links"),
    };

    /// <summary>What must be read: the party, for its name, and the railway career.</summary>
    public static IReadOnlyList<EntityId> Needs(Person p, Command command)
    {
        var party = command switch
        {
            RequestLink c => c.PartyKey,
            LinkCommand c => Find(p, c.LinkId)?.PartyKey,
            _ => null,
        };
        if (!EntityId.TryParse(party, out var id)) return [];
        return command is AcceptLink && CareerOf(p) is { } career ? [id, career] : [id];
    }

    /// <summary>
    /// The commands that inform the other side, and the career where the party is a railway enterprise.
    /// </summary>
    public static IEnumerable<Consequence> Follow(Person? before, Person p, Event happened)
    {
        switch (happened)
        {
            case LinkMade { Link: { AskId: { } ask } made } when Find(before, made.Id) is { } asked:
                yield return made.Party.Kind == EntityKind.Operator
                    ? new Consequence(made.Party, new LinkDriver(p.Key))
                    : CareerOf(p) is { } career
                    ? new Consequence(career, new LinkEmployer(new EmployerLink(made.PartyKey, made.Unit)))
                    : new Consequence(Keys.ForNew(EntityKind.RailLicence, made.Id), new RegisterRailDriver
                    {
                        PersonKey = p.Key, Employer = new EmployerLink(made.PartyKey, made.Unit), Study = asked.Study,
                    });
                yield return new Consequence(made.Party, new AnswerDriverAsk(ask, Accepted: true));
                break;
            case LinkDeclined e when Find(p, e.LinkId) is { AskId: { } ask } declined:
                yield return new Consequence(declined.Party, new AnswerDriverAsk(ask, Accepted: false));
                break;
            case LinkEnded { ByDriver: true } e when Find(p, e.LinkId) is { } ended:
                if (ended.Party.Kind == EntityKind.Operator)
                    yield return new Consequence(ended.Party, new UnlinkDriver(p.Key));
                else if (CareerOf(p) is { } driving)
                    yield return new Consequence(driving, new UnlinkEmployer(ended.PartyKey));
                break;
        }
    }

    /// <summary>The link with this id; null: there is none.</summary>
    public static PersonLink? Find(Person? p, string id) =>
        p?.Links?.FirstOrDefault(link => link.Id == id);

    /// <summary>True while the party has asked and the person has not answered.</summary>
    public static bool IsAwaited(Person p, string partyKey, DateTimeOffset now) =>
        p.Links?.Any(link => link.PartyKey == partyKey && link.StatusAt(now) == LinkStatus.Waiting) == true;

    /// <summary>
    /// Ends every relation and declines every waiting request, because the person has closed the account.
    /// </summary>
    public static IEnumerable<Event> AllEnded(Person p, DateTimeOffset now) => (p.Links ?? []).SelectMany(
        link => link.StatusAt(now) switch
        {
            LinkStatus.Active => [new LinkEnded(link.Id, ByDriver: true)],
            LinkStatus.Waiting => [new LinkDeclined(link.Id)],
            _ => Array.Empty<Event>(),
        });

    private static Decision Own(Person p, LinkCommand command, Context context)
    {
        var actor = context.Actor;
        if (!actor.Is(Roles.Holder) || actor.PersonKey != p.Key || Find(p, command.LinkId) is not { } link)
            return Refusals.NotFound();
        return (command, link.StatusAt(context.Now)) switch
        {
            (AcceptLink, LinkStatus.Active) or (DeclineLink, LinkStatus.Declined) or (EndLink, LinkStatus.Ended) =>
                Decision.Nothing,
            (AcceptLink, LinkStatus.Waiting) => Accept(p, link, context),
            (DeclineLink, LinkStatus.Waiting) => Decision.Of(new LinkDeclined(link.Id)),
            (EndLink, LinkStatus.Active) => Decision.Of(new LinkEnded(link.Id, ByDriver: true)),
            _ => LinkRefusals.Over(),
        };
    }

    /// <summary>A refusal goes to the person who consents, and is not left to be found later by the career.</summary>
    private static Decision Accept(Person p, PersonLink link, Context context)
    {
        if (link.Party.Kind == EntityKind.Employer)
        {
            var wanted = new EmployerLink(link.PartyKey, link.Unit);
            if (!RailFiling.IsKnown(wanted, context)) return LinkRefusals.Over();
            if (CareerOf(p) is { } id && context.Facts.Entity(id) is RailCareer career
                && RailExOfficio.MayNotLink(career, wanted) is { } no) return no;
        }
        return Decision.Of(new LinkMade(link with { Recorded = LinkStatus.Active, Since = context.Now, Study = null }));
    }

    private static Decision Request(Person p, RequestLink c, Context context)
    {
        if (p.Death is not null || Active(p, c.PartyKey) is { } link && link.Unit == c.Unit) return Decision.Nothing;
        var waiting = p.Links?.Count(one => one.StatusAt(context.Now) == LinkStatus.Waiting) ?? 0;
        return waiting >= MaxWaiting || p.Links?.Any(one => one.AskId == c.AskId) == true
            ? Decision.Nothing
            : Decision.Of(new LinkRequested(new PersonLink(
                IdOf(p), c.PartyKey, c.Unit, LinkStatus.Waiting, c.AskId, c.At, c.LapsesAt, Study: c.Study)));
    }

    private static Decision Note(Person p, NoteLink c, Context context) =>
        Active(p, c.PartyKey) is { } link
            ? link.Unit == c.Unit ? Decision.Nothing : Decision.Of(new LinkMade(link with { Unit = c.Unit }))
        : p.Links?.FirstOrDefault(one => one.PartyKey == c.PartyKey && one.Recorded == LinkStatus.Waiting) is { } asked
            ? Decision.Of(new LinkMade(asked with
            {
                Unit = c.Unit,
                Recorded = LinkStatus.Active,
                Since = context.Now,
                Study = null,
            }))
        : Decision.Of(new LinkMade(
            new PersonLink(IdOf(p), c.PartyKey, c.Unit, LinkStatus.Active, Since: context.Now)));

    private static string IdOf(Person p) => $"{p.Key}.l{(p.LinkCount ?? 0) + 1}";

    private static PersonLink? Active(Person p, string partyKey) =>
        p.Links?.FirstOrDefault(link => link.PartyKey == partyKey && link.Recorded == LinkStatus.Active);

    private static EntityId? CareerOf(Person p)
    {
        foreach (var held in p.Certificates)
            if (EntityId.TryParse(EntityKind.RailLicence, held.Key, out var career)) return career;
        return null;
    }

    private static ImmutableArray<PersonLink> Closed(ImmutableArray<PersonLink> links, string id, LinkStatus status) =>
        [.. links.Select(link => link.Id == id ? link with { Recorded = status, Study = null } : link)];

    private static ImmutableArray<PersonLink> Put(ImmutableArray<PersonLink> links, PersonLink made) =>
        [.. links.Select(link => link.Id == made.Id ? made : link)];

    private static ImmutableArray<PersonLink> Kept(ImmutableArray<PersonLink> links)
    {
        if (links.Length <= MaxKept) return links;
        var over = links.FirstOrDefault(link => link.Recorded != LinkStatus.Active);
        return over is null ? links : links.Remove(over);
    }
}

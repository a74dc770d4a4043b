using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Links;

/// <summary>
/// Both sides are notified when a relation begins or ends, and the driver when somebody asks (rules.md H.25). A
/// relation that an import takes over existed before, so nobody is notified.
/// </summary>
public static class LinkNotices
{
    /// <summary>To the person who is asked, and to the party whose request is declined.</summary>
    public static ImmutableArray<Notice> OfPerson(Person p, ImmutableArray<Event> events, Context context)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in events)
            if (happened is LinkRequested e)
                notices.Add(Notice.Of("link.requested", p.Key, [("party", NameOf(e.Link.Party, context))]));
            else if (happened is LinkDeclined declined && PersonLinks.Find(p, declined.LinkId) is { } link)
                notices.Add(Notice.Of("link.declined", link.PartyKey, [("driver", p.Name)]));
        return notices.ToImmutable();
    }

    /// <summary>To an operator and its drivers.</summary>
    public static IEnumerable<Notice> OfOperator(Operator o, ImmutableArray<Event> events, Context context)
    {
        if (context.Actor.Channel == Channel.Import) return [];
        return events.SelectMany(happened => happened switch
        {
            DriverLinked e => Both("link.made", o.Key, o.Name, e.PersonKey, DriverOf(e.PersonKey, context)),
            DriverUnlinked e => Both("link.ended", o.Key, o.Name, e.PersonKey, DriverOf(e.PersonKey, context)),
            _ => [],
        });
    }

    /// <summary>To the employer that a driver left, to the one that the driver joined, and to the driver.</summary>
    public static IEnumerable<Notice> OfCareer(RailCareer? before, RailCareer c, Context context)
    {
        if (context.Actor.Channel == Channel.Import || before?.Employer == c.Employer) return [];
        var driver = context.PersonOf(c.PersonKey).Name;
        return [.. Of("link.ended", before?.Employer), .. Of("link.made", c.Employer)];

        IEnumerable<Notice> Of(string kind, EmployerLink? link) => link is null ? [] : Both(
            kind, NoticeReach.Of(link), NameOf(new EntityId(EntityKind.Employer, link.EmployerKey), context),
            c.PersonKey, driver);
    }

    private static IEnumerable<Notice> Both(string kind, string party, string name, string person, string driver) =>
    [
        Notice.Of(kind, party, [("party", name), ("driver", driver)]),
        Notice.Of(kind, person, [("party", name), ("driver", driver)]),
    ];

    private static string DriverOf(string key, Context context) =>
        (context.Facts.Person(key)
            ?? context.Facts.Entity(new EntityId(EntityKind.Person, key)) as Person)?.Name ?? key;

    /// <summary>The party's name; its key if the party was not read.</summary>
    private static string NameOf(EntityId party, Context context) => context.Facts.Entity(party) switch
    {
        Operator o => o.Name,
        Employer e => e.Name,
        _ => party.Key,
    };
}

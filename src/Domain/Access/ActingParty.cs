using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// For whom a request acts (decisions 1, docs/adr/0117). An account acts for its own party. The account of a person can
/// also act for a business that this person owns, for one at a time. Ownership is read from the person and the business
/// at each request and never stored with the account. So the right ends at once when the person or the business ends
/// the ownership, or when the account's binding ends.
/// </summary>
public static class ActingParty
{
    /// <summary>
    /// The actor of an account for <paramref name="party"/>. For a business the actor has the operator's role alone, so
    /// that no answer and no act mixes the person's affairs with those of the business. Null: the account does not act
    /// for this party, or there is no such party.
    /// </summary>
    public static async ValueTask<Actor?> ActorFor(
        this IRegistry registry, Account account, string party, CancellationToken cancellation = default)
    {
        var own = AccountActor.Of(account);
        return own.PartyKey == party ? own
            : await registry.PersonOf(own, cancellation) is { } person
                && await registry.BusinessOf(person, party, cancellation) is not null ? Acting(own, person, party)
            : null;
    }

    /// <summary>Everybody for whom the account may act: its own party first, then the person's businesses.</summary>
    public static async Task<ImmutableArray<PartyView>> PartiesOf(
        this IRegistry registry, Account account, CancellationToken cancellation = default)
    {
        var own = AccountActor.Of(account);
        var parties = ImmutableArray.CreateBuilder<PartyView>();
        if (EntityId.TryParse(own.PartyKey, out var id) && await registry.Load(id, cancellation) is { } loaded)
            parties.Add(new PartyView(id.Key, id.KindName, NameOf(loaded.State)));
        foreach (var business in await registry.BusinessesOf(own, cancellation)) parties.Add(ViewOf(business));
        return parties.ToImmutable();
    }

    /// <summary>
    /// The businesses owned by the person to whom the account belongs; empty for an account of any other kind.
    /// </summary>
    public static async ValueTask<ImmutableArray<PartyView>> BusinessesOf(
        this IRegistry registry, Account account, CancellationToken cancellation = default) =>
        [.. (await registry.BusinessesOf(AccountActor.Of(account), cancellation)).Select(ViewOf)];

    /// <summary>
    /// The parties for which the account acts or ever acted: a document that it uploaded for one of them stays a
    /// document of that party.
    /// </summary>
    internal static async ValueTask<ImmutableArray<string>> EverPartiesOf(
        this IRegistry registry, Account account, CancellationToken cancellation)
    {
        var own = AccountActor.Of(account);
        var person = await registry.PersonOf(own, cancellation);
        return
        [
            .. own.PartyKey is { } party ? [party] : Array.Empty<string>(),
            .. (person?.Businesses ?? []).Select(one => one.OperatorKey).Distinct(),
        ];
    }

    private static async ValueTask<ImmutableArray<Operator>> BusinessesOf(
        this IRegistry registry, Actor own, CancellationToken cancellation)
    {
        if (await registry.PersonOf(own, cancellation) is not { } person) return [];
        var all = ImmutableArray.CreateBuilder<Operator>();
        foreach (var noted in person.Businesses ?? [])
            if (noted.Until is null
                && await registry.BusinessOf(person, noted.OperatorKey, cancellation) is { } business)
                all.Add(business);
        return all.ToImmutable();
    }

    /// <summary>The living person to whom the account is bound, as the person's own state says; null: none.</summary>
    private static async ValueTask<Person?> PersonOf(
        this IRegistry registry, Actor own, CancellationToken cancellation) =>
        own.Is(Roles.Holder) && own.PersonKey is { } key
        && (await registry.Load(new EntityId(EntityKind.Person, key), cancellation))?.State
            is Person { Death: null } person && person.AccountId == own.AccountId ? person : null;

    private static async ValueTask<Operator?> BusinessOf(
        this IRegistry registry, Person person, string operatorKey, CancellationToken cancellation) =>
        EntityId.TryParse(EntityKind.Operator, operatorKey, out var id)
        && (await registry.Load(id, cancellation))?.State is Operator business
        && business.Owner?.PersonKey == person.Key ? business : null;

    private static PartyView ViewOf(Operator business) =>
        new(business.Key, EntityId.NameOf(EntityKind.Operator), business.Name);

    private static Actor Acting(Actor own, Person person, string operatorKey) => own with
    {
        Roles = Roles.Operator,
        PersonKey = null,
        OperatorKey = operatorKey,
        BarredUntil = person.BarredUntil,
    };

    private static string NameOf(EntityState state) => state switch
    {
        Person p => p.Name,
        Operator o => o.Name,
        Employer e => e.Name,
        _ => "",
    };
}

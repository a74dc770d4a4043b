using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>The caller's own data.</summary>
public sealed partial class Reads
{
    /// <summary>The person, operator or employer whose affairs the account minds; null: nobody's yet.</summary>
    public async ValueTask<Loaded?> OwnParty(CancellationToken cancellation = default) =>
        EntityId.TryParse(actor.PartyKey, out var id) ? await registry.Load(id, cancellation) : null;

    /// <summary>
    /// Everything that belongs to the caller's person or operator, itself among it; null: of every kind.
    /// </summary>
    public IAsyncEnumerable<Loaded> Own(EntityKind? kind, CancellationToken cancellation = default) =>
        Own(one => (kind ?? one) == one, cancellation);

    /// <summary>What belongs to the caller's person or operator of the kinds that are wanted, in one walk.</summary>
    public async IAsyncEnumerable<Loaded> Own(
        Func<EntityKind, bool> wants,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (actor.PartyKey is not { } party) yield break;
        await foreach (var id in Pages.All(page => registry.Queries.BelongingTo(party, page, cancellation)))
            if (wants(id.Kind) && await registry.Load(id, cancellation) is { } loaded)
                yield return loaded;
    }

    /// <summary>Everything that happened to what is the caller's own.</summary>
    public IAsyncEnumerable<HistoryView> OwnHistory(Loaded own, CancellationToken cancellation = default) =>
        Pages.All(page => registry.Queries.History(own.Id, page, cancellation)).Select(HistoryView.Of);

    /// <summary>Every application of the caller, also those that were filed before the identity was proven.</summary>
    public IAsyncEnumerable<ApplicationView> EveryOwnApplication(CancellationToken cancellation = default) =>
        Pages.All(page => registry.Queries.ApplicationsOf(
                new PartyApplications(actor.PartyKey ?? ""), page, cancellation))
            .Concat(Pages.All(page => registry.Queries.ApplicationsOf(
                new PartyApplications(actor.AccountId), page, cancellation)))
            .Where(ReadAccess.IsFiling)
            .Select(ViewOf);

    /// <summary>
    /// The notices to the caller, to the party for which the caller acts, and to the caller's desk; newest first.
    /// </summary>
    public Task<Page<NoticeRecord>> OwnNotices(
        PageRequest page, NoticesWanted wanted = default, CancellationToken cancellation = default) =>
        registry.Operations.NoticesTo(NoticeReach.Of(actor), wanted, page, cancellation);

    /// <summary>Marks a notice as read by the caller. A notice to a desk counts as read for the whole desk.</summary>
    public async Task<Result<NoticeRecord>> ReadNotice(long id, CancellationToken cancellation = default) =>
        await registry.Operations.NoticeRead(id, NoticeReach.Of(actor), cancellation) is { } notice
            ? notice : Refusals.NotFound();

    /// <summary>
    /// The caller's links to carriers, newest first: in force, asked for, or ended (H.25). Refused before the identity
    /// is proven.
    /// </summary>
    public async Task<Result<ImmutableArray<LinkView>>> OwnLinks(CancellationToken cancellation = default)
    {
        if (actor.PersonKey is not { } key) return Refusals.RealNameRequired();
        var person = (await registry.Load(new EntityId(EntityKind.Person, key), cancellation))?.State as Person;
        var views = ImmutableArray.CreateBuilder<LinkView>();
        foreach (var link in (person?.Links ?? []).Reverse())
            views.Add(LinkView.Of(link, (await registry.Load(link.Party, cancellation))?.State, registry.Now));
        return views.ToImmutable();
    }

    /// <summary>
    /// The state of the proof of the caller's identity: what was filed and what was granted; null: nothing was ever
    /// filed.
    /// </summary>
    public async ValueTask<IdentityBinding?> OwnBinding(CancellationToken cancellation = default) =>
        (await registry.Load(IdentityBinding.IdOf(actor.AccountId), cancellation))?.State as IdentityBinding;

    /// <summary>The last filing for the proof of the caller's identity, as its filer sees it; null: none.</summary>
    public ApplicationView? LastFilingOf(IdentityBinding? binding) =>
        binding?.Applications.LastOrDefault(one => one.Form is IdentityForm) is { } last
            ? BindingViews.Of(last, binding, actor, ShanghaiTime.DateOf(registry.Now)) : null;

    /// <summary>
    /// Until when acts that could harm the caller are not taken, too soon after the account was bound (H.24); null:
    /// they are taken.
    /// </summary>
    public async ValueTask<DateTimeOffset?> BarredUntil(CancellationToken cancellation = default)
    {
        if (actor.PersonKey is null || await OwnBinding(cancellation) is not { } binding) return null;
        var until = new[] { binding.Bound?.BarredUntil, binding.FrozenUntil }.Max();
        return registry.Now < until ? until : null;
    }
}

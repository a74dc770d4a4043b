using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Second opinions: for the desk of the case alone, and never for whoever applied.</summary>
public sealed partial class Reads
{
    private const Roles OfDesks = Roles.Officer | National;

    /// <summary>The opinions asked for on a case, the oldest first within a page.</summary>
    public async Task<Result<Page<OpinionView>>> OpinionsOn(
        string applicationId, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(OfDesks)) return Refusals.NotAllowed();
        var (found, refusal) = await FindApplication(applicationId, cancellation);
        if (refusal is not null) return refusal;
        if (OpinionMachine.DeskOf(found!.Row.Authority, actor) == Roles.None) return Refusals.NotFound();
        var rows = await registry.Queries.Rows(
            new RowSearch(EntityKind.Opinion, Number: applicationId), page, cancellation);
        var views = await Each<Opinion, OpinionView>(rows.Items, OpinionView.From, cancellation);
        return new Page<OpinionView>([.. views.OrderBy(one => one.AskedAt)], rows.Next);
    }

    /// <summary>What happened to the opinions asked for on a case, by opinion; for its desk alone.</summary>
    public async Task<Result<ImmutableArray<HistoryView>>> OpinionHistory(
        string applicationId, CancellationToken cancellation = default)
    {
        var (asked, refusal) = await OpinionsOn(applicationId, new PageRequest(MaxLooks), cancellation);
        if (refusal is not null) return refusal;
        var all = ImmutableArray.CreateBuilder<HistoryView>();
        foreach (var one in asked!.Items)
            all.AddRange((await registry.Queries.History(
                new EntityId(EntityKind.Opinion, one.Id), new PageRequest(MaxLooks), cancellation))
                .Items.Select(HistoryView.Of));
        return all.ToImmutable();
    }

    /// <summary>What the caller is asked, by name or as one of the desk, about cases that are still open.</summary>
    public async Task<Result<Page<OpinionView>>> OpinionQueue(
        PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(OfDesks)) return Refusals.NotAllowed();
        var reach = actor.Is(National) ? RailMachine.Authority : actor.Authority;
        if (string.IsNullOrEmpty(reach)) return new Page<OpinionView>([], null);
        return await Filled(page, async next =>
        {
            var rows = await registry.Queries.Rows(
                new RowSearch(EntityKind.Opinion, reach, Category: OpinionMachine.Open), next, cancellation);
            var views = new List<OpinionView>();
            foreach (var id in rows.Items)
                if (await registry.Load(id, cancellation) is { State: Opinion o } loaded
                    && OpinionMachine.Answers(o, actor) && o.Answer is null
                    && await registry.Queries.Application(o.ApplicationId, cancellation) is
                    { Application.IsOpen: true })
                    views.Add(OpinionView.From(o, ContextOf(loaded), loaded.Version));
            return new Page<OpinionView>([.. views], rows.Next);
        });
    }

    /// <summary>
    /// The account of the colleague who has this user name and decides the same cases; null: there is none.
    /// </summary>
    public async Task<Account?> Colleague(
        string applicationId, string userName, CancellationToken cancellation = default)
    {
        if ((await FindApplication(applicationId, cancellation)).Value is not { } found) return null;
        var named = await registry.Accounts.Search(
            new AccountSearch(Text: userName, Roles: OfDesks), new PageRequest(MaxLooks), cancellation);
        return named.Items.FirstOrDefault(one =>
            string.Equals(one.Name, userName, StringComparison.OrdinalIgnoreCase) && IsColleague(one, found));
    }

    /// <summary>The command that asks the colleague of this user name; refused where there is none.</summary>
    /// <param name="applicationId">The case.</param>
    /// <param name="question">The question, in words.</param>
    /// <param name="userName">The colleague's; null or empty: whichever colleague of the desk.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<Result<AskOpinion>> AskingOpinion(
        string applicationId, string question, string? userName, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(userName)) return new AskOpinion(applicationId, question);
        return await Colleague(applicationId, userName.Trim(), cancellation) is { } asked
            ? new AskOpinion(applicationId, question, asked.Id)
            : Refusals.Malformed(Refusals.Fault("of", "没有办理这类申请的同事使用该用户名。",
                "No colleague who decides such cases has this user name."));
    }

    /// <summary>An opinion of this case that the caller may read.</summary>
    public async Task<Result<EntityId>> OpinionOn(
        string applicationId, string id, CancellationToken cancellation = default) =>
        EntityId.TryParse(EntityKind.Opinion, id, out var opinion)
            && await registry.Load(opinion, cancellation) is { State: Opinion o }
            && o.ApplicationId == applicationId && OpinionMachine.Sees(o, actor)
            ? opinion : Refusals.NotFound();

    /// <summary>Colleagues who may be asked about a case. Where there are many, only the first are listed.</summary>
    public async Task<IReadOnlyList<Account>> Colleagues(
        FoundApplication found, CancellationToken cancellation = default)
    {
        var all = await registry.Accounts.Search(
            new AccountSearch(Roles: OfDesks), new PageRequest(MaxLooks), cancellation);
        return [.. all.Items.Where(one => one.Id != actor.AccountId && IsColleague(one, found))];
    }

    private bool IsColleague(Account account, FoundApplication found)
    {
        var desk = OpinionMachine.DeskOf(found.Row.Authority, actor);
        return !account.Disabled && desk != Roles.None
            && OpinionMachine.DeskOf(found.Row.Authority, AccountActor.Of(account)) == desk;
    }
}

using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Parts;
using OrleansRegistry.Portal.Records;

namespace OrleansRegistry.Portal.Accounts;

/// <summary>The users of an enterprise.</summary>
/// <param name="Path">The page.</param>
/// <param name="Section">The section of the site to which the page belongs.</param>
/// <param name="Accounts">All of them.</param>
/// <param name="Units">Units for which a user may act; empty: there are none, or the reader acts for a unit.</param>
/// <param name="Form">What was typed.</param>
public sealed record EnterpriseAccountsModel(
    string Path, Section Section, ImmutableArray<Account> Accounts, ImmutableArray<(string Id, LocalText Name)> Units,
    FormState Form)
{
    /// <summary>What was just done; null: nothing.</summary>
    public AccountOutcome? Outcome { get; init; }

    /// <summary>False: the reader acts as the owner of the business, and opens and resets no users.</summary>
    public bool MayGive { get; init; } = true;
}

/// <summary>
/// /fleet/accounts and /employer/accounts: an enterprise manages its own users (http.md 9). All users of an operator
/// may do the same. A user of a railway enterprise may act for the whole or for one unit; the latter only sees users of
/// the unit.
/// </summary>
internal static class EnterpriseAccounts
{
    private const int MaxListed = 200;

    public static void Map(IEndpointRouteBuilder pages)
    {
        Of("/fleet/accounts", Roles.Operator);
        Of("/employer/accounts", Roles.Employer);

        void Of(string path, Roles who)
        {
            var access = PageAccess.Of(who);
            pages.MapGet(path, (PageContext page, IRegistry registry, CancellationToken c) =>
                Show(path, page, registry, c)).For(access);
            pages.MapPost(path, (PageContext page, Posted form, IRegistry registry, CancellationToken c) =>
                Do(path, page, form, registry, c)).For(access with { NeedsProof = true });
        }
    }

    private static async Task<IResult> Show(
        string path, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        PartyOf(page.Actor) is { } party
            ? page.Show<EnterpriseAccountsView>(
                await Read(path, party, FormState.New(), page, registry, cancellation))
            : page.NotFound();

    private static async Task<IResult> Do(
        string path, PageContext page, Posted form, IRegistry registry, CancellationToken cancellation)
    {
        if (PartyOf(page.Actor) is not { } party) return page.NotFound();
        var (outcome, refusal) = form["step"] == "open"
            ? await Open(party, page, form, registry) : await OnOne(party, page, form, registry);
        var state = refusal is null ? FormState.New() : FormState.Again(form, refusal);
        var model = await Read(path, party, state, page, registry, cancellation) with { Outcome = outcome };
        return refusal is null ? page.Show<EnterpriseAccountsView>(model)
            : page.Again<EnterpriseAccountsView>(model, refusal);
    }

    private static async Task<Result<AccountOutcome>> Open(
        PartyId party, PageContext page, Posted form, IRegistry registry)
    {
        if (OwnUsers.MayNotGive(page.Actor, page.Account!) is { } no) return no;
        var reads = registry.As(page.Actor);
        if (form.Text("unit") is { } unit)
        {
            if (page.Actor.EmployerUnit is not null || page.Actor.EmployerKey is not { } employer
                || !await reads.HasEmployer(employer, unit))
                return Refusals.Malformed(
                    Refusals.Fault("unit", "没有登记该子级单位。", "No such unit of the enterprise is on the register."));
            party = PartyId.OfEmployer(employer, unit);
        }
        var roles = page.Actor.Is(Roles.Operator) ? Roles.Operator : Roles.Employer;
        return await KeptAccounts.Open(
            new Account(KeptAccounts.IdOf(form), form["userName"], null, roles, null, Desks.None, party.ToString(),
                MustChangePassword: true, Disabled: false), page, form, registry);
    }

    /// <summary>For an account of another enterprise the answer is the same as for one that does not exist.</summary>
    private static async Task<Result<AccountOutcome>> OnOne(
        PartyId party, PageContext page, Posted form, IRegistry registry)
    {
        if (await registry.Accounts.Find(form["account"]) is not { Party: { } its } account
            || !party.Covers(its)) return Refusals.NotFound();
        return form["step"] switch
        {
            "reset" => OwnUsers.MayNotGive(page.Actor, page.Account!) is { } no ? no
                : await KeptAccounts.Reset(account, page, form, registry),
            "disable" => OwnUsers.MayNotDisable(page.Actor, registry.Now) is { } barred ? barred
                : await KeptAccounts.Disable(account, registry),
            _ => Refusals.NotFound(),
        };
    }

    private static async Task<EnterpriseAccountsModel> Read(
        string path, PartyId party, FormState form, PageContext page, IRegistry registry,
        CancellationToken cancellation)
    {
        var accounts = await registry.Accounts.Search(
            new AccountSearch(Party: party.ToString()), new PageRequest(MaxListed), cancellation);
        var units = page.Actor.EmployerUnit is null
            && await registry.As(page.Actor).OwnEmployers(cancellation) is [var employer, ..] ? employer.Units : [];
        return new EnterpriseAccountsModel(path, Section.Accounts, accounts.Items,
            [.. units.Select(unit => (unit.Id, RecordFact.Same(unit.Name)))], form)
        {
            MayGive = !OwnUsers.IsOwner(page.Actor, page.Account!),
        };
    }

    /// <summary>The party whose accounts the reader manages: the enterprise, or the reader's unit.</summary>
    private static PartyId? PartyOf(Actor actor) =>
        actor.Is(Roles.Operator) ? PartyId.Read(actor.OperatorKey) : actor.Employer;
}

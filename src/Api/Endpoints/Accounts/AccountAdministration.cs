using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// A search for accounts: the beginning of a user name, without case; or a whole phone, an account's id, or the id of
/// the party for which it acts.
/// </summary>
public sealed record AccountSearchRequest(string Query);

/// <summary>Finds accounts for the administrator (http.md 9); phone numbers are masked.</summary>
internal static class AccountAdministration
{
    private const int MaxQuery = 64;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/admin/accounts").WithTags("admin").For(Access.Of(Roles.Administrator))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/search", Search).WithName("searchAccounts").WithMetadata(OnlyReads.Marker)
            .WithSummary("Accounts by the beginning of the user name, or by the whole phone, id or party.");
        group.MapGet("/{id}", Get).WithName("getAccount").WithSummary("One account.");
    }

    private static async Task<Reply<Listing<AccountView>>> Search(
        string? limit, string? cursor, CommandRequest<AccountSearchRequest> request, IRegistry registry)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        var query = request.Body.Query.Trim();
        if (query.Length is 0 or > MaxQuery) return Refusals.Malformed(BodyRefusals.Wrong("query"));
        return Listing<AccountView>.Of(
            await registry.Accounts.Search(new AccountSearch(query), page), account => AccountView.Of(account));
    }

    private static async Task<Reply<AccountView>> Get(string id, IRegistry registry, CancellationToken cancellation) =>
        await registry.Accounts.Find(id, cancellation) is { } account ? AccountView.Of(account) : Refusals.NotFound();
}

using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: no route without somebody having thought about who may call it. Method: the table is compared with the
/// program's own routes, and every row is tried without a token, with a wrong one, and as every kind of account.
/// </summary>
[Collection(Shared.Name)]
public sealed class AccessTests(RegistryApp app)
{
    private static readonly string[] _accounts =
    [
        "driver.1", "officer.henan", "enforcement.yunnan", "operator.demo", "employer.demo", "centre", "nra", "admin",
        "auditor",
    ];

    public static TheoryData<string, string> Routes()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in AccessTable.Rows) data.Add(row.Method, row.Route);
        return data;
    }

    [Fact]
    public void Every_route_of_the_program_stands_in_the_table_and_the_other_way_round() =>
        Assert.Equal(
            AccessTable.Rows.Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal),
            RoutesOf(app).Order(StringComparer.Ordinal));

    internal static IEnumerable<string> RoutesOf(RegistryApp app, Func<RouteEndpoint, bool>? which = null) =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<PageAccess>() is null // The pages have a list of their own (Portal.Tests).
        where which?.Invoke(endpoint) != false
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}";

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Without_a_token_only_what_is_open_answers(string method, string route)
    {
        var row = Row(method, route);
        using var answer = await Knock(app.Anonymous(), row);
        if (row.Who[0] == "open") Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        else await answer.Problem(401, "NOT_SIGNED_IN");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task With_an_unknown_token_only_what_is_open_answers(string method, string route)
    {
        var row = Row(method, route);
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "no-such-token");
        using var answer = await Knock(client, row);
        if (row.Who[0] == "open") Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
        else await answer.Problem(401, "SESSION_ENDED");
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Only_the_accounts_of_the_table_get_past_the_door(string method, string route)
    {
        var row = Row(method, route);
        if (row.Who[0] == "open" || route.EndsWith("revoke-all", StringComparison.Ordinal)
            || route.EndsWith("/not-me", StringComparison.Ordinal)
            || route.EndsWith("/sessions/current", StringComparison.Ordinal))
            return; // It would sign the others out.
        foreach (var account in _accounts)
        {
            using var client = await app.As(account);
            using var answer = await Knock(client, row);
            if (row.Who[0] == "account" || row.Who.Contains(account))
            {
                Assert.NotEqual(HttpStatusCode.Unauthorized, answer.StatusCode);
                // What the auditor finds speaks of refusals, too.
                if (answer.StatusCode == HttpStatusCode.Forbidden)
                    Assert.DoesNotContain(
                        "NOT_ALLOWED", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
            else
            {
                await answer.Problem(403, "NOT_ALLOWED");
            }
        }
    }

    [Fact]
    public async Task Another_scheme_is_not_signed_in()
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Basic", "YWRtaW46YWRtaW4=");
        using var answer = await client.GetAsync(new Uri("/api/v1/me", UriKind.Relative));
        await answer.Problem(401, "NOT_SIGNED_IN");
    }

    private static AccessRow Row(string method, string route) =>
        AccessTable.Rows.Single(row => row.Method == method && row.Route == route);

    internal static Task<HttpResponseMessage> Knock(HttpClient client, AccessRow row) => row.Method switch
    {
        "GET" => client.GetAsync(new Uri(row.Path, UriKind.Relative)),
        "PUT" => client.PutAsync(
            new Uri(row.Path, UriKind.Relative), new StringContent("{}", null, "application/json")),
        "PATCH" => client.PatchAsync(
            new Uri(row.Path, UriKind.Relative), new StringContent("{}", null, "application/json")),
        "DELETE" => client.DeleteAsync(new Uri(row.Path, UriKind.Relative)),
        _ => client.Post(row.Path, "{}"),
    };
}

/// <summary>What exists only in Development does not exist in Production.</summary>
public sealed class ProductionTests(ProductionApp app) : IClassFixture<ProductionApp>
{
    [Fact]
    public void No_development_route_exists() => Assert.Equal(
        AccessTable.Rows.Where(row => !row.Route.StartsWith("/dev/", StringComparison.Ordinal))
            .Select(row => $"{row.Method} {row.Route}").Order(StringComparer.Ordinal),
        AccessTests.RoutesOf(app).Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_clock_cannot_be_moved()
    {
        await app.Anonymous().Refused("/dev/clock", 404, "NOT_FOUND", new { to = "2030-01-01T00:00:00+08:00" });
    }

    [Fact]
    public async Task It_starts_without_any_account() =>
        await app.Anonymous().Refused(HttpSteps.Api + "/sessions",
            401,
            "NOT_SIGNED_IN",
            new { userName = "admin", password = RegistryApp.Password });
}

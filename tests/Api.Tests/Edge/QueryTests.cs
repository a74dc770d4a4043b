using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: nobody takes an unfiltered list for a filtered one. Method: a walk over the parameters of the OpenAPI
/// document: each that is documented is read and no other, a wrong value of each is refused by its name, and an unknown
/// word is refused on every route.
/// </summary>
[Collection(Shared.Name)]
public sealed class QueryTests(RegistryApp app)
{
    /// <summary>Also the first and the last day there is: what is counted from them is none (M2).</summary>
    private static readonly string[] _noDays = ["2026-02-30", "yesterday", "", "0001-01-01", "9999-12-31"];

    /// <summary>For each word a value that it cannot have.</summary>
    private static readonly Dictionary<string, string[]> _wrong = new()
    {
        ["limit"] = ["0", "201", "-1", "x", "", "1.5", "99999999999"], ["cursor"] = ["garbage", "!", "AAAA"],
        ["mine"] = ["perhaps", "", "1"], ["queue"] = ["perhaps"], ["toReceive"] = ["perhaps"],
        ["overdue"] = ["perhaps"], ["failed"] = ["perhaps"], ["service"] = ["nonsense", ""],
        ["status"] = ["nonsense", "", "Submitted", "1"], ["from"] = _noDays, ["to"] = _noDays,
        ["count"] = ["-1", "x", "100000"], ["days"] = ["0", "x", "100000"],
    };

    /// <summary>What a list is asked by, where it has to be one of several.</summary>
    private static readonly Dictionary<string, string> _asked = new()
    {
        ["/api/v1/certificates"] = "mine=true", ["/api/v1/operators"] = "mine=true", ["/api/v1/vehicles"] = "mine=true",
        ["/api/v1/rail-licences"] = "mine=true", ["/api/v1/employers"] = "mine=true", ["/api/v1/trips"] = "mine=true",
        ["/api/v1/applications"] = "mine=true", ["/api/v1/approvals"] = "queue=true",
        ["/api/v1/deliveries"] = "queue=true", ["/api/v1/deliveries.csv"] = "queue=true",
        ["/api/v1/deliveries.pdf"] = "queue=true",
        ["/api/v1/letters"] = "queue=true",
        ["/api/v1/objections"] = "mine=true", ["/api/v1/roadside-findings"] = "mine=true",
        ["/api/v1/working-days"] = "from=2026-02-13&count=2",
    };

    public static TheoryData<string, string> Routes()
    {
        var data = new TheoryData<string, string>();
        foreach (var row in AccessTable.Rows)
            if (row.Route.StartsWith(HttpSteps.Api, StringComparison.Ordinal)
                && !row.Route.EndsWith("/revoke-all", StringComparison.Ordinal)
                && !row.Route.EndsWith("/not-me", StringComparison.Ordinal) && row.Method != "DELETE")
                data.Add(row.Method, row.Route);
        return data;
    }

    [Fact]
    public async Task Each_word_of_the_document_is_read_and_each_that_is_read_is_documented()
    {
        var read = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<KnownQuery>() is not null)
            .SelectMany(
                endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods, (endpoint, method) =>
                $"{method} /{endpoint.RoutePattern.RawText!.Trim('/')} "
                + string.Join(' ', endpoint.Metadata.GetMetadata<KnownQuery>()!.Names));
        Assert.Equal(
            (await Documented()).Select(one => $"{one.Method} {one.Path} {string.Join(' ', one.Words)}")
                .Order(StringComparer.Ordinal),
            read.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_word_that_a_route_does_not_read_is_refused_and_one_that_comes_twice(string method, string route)
    {
        using var client = await app.As(AccountFor(route, method));
        var row = AccessTable.Rows.Single(one => one.Method == method && one.Route == route);
        using var asked = new HttpRequestMessage(new HttpMethod(method), row.Path + "?nonsense=1");
        if (method != "GET") asked.Content = new StringContent("{}", null, "application/json");
        using var answer = await client.SendAsync(asked);
        var problem = await answer.Problem(400, "UNKNOWN_FIELD");
        Assert.NotNull(problem["errors"]!["nonsense"]);
    }

    [Fact]
    public async Task A_wrong_value_of_each_word_is_refused_by_its_name()
    {
        var tried = 0;
        foreach (var (method, path, words) in (await Documented()).Where(one => one.Method == "GET"))
        {
            using var client = await app.As(AccountFor(path, method));
            var row = AccessTable.Rows.Single(one => one.Method == method && one.Route == path);
            foreach (var word in words.Where(_wrong.ContainsKey))
            {
                foreach (var value in _wrong[word])
                {
                    var others = _asked.GetValueOrDefault(path, "").Split('&')
                        .Where(part => part.Length > 0 && !part.StartsWith(word + "=", StringComparison.Ordinal));
                    var query = string.Join('&', others.Append($"{word}={Uri.EscapeDataString(value)}"));
                    using var answer = await client.GetAsync(new Uri($"{row.Path}?{query}", UriKind.Relative));
                    if ((int)answer.StatusCode == 404 && path.Contains('{', StringComparison.Ordinal)) continue;
                    Assert.True((int)answer.StatusCode == 400, $"{path}?{query}: {(int)answer.StatusCode}");
                    var problem = await answer.Problem(400, "MALFORMED");
                    Assert.True(problem["errors"]![word] is not null, $"{path}?{query}: {problem.ToJsonString()}");
                    tried++;
                }
            }
        }
        Assert.True(tried > 80, $"{tried} tried");
    }

    [Fact]
    public async Task A_list_of_one_s_own_is_filtered_by_what_was_asked()
    {
        var (holder, _, application) = await app.Renewal();
        async Task<string[]> Ids(string query)
        {
            var list = await holder.Get($"{HttpSteps.Api}/applications?mine=true{query}");
            return [.. list["items"]!.AsArray().Select(one => (string)one!["id"]!)];
        }
        Assert.Equal([application], await Ids(""));
        Assert.Equal([application], await Ids("&status=submitted&service=certificate.renewal"));
        Assert.Empty(await Ids("&status=delivered"));
        Assert.Empty(await Ids("&service=certificate.reissue"));
        Assert.Empty(await Ids("&overdue=true"));
    }

    private async Task<IEnumerable<(string Method, string Path, string[] Words)>> Documented() =>
        from path in (await app.Anonymous().Get("/openapi/v1.json"))["paths"]!.AsObject()
        where path.Key.StartsWith(HttpSteps.Api, StringComparison.Ordinal)
        from operation in path.Value!.AsObject()
        select (operation.Key.ToUpperInvariant(), path.Key, (operation.Value!["parameters"]?.AsArray() ?? [])
            .Where(one => (string)one!["in"]! == "query").Select(one => (string)one!["name"]!)
            .Order(StringComparer.Ordinal).ToArray());

    private static string? AccountFor(string route, string method) =>
        AccessTable.Rows.Single(row => row.Method == method && row.Route == route).Who[0] switch
        {
            "open" => null,
            "account" => "driver.1",
            var name => name,
        };
}

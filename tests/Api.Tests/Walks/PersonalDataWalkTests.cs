using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Sheets.Tests;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>
/// Goal: no answer shows a whole identity number, phone or address to anybody who may not see it. Method: every GET of
/// the access table and of the pages, with the ids of things that are there, and every look-up and search, as
/// everybody. In the register each of them is a text of its own that names those who may see it, so nothing is guessed;
/// PDF is read by pdftotext, and a picture has no text.
/// </summary>
[Collection(Walk.Name)]
public sealed partial class PersonalDataWalkTests(WalkApp app)
{
    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();

    private static readonly bool _readsPdf = File.Exists("/usr/bin/pdftotext");

    /// <summary>A proof is there when the root was made after what it proves: by the registry's own hour.</summary>
    private const string ProofRoute = "/audit/proof/{kind}/{id}";

    private WalkRegister Register => app.Register;

    [Fact]
    public async Task T8_no_answer_shows_a_number_a_phone_or_an_address_to_whoever_may_not_see_it()
    {
        var routes = AccessTable.Rows
            .Where(row => row.Method == "GET" && row.Route.StartsWith(HttpSteps.Api, StringComparison.Ordinal)
                && !row.Route.EndsWith(".png", StringComparison.Ordinal))
            .ToDictionary(row => row.Route, row => Addresses(row.Route).ToArray());
        var answered = await Nothing(
            routes.Values.SelectMany(one => one)
                .Concat(Register.Callers.Select(who => $"{HttpSteps.Api}/admin/accounts/{who.AccountId}")),
            (who, path) => who.Client.GetAsync(path));
        // A route that answered nobody with anything was not looked at.
        var empty = routes.Where(route => !route.Value.Any(answered.Contains))
            .Select(route => route.Key[HttpSteps.Api.Length..]).Where(route => route != ProofRoute)
            .Order(StringComparer.Ordinal).ToArray();
        Assert.True(empty.SequenceEqual(_withoutData.Order(StringComparer.Ordinal)), string.Join('\n', empty));
    }

    /// <summary>
    /// What nobody here has: dates, lists of other provinces, faults; lost phones are LostPhoneTests'.
    /// </summary>
    private static readonly string[] _withoutData =
        [
            "/admin/parked", "/me/recoveries", "/trust-lists", "/working-days",
        ];

    [Fact]
    public async Task T8_no_search_and_no_look_up_does_either()
    {
        var bodies = new List<(string Path, string Body)>
        {
            ("/search", """{"kind":"certificate","name":"测试"}"""), ("/search", """{"kind":"vehicle","expiring":999}"""),
            ("/admin/accounts/search", """{"query":"driver"}"""), ("/admin/audit/search", "{}"),
            ("/operators/check", """{"name":"测试运输1号公司"}"""),
        };
        foreach (var number in Register.Secrets
            .Where(one => one.What.StartsWith("the number", StringComparison.Ordinal)))
        {
            bodies.Add(("/search", $$"""{"kind":"certificate","identityNumber":"{{number.Value}}"}"""));
            bodies.Add(("/lookup", $$"""
                {"identityNumber":"{{number.Value}}","purpose":"case","caseNumber":"1","reason":"协查"}
                """));
        }
        await Nothing(bodies.Select(one => one.Path + " " + one.Body), (who, one) =>
        {
            var at = one.IndexOf(' ', StringComparison.Ordinal);
            return who.Client.Post(HttpSteps.Api + one[..at], one[(at + 1)..]);
        });
    }

    [Fact]
    public async Task T8_no_page_does_either()
    {
        var pages = app.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<PageAccess>() is { NeedsAccount: true }
                && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.Trim('/'))
            .SelectMany(Addresses).Where(path => !path.EndsWith(".png", StringComparison.Ordinal));
        using var browser = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = app.App.Address,
        };
        await Nothing(pages, async (who, path) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", "registry=" + who.Client.DefaultRequestHeaders.Authorization!.Parameter);
            request.Headers.Add("Accept", "text/html");
            return await browser.SendAsync(request);
        });
    }

    /// <summary>
    /// Asks for all of it as everybody; each secret is found by those alone who may see it. Gives what was answered to
    /// somebody with something in it.
    /// </summary>
    private async Task<IReadOnlySet<string>> Nothing(
        IEnumerable<string> asked, Func<WalkCaller, string, Task<HttpResponseMessage>> ask)
    {
        var (shown, found) = (new ConcurrentBag<string>(), new ConcurrentDictionary<string, bool>());
        var full = new ConcurrentDictionary<string, bool>();
        var cells = from one in asked.Distinct().ToArray() from who in Register.Callers select (one, who);
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = 6 }, async (cell, _) =>
        {
            var (one, who) = cell;
            using var answer = await ask(who, one);
            var text = await TextOf(answer);
            if (answer.IsSuccessStatusCode && !text.Contains("\"items\":[]", StringComparison.Ordinal))
                full[one] = true;
            foreach (var secret in Register.Secrets)
                if (!text.Contains(secret.Value, StringComparison.Ordinal)) continue;
                else if (secret.SeenBy.Contains(who.Name)) found[secret.What] = true;
                else shown.Add($"{secret.What} to {who.Name} in {one}");
        });
        Assert.True(shown.IsEmpty, $"{shown.Count}:\n{string.Join('\n', shown.Order().Take(200))}");
        Assert.NotEmpty(found); // The walk sees what it looks for.
        return full.Keys.ToHashSet();
    }

    private static async Task<string> TextOf(HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType is not { } type
            || type.StartsWith("image/p", StringComparison.Ordinal) || type == "video/mp4") return "";
        if (type != "application/pdf") return await answer.Content.ReadAsStringAsync();
        return _readsPdf ? Tools.Read(await answer.Content.ReadAsByteArrayAsync(), "pdftotext", "{file}", "-") : "";
    }

    /// <summary>A route with each id that may stand there, and as each of its lists.</summary>
    private IEnumerable<string> Addresses(string route)
    {
        var kinds = KindsOf(route);
        if (!route.Contains('{', StringComparison.Ordinal))
            return ((string[])["", "?mine=true", "?queue=true", "?queue=true&limit=200", "?reason=expiry"])
                .Select(query => route + query);
        return Register.Things.Where(thing => kinds.Contains(thing.Kind)).Select(thing => Placeholder().Replace(
            route, match => match.Groups[1].Value switch
            {
                "id" => thing.Id,
                "n" => "1",
                "service" or "key" => "certificate.renewal",
                "serviceId" => "certificate.renewal",
                "kind" => route.Contains("/samples/", StringComparison.Ordinal) ? "portraitPhoto" : thing.Kind,
                _ => "0",
            }));
    }

    private static string[] KindsOf(string route)
    {
        bool Has(string word) => route.Contains(word, StringComparison.Ordinal);
        return Has("/certificates/{") ? ["certificate"]
            : Has("/vehicles/{") ? ["vehicle"]
            : Has("/operators/{") ? ["operator"]
            : Has("/trips/{") ? ["trip"]
            : Has("/rail-licences/{") || Has("/rail/{") ? ["career"]
            : Has("/employers/{") ? ["employer"]
            : Has("/applications/{") || Has("/cases/{")
                ? [
                    "certificateApplication", "grantedApplication", "vehicleApplication", "railApplication",
                    "examApplication", "bindingApplication",
                ]
            : Has("/objections/{") ? ["objection", "railObjection"]
            : Has("/roadside-findings/{") ? ["finding"]
            : Has("/persons/{") ? ["person", "railPerson"]
            : Has("/proof/{") ? ["certificate"]
            : Has("/documents/{") ? ["document", "railDocument", "findingDocument", "upload"]
            : Has("/exam-sessions/{") ? ["examSession"]
            : Has("/admin/accounts/{") ? ["account"]
            : ["certificate", "vehicle", "operator", "trip", "career", "employer", "person"];
    }
}

using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: what every answer keeps to is kept by every route, and not by those that were tried (findings L5, L11, M14).
/// Method: each row of <see cref="AccessTable"/>, as nobody and as the first for whom it is, with ids of nothing; what
/// is answered is looked at whatever it is.
/// </summary>
public sealed class EveryAnswerTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const int MaxKey = 200;

    /// <summary>They would end the session of all tests, or the account.</summary>
    private static readonly string[] _ends =
        ["/revoke-all", "/not-me", "/sessions/current", "/me/close", "/me/authenticators/totp"];

    [Fact]
    public async Task L11_every_route_says_what_browsers_may_not_whatever_it_answers()
    {
        var wrong = new List<string>();
        await Each(_ => true, async (client, row, who) =>
        {
            using var answer = await AccessTests.Knock(client, row);
            foreach (var fault in FaultsOf(answer, isOpen: row.Who[0] == "open"))
                wrong.Add($"{row.Method} {row.Route} as {who}, {(int)answer.StatusCode}: {fault}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task L5_every_refusal_of_every_route_is_a_problem_with_a_code()
    {
        var wrong = new List<string>();
        await Each(_ => true, async (client, row, who) =>
        {
            using var answer = await AccessTests.Knock(client, row);
            var status = (int)answer.StatusCode;
            if (status < 400) return;
            var type = answer.Content.Headers.ContentType?.MediaType;
            var text = await answer.Content.ReadAsStringAsync();
            if (status >= 500 || type != "application/problem+json" || JsonNode.Parse(text)!["code"] is null
                || (int)JsonNode.Parse(text)!["status"]! != status)
                wrong.Add($"{row.Method} {row.Route} as {who}: {status} {type} {text}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task L5_every_get_answers_head_alike_and_without_a_body()
    {
        var wrong = new List<string>();
        await Each(row => row.Method == "GET", async (client, row, who) =>
        {
            using var get = await client.GetAsync(row.Path);
            using var asked = new HttpRequestMessage(HttpMethod.Head, row.Path);
            using var head = await client.SendAsync(asked);
            var body = await head.Content.ReadAsByteArrayAsync();
            if (head.StatusCode != get.StatusCode || body.Length > 0
                || head.Content.Headers.ContentType?.ToString() != get.Content.Headers.ContentType?.ToString())
                wrong.Add($"{row.Route} as {who}: {(int)head.StatusCode} and {body.Length} bytes, "
                    + $"GET {(int)get.StatusCode}; {head.Content.Headers.ContentType}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A link below a host that a request only names leads to whoever wrote the name.</summary>
    [Fact]
    public async Task T13_no_answer_has_the_host_that_a_request_names()
    {
        const string host = "evil.example";
        var wrong = new List<string>();
        await Each(row => row.Method == "GET" && row.Route != "/metrics", async (client, row, who) =>
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, row.Path);
            asked.Headers.Host = host;
            foreach (var header in (string[])["X-Forwarded-Host", "X-Original-Host", "X-Host", "Forwarded"])
                asked.Headers.TryAddWithoutValidation(header, host);
            using var answer = await client.SendAsync(asked);
            if (answer.Headers.ToString().Contains(host, StringComparison.Ordinal)
                || (await answer.Content.ReadAsStringAsync()).Contains(host, StringComparison.Ordinal))
                wrong.Add($"{row.Route} as {who}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A route that does not read the key takes any; what a right one does is RepeatTests'.</summary>
    [Fact]
    public async Task M14_every_post_and_patch_reads_the_key_of_a_repeat()
    {
        var key = ("Idempotency-Key", new string('k', MaxKey + 1));
        var wrong = new List<string>();
        await Each(HasKey, async (client, row, who) =>
        {
            if (who == "nobody" && row.Who[0] != "open") return;
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Path);
            request.Content = new StringContent("{}", null, "application/json");
            request.Headers.TryAddWithoutValidation(key.Item1, key.Item2);
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest || !text.Contains(key.Item1, StringComparison.Ordinal))
                wrong.Add($"{row.Method} {row.Route} as {who}: {(int)answer.StatusCode} {text}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Whoever adds a role, a person or an owner to a body finds it refused, and not passed over.</summary>
    [Fact]
    public async Task T10_no_route_passes_over_a_member_that_it_does_not_know()
    {
        var wrong = new List<string>();
        await Each(TakesMembers, async (client, row, who) =>
        {
            if (who == "nobody" && row.Who[0] != "open") return;
            using var request = new HttpRequestMessage(new HttpMethod(row.Method), row.Path);
            request.Content = new StringContent(
                """{"unheardOf":{"roles":["administrator"]}}""", null, "application/json");
            using var answer = await client.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.BadRequest
                || !text.Contains("\"unheardOf\"", StringComparison.Ordinal))
                wrong.Add($"{row.Method} {row.Route} as {who}: {(int)answer.StatusCode} {text}");
        });
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>A draft is any object, a calendar has years for members, and an upload is no JSON.</summary>
    private static bool TakesMembers(AccessRow row) => row.Method is "POST" or "PATCH" or "PUT"
        && row.Route.StartsWith(HttpSteps.Api, StringComparison.Ordinal)
        && row.Route is not (HttpSteps.Api + "/me/drafts/{key}" or HttpSteps.Api + "/admin/calendar"
            or HttpSteps.Api + "/documents");

    private static bool HasKey(AccessRow row) =>
        row.Method is "POST" or "PATCH" && row.Route.StartsWith(HttpSteps.Api, StringComparison.Ordinal);

    private static IEnumerable<string> FaultsOf(HttpResponseMessage answer, bool isOpen)
    {
        string Of(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        if (Of("X-Content-Type-Options") != "nosniff") yield return "X-Content-Type-Options";
        if (!Of("Content-Security-Policy").Contains("frame-ancestors 'none'", StringComparison.Ordinal))
            yield return $"Content-Security-Policy: {Of("Content-Security-Policy")}";
        if (Of("Referrer-Policy") is not ("no-referrer" or "same-origin")) yield return "Referrer-Policy";
        if (Of("Server").Length > 0 || Of("X-Powered-By").Length > 0) yield return "names the server";
        if (Of("Access-Control-Allow-Origin").Length > 0) yield return "lets other sites read";
        if (!isOpen && answer.Headers.CacheControl?.NoStore != true) yield return $"kept: {Of("Cache-Control")}";
    }

    /// <summary>As nobody, and as the first for whom the route is.</summary>
    private async Task Each(Func<AccessRow, bool> which, Func<HttpClient, AccessRow, string, Task> look)
    {
        foreach (var row in AccessTable.Rows.Where(which))
        {
            using (var anonymous = app.Anonymous()) await look(anonymous, row, "nobody");
            if (row.Who[0] == "open" || _ends.Any(end => row.Route.EndsWith(end, StringComparison.Ordinal))) continue;
            var account = row.Who[0] == "account" ? "driver.1" : row.Who[0];
            using var client = await app.As(account);
            await look(client, row, account);
        }
    }
}

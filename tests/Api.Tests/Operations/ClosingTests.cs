using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: a person leaves, and what is the account's alone is gone with the answer; the register stays, and comes back
/// with another account (docs/adr/0146). Method: an account with one of everything is closed.
/// </summary>
[Collection(Shared.Name)]
public sealed class ClosingTests(RegistryApp app)
{
    private const string Api = HttpSteps.Api, Me = Api + "/me";
    private static readonly object _understood = new { understood = true };
    private static int _phones = 2000;

    [Fact]
    public async Task M13_closing_ends_what_is_the_account_s_and_keeps_what_the_law_keeps()
    {
        var phone = NextPhone();
        var (client, account) = await Account(phone);
        var number = Cases.CitizenNumber();
        await app.BindRealName(client, "张注销", number);
        var fleet = await Linked(client, number);
        await Saved(client, "/drafts/renewal", """{"serviceUnit":"甲"}""");
        var upload = await client.Uploaded("portraitPhoto");
        var calendar = (string)(await client.Done(Me + "/calendar", new { }))["path"]!;

        var before = await client.Get(Me + "/closing");
        Assert.True((bool)before["possible"]!);
        Assert.Equal(fleet.OperatorId, (string)Assert.Single(before["links"]!.AsArray())!["partyId"]!);
        foreach (var terms in new[] { "ends", "stays", "comesBack" }) Assert.NotEmpty(before[terms]!.AsArray());
        await client.Refused(Me + "/close", 400, "MALFORMED", new { understood = false });
        Assert.Equal(account, (string)(await client.Get(Me))["id"]!);

        using (var closed = await client.Post(Me + "/close", _understood)) await closed.Is(HttpStatusCode.NoContent);
        using (var ended = await client.GetAsync(new Uri(Me, UriKind.Relative)))
            await ended.Problem(401, "SESSION_ENDED");
        using var anybody = app.Anonymous();
        using (var over = await anybody.GetAsync(new Uri(calendar, UriKind.Relative)))
            await over.Is(HttpStatusCode.NotFound);
        var known = await (await app.As("admin")).Get($"{Api}/admin/accounts/{account}");
        Assert.Equal((true, null), ((bool)known["disabled"]!, known["phone"]));
        Assert.Contains(app.Log, line => line.Contains("account.closed", StringComparison.Ordinal)
            && line.Contains(phone[^4..], StringComparison.Ordinal));
        Assert.Contains(await app.Audited(new { by = account }), one => (string)one["what"]! == "closeAccount");

        var (again, other) = await OpenedBy(phone);
        Assert.NotEqual(account, other);
        Assert.Empty((await again.Get(Me + "/drafts"))["items"]!.AsArray());
        using (var gone = await again.GetAsync(new Uri($"{Api}/documents/{upload}", UriKind.Relative)))
            await gone.Is(HttpStatusCode.NotFound);
        await Until(async () => (await fleet.Operator.Get($"{Api}/operators/{fleet.OperatorId}/drivers"))["items"]!
            .AsArray().Count == 0);
        await Until(async () => (await Kinds(fleet.Operator)).Contains("link.ended"));

        await app.BindRealName(again, "张注销", number); // For second thoughts: the person is the same.
        Assert.Contains("account.closed", await Kinds(again));
        Assert.Equal("ended", (string)(await again.Get(Me + "/links"))["items"]![0]!["status"]!);
    }

    [Fact]
    public async Task Applications_under_way_are_named_before_and_go_on()
    {
        var (holder, certificate, application) = await app.Renewal();
        var outlook = await holder.Get(Me + "/closing");
        Assert.Equal(application, (string)Assert.Single(outlook["applications"]!.AsArray())!["id"]!);
        using (var closed = await holder.Post(Me + "/close", _understood)) await closed.Is(HttpStatusCode.NoContent);
        var officer = await app.As("officer.henan");
        var waiting = await officer.Get($"{Api}/applications/{application}");
        Assert.Equal(("submitted", certificate), ((string)waiting["status"]!, (string)waiting["certificateId"]!));
        foreach (var handedIn in waiting["materials"]!.AsArray())
        {
            using var read = await officer.GetAsync(
                new Uri($"{Api}/documents/{(string)handedIn!["documentId"]!}", UriKind.Relative));
            await read.Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task Whoever_was_appointed_is_not_closed_by_the_account_itself()
    {
        var (officer, account) = await app.NewOfficer();
        await officer.Refused(Me + "/close", 403, "NOT_ALLOWED", _understood);
        var outlook = await officer.Get(Me + "/closing");
        Assert.False((bool)outlook["possible"]!);
        Assert.False((bool)(await (await app.As("admin")).Get($"{Api}/admin/accounts/{account}"))["disabled"]!);
    }

    [Fact]
    public async Task T5_what_its_owner_has_frozen_nobody_closes_and_a_closed_account_is_not_enabled()
    {
        var (client, account) = await Account(NextPhone());
        using (var said = await client.Post(Me + "/not-me", new { })) await said.Is(HttpStatusCode.NoContent);
        using var frozen = await SignedIn((string)(await (await app.As("admin")).Get(
            $"{Api}/admin/accounts/{account}"))["userName"]!);
        await frozen.Refused(Me + "/close", 422, "TOO_EARLY", _understood);
        Assert.NotNull((await frozen.Get(Me + "/closing"))["from"]);

        var (other, closed) = await Account(NextPhone());
        using (var done = await other.Post(Me + "/close", _understood)) await done.Is(HttpStatusCode.NoContent);
        var admin = await app.As("admin");
        foreach (var act in new[] { "enable", "reset" })
            await admin.Refused($"{Api}/accounts/{closed}/{act}", 409, "WRONG_STATE", new { });
        Assert.True((bool)(await admin.Get($"{Api}/admin/accounts/{closed}"))["disabled"]!);
    }

    /// <summary>A carrier for which the person has agreed to drive.</summary>
    private async Task<Fleet> Linked(HttpClient driver, string number)
    {
        var fleet = await Fleet.New(app);
        await fleet.Operator.Done($"{Api}/operators/{fleet.OperatorId}/drivers",
            new { name = "张注销", identityNumber = number }, HttpStatusCode.Accepted);
        JsonNode? asked = null;
        await Until(async () => (asked = (await driver.Get(Me + "/links"))["items"]!.AsArray().FirstOrDefault())
            is not null);
        await driver.Done($"{Me}/links/{(string)asked!["id"]!}/accept", new { });
        await Until(async () => (await fleet.Operator.Get($"{Api}/operators/{fleet.OperatorId}/drivers"))["items"]!
            .AsArray().Count == 1);
        return fleet;
    }

    private async Task<(HttpClient Client, string Id)> Account(string phone)
    {
        var client = await app.Opened(new Account(
            "", "holder." + Guid.NewGuid().ToString("N")[..12], phone, Roles.Holder, null, Desks.None, null,
            MustChangePassword: false, Disabled: false));
        using var agreed = await client.Post(Me + "/agreements", new { agreements = await client.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        return (client, (string)(await client.Get(Me))["id"]!);
    }

    private async Task<(HttpClient Client, string Id)> OpenedBy(string phone)
    {
        var client = app.Anonymous();
        var (requestId, code) = await client.Code(phone, "register");
        var opened = await client.Done(Api + "/accounts",
            new { requestId, code, agreements = await client.Agreements() }, HttpStatusCode.Created);
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)opened["session"]!["token"]!);
        return (client, (string)opened["id"]!);
    }

    private async Task<HttpClient> SignedIn(string name)
    {
        var client = app.Anonymous();
        var session = await client.Done(
            Api + "/sessions", new { userName = name, password = RegistryApp.OwnPassword });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }

    private static async Task Saved(HttpClient client, string path, string json)
    {
        using var saved = await client.PutAsync(
            new Uri(Me + path, UriKind.Relative), new StringContent(json, Encoding.UTF8, "application/json"));
        await saved.Is(HttpStatusCode.NoContent);
    }

    private static async Task<string[]> Kinds(HttpClient client) =>
        [.. (await client.Get(Me + "/notices?limit=200"))["items"]!.AsArray().Select(one => (string)one!["kind"]!)];

    private static string NextPhone() => $"1360001{Interlocked.Increment(ref _phones)}";

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 100; i++)
        {
            if (await holds()) return;
            await Task.Delay(50);
        }
        throw new TimeoutException("it did not come");
    }
}

using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: an administrator alone makes no administrator and no auditor, and nothing that one does to an account stays
/// unseen (finding M12, docs/threats.md T10). Method: the act, the one who asked, and another administrator.
/// </summary>
[Collection(Shared.Name)]
public sealed class SecondAdministratorTests(RegistryApp app)
{
    private const string Accounts = HttpSteps.Api + "/accounts", Approvals = HttpSteps.Api + "/approvals";

    [Theory]
    [InlineData("administrator")]
    [InlineData("auditor")]
    public async Task T10_An_administrator_s_account_is_opened_by_two(string role)
    {
        var (first, second) = (await app.As("admin"), await app.As("admin.2"));
        var (name, id) = await Asked(first, role);
        var waiting = (await first.Get(Approvals + "?queue=true"))["items"]!.AsArray()
            .Single(item => (string)item!["approvalId"]! == id)!;
        Assert.Equal(("account.act", "opening", "A-DEMO-ADMIN"),
            ((string)waiting["what"]!, (string)waiting["act"]!, (string)waiting["askedBy"]!));
        await first.Refused($"{Approvals}/{id}/confirm", 403, "SECOND_OFFICER");

        var confirmed = await second.Done($"{Approvals}/{id}/confirm");

        var code = (string)confirmed["oneTimeCode"]!;
        var session = await app.Anonymous().Done(
            HttpSteps.Api + "/sessions", new { userName = name, password = code });
        Assert.Equal([role], session["roles"]!.AsArray().Select(one => (string)one!));
        // Again is nothing: no second code, and the first one is good.
        Assert.Null((await second.Done($"{Approvals}/{id}/confirm"))["oneTimeCode"]);
        (await SignedIn(name, code)).Dispose();
    }

    [Fact]
    public async Task T10_What_is_declined_does_not_happen()
    {
        var (first, second) = (await app.As("admin"), await app.As("admin.2"));
        var (name, id) = await Asked(first, "administrator");
        await second.Done($"{Approvals}/{id}/decline", new { reason = "不知情" });
        await second.Refused($"{Approvals}/{id}/confirm", 409, "WRONG_STATE");
        var found = await first.Done(HttpSteps.Api + "/admin/accounts/search", new { query = name });
        Assert.True((bool)found["items"]![0]!["disabled"]!);
    }

    /// <summary>Whoever was opened or reset by the first is the first's, and no second person.</summary>
    [Fact]
    public async Task T10_Who_confirms_owes_the_account_to_somebody_else()
    {
        var (first, second) = (await app.As("admin"), await app.As("admin.2"));
        var (name, id) = await Asked(first, "administrator");
        var code = (string)(await second.Done($"{Approvals}/{id}/confirm"))["oneTimeCode"]!;
        using var puppet = await Settled(name, code);
        var (_, next) = await Asked(first, "auditor");
        await puppet.Refused($"{Approvals}/{next}/confirm", 403, "SECOND_OFFICER");
        await second.Done($"{Approvals}/{next}/confirm");
    }

    [Fact]
    public async Task T10_An_administrator_is_reset_and_enabled_by_two()
    {
        var (first, second) = (await app.As("admin"), await app.As("admin.2"));
        var (name, id) = await Asked(first, "auditor");
        var account = (string)(await second.Done($"{Approvals}/{id}/confirm"))["id"]!;
        var asked = await first.Done($"{Accounts}/{account}/reset", null, HttpStatusCode.Accepted);
        var reset = (string)asked["approvalId"]!;
        var code = (string)(await second.Done($"{Approvals}/{reset}/confirm"))["oneTimeCode"]!;
        (await Settled(name, code)).Dispose();
        using var disabled = await first.Post($"{Accounts}/{account}/disable"); // Takes one: it takes power away.
        await disabled.Is(HttpStatusCode.NoContent);
        var enabling = await first.Done($"{Accounts}/{account}/enable", null, HttpStatusCode.Accepted);
        var enabled = await second.Done($"{Approvals}/{(string)enabling["approvalId"]!}/confirm");
        Assert.False((bool)enabled["disabled"]!);
        Assert.Null(enabled["oneTimeCode"]);
    }

    [Fact]
    public async Task T10_Every_administrator_and_auditor_is_notified_of_an_officer_s_account()
    {
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var opened = await (await app.As("admin")).Done(Accounts + "/officers",
            new { userName = name, authority = "41", system = "road" }, HttpStatusCode.Created);
        foreach (var who in new[] { "admin", "admin.2", "auditor" })
        {
            var notices = (await (await app.As(who)).Get(HttpSteps.Api + "/me/notices?limit=200"))["items"]!.AsArray();
            var notified = Assert.Single(notices, notice => (string)notice!["kind"]! == "account.acted"
                && (string)notice["values"]!["account"]! == (string)opened["id"]!)!;
            Assert.Equal("A-DEMO-ADMIN", (string)notified["values"]!["by"]!);
        }
    }

    [Fact]
    public async Task An_enterprise_keeps_its_own_users_and_nobody_else_s()
    {
        using var manager = await app.As("operator.demo");
        var id = (string)(await manager.Get(HttpSteps.Api + "/me"))["operatorId"]!;
        var users = $"{HttpSteps.Api}/operators/{id}/accounts";
        var name = "operator." + Guid.NewGuid().ToString("N")[..8];
        var opened = await manager.Done(users, new { userName = name }, HttpStatusCode.Created);
        Assert.Equal(id, (string)opened["personId"]!);
        Assert.NotNull(opened["oneTimeCode"]);
        var account = (string)opened["id"]!;
        Assert.Contains(account, (await manager.Get(users + "?limit=200"))["items"]!.AsArray()
            .Select(item => (string)item!["id"]!));
        Assert.NotNull((await manager.Done($"{users}/{account}/reset"))["oneTimeCode"]);
        using var disabled = await manager.Post($"{users}/{account}/disable");
        await disabled.Is(HttpStatusCode.NoContent);
        await manager.Refused($"{users}/A-DEMO-ADMIN/reset", 404, "NOT_FOUND");
        using var other = await Fleet.Account(app, (await Fleet.New(app)).OperatorId);
        using var foreign = await other.GetAsync(new Uri(users, UriKind.Relative));
        await foreign.Problem(404, "NOT_FOUND");
        await other.Refused(users, 404, "NOT_FOUND", new { userName = name + "x" });
    }

    private static async Task<(string Name, string ApprovalId)> Asked(HttpClient admin, string role)
    {
        var name = role + "." + Guid.NewGuid().ToString("N")[..8];
        var asked = await admin.Done(
            Accounts + "/officers", new { userName = name, roles = new[] { role } }, HttpStatusCode.Accepted);
        Assert.NotNull(asked["expiresAt"]);
        return (name, (string)asked["approvalId"]!);
    }

    /// <summary>The account with a password of its own, signed in.</summary>
    private async Task<HttpClient> Settled(string name, string code)
    {
        using var beginner = await SignedIn(name, code);
        using var changed = await beginner.Post(HttpSteps.Api + "/me/password",
            new { oldPassword = code, newPassword = RegistryApp.OwnPassword });
        await changed.Is(HttpStatusCode.NoContent);
        return await SignedIn(name, RegistryApp.OwnPassword);
    }

    private async Task<HttpClient> SignedIn(string name, string password)
    {
        var client = app.Anonymous();
        JsonNode session = await client.Done(HttpSteps.Api + "/sessions", new { userName = name, password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }
}

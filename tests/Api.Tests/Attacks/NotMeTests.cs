using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: whoever owns an account learns of every change of how it is signed in to, and can stop a thief (不是我本人操作).
/// Method: a password is changed as a thief with the session would, and its owner says so.
/// </summary>
[Collection(Shared.Name)]
public sealed class NotMeTests(RegistryApp app)
{
    private const string Me = HttpSteps.Api + "/me", NewPassword = "Another-Horse-22";

    [Fact]
    public async Task T5_a_change_is_notified_and_not_me_ends_every_session_and_freezes_changes()
    {
        var (client, account) = await app.NewOfficer();
        var name = (string)(await client.Get(Me))["userName"]!;
        using (var changed = await client.Post(
            Me + "/password", new { oldPassword = RegistryApp.OwnPassword, newPassword = NewPassword }))
            await changed.Is(HttpStatusCode.NoContent);
        using var owner = await SignedIn(name);
        using var thief = await SignedIn(name);
        var notice = Assert.Single(await Notices(owner, "account.changed"));
        Assert.Contains("修改密码", (string)notice["text"]!, StringComparison.Ordinal);
        Assert.Contains("不是我本人操作", (string)notice["text"]!, StringComparison.Ordinal);

        using (var said = await owner.Post(Me + "/not-me", new { })) await said.Is(HttpStatusCode.NoContent);
        foreach (var ended in new[] { owner, thief })
        {
            using var answer = await ended.GetAsync(new Uri(Me, UriKind.Relative));
            await answer.Problem(401, "SESSION_ENDED");
        }
        using var again = await SignedIn(name);
        var early = await again.Refused(Me + "/password", 422, "TOO_EARLY",
            new { oldPassword = NewPassword, newPassword = "Yet-Another-Horse-3" });
        Assert.Equal("2026-02-16", (string)early["retry"]!["from"]!);
        foreach (var path in new[] { "/authenticators/totp", "/authenticators/recovery-codes" })
            await again.Refused(Me + path, 422, "TOO_EARLY", new { });
        Assert.Single(await Notices(again, "account.frozen"));
        foreach (var keeper in new[] { "admin", "auditor" })
            Assert.Contains(await Notices(await app.As(keeper), "account.frozenByOwner"),
                one => (string?)one["values"]!["account"] == account);
        Assert.Contains(await app.Audited(new { by = account }), one => (string)one["what"]! == "sayNotMe");
    }

    [Fact]
    public async Task T5_an_administrator_s_reset_ends_the_freeze_as_it_gives_new_authenticators()
    {
        var (client, account) = await app.NewOfficer();
        var name = (string)(await client.Get(Me))["userName"]!;
        using (var said = await client.Post(Me + "/not-me", new { })) await said.Is(HttpStatusCode.NoContent);
        var code = (string)(await (await app.As("admin")).Done(
            $"{HttpSteps.Api}/accounts/{account}/reset", new { }))["oneTimeCode"]!;
        using var owner = await SignedIn(name, code);
        using var set = await owner.Post(Me + "/password", new { oldPassword = code, newPassword = NewPassword });
        await set.Is(HttpStatusCode.NoContent);
    }

    private async Task<HttpClient> SignedIn(string name, string password = NewPassword)
    {
        var client = app.Anonymous();
        var session = await client.Done(HttpSteps.Api + "/sessions", new { userName = name, password });
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
        return client;
    }

    private static async Task<JsonNode[]> Notices(HttpClient client, string kind) =>
        [.. (await client.Get($"{Me}/notices?kind={kind}&limit=200"))["items"]!.AsArray()!];
}

using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: signing in, the first password, the administrator's work on accounts, and the caller's own account.
/// </summary>
[Collection(Shared.Name)]
public sealed class AccountTests(RegistryApp app)
{
    private const string Password = "Another-Good-One-1";

    [Fact]
    public async Task Signing_in_answers_token_end_roles_and_whether_a_password_is_due()
    {
        var session = await app.Anonymous().Done(
            HttpSteps.Api + "/sessions", new { userName = "admin", password = RegistryApp.Password });
        Assert.NotEmpty((string)session["token"]!);
        Assert.EndsWith("+08:00", (string)session["expiresAt"]!, StringComparison.Ordinal);
        Assert.Equal(["administrator"], session["roles"]!.AsArray().Select(role => (string)role!));
        Assert.False((bool)session["mustChangePassword"]!);
    }

    [Theory]
    [InlineData("""{}""", 400, "MALFORMED")]
    [InlineData("""{"userName":"admin"}""", 400, "MALFORMED")]
    [InlineData("""{"userName":"admin","password":"x","requestId":"1","code":"2"}""", 400, "MALFORMED")]
    [InlineData("""{"userName":"nobody.here","password":"Wrong-Password-1"}""", 401, "NOT_SIGNED_IN")]
    [InlineData("""{"requestId":"C-0","code":"123456"}""", 401, "NOT_SIGNED_IN")]
    [InlineData("""{"code":"123456"}""", 400, "MALFORMED")]
    [InlineData("""{"userName":"admin","password":"x","remember":true}""", 400, "UNKNOWN_FIELD")]
    [InlineData("""{"userName":"admin","password":"Registry-Demo-2026","totp":"123456"}""", 400, "MALFORMED")]
    [InlineData("""{"userName":"admin","password":"Registry-Demo-2026","captcha":""}""", 400, "MALFORMED")]
    [InlineData("""{"requestId":"C-0","code":"123456","totp":"123456"}""", 401, "NOT_SIGNED_IN")]
    public async Task What_does_not_sign_in_does_not_tell_what_exists(string body, int status, string code) =>
        await app.Anonymous().Refused(HttpSteps.Api + "/sessions", status, code, body);

    /// <summary>
    /// Whoever sends a second factor believes that it counts: an account without one says so (docs/adr/0038).
    /// </summary>
    [Fact]
    public async Task A_second_factor_that_nobody_checks_is_refused_by_name_and_not_passed_over()
    {
        var problem = await app.Anonymous().Refused(HttpSteps.Api + "/sessions", 400, "MALFORMED",
            new { userName = "admin", password = RegistryApp.Password, totp = "123456" });
        Assert.Equal(["totp"], problem["errors"]!.AsObject().Select(fault => fault.Key));
        await app.Anonymous().Done(HttpSteps.Api + "/sessions",
            """{"userName":"admin","password":"Registry-Demo-2026","captcha":null,"totp":null}""");
    }

    [Fact]
    public async Task Guessing_a_password_is_slowed_down_and_says_for_how_long()
    {
        var name = "officer." + Guid.NewGuid().ToString("N")[..8]; // Nobody's: the answer does not show who exists.
        HttpResponseMessage answer;
        var tries = 0;
        do
        {
            answer = await app.Anonymous().Post(
                HttpSteps.Api + "/sessions", new { userName = name, password = "Wrong-Password-1" });
        }
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++tries < 20);
        using (answer)
        {
            var problem = await answer.Problem(429, "TOO_MANY");
            Assert.True((bool)problem["retry"]!["possible"]!);
            Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero, answer.Headers.ToString());
        }
        Assert.InRange(tries, 3, 10);
    }

    [Fact]
    public async Task An_officer_begins_with_a_new_password_and_nothing_else()
    {
        var admin = await app.As("admin");
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var opened = await admin.Done(HttpSteps.Api + "/accounts/officers",
            new { userName = name, authority = "4101", system = "road" },
            HttpStatusCode.Created);
        Assert.Equal(["officer"], opened["roles"]!.AsArray().Select(role => (string)role!));
        var first = (string)opened["oneTimeCode"]!;
        using var officer = await SignedIn(name, first);
        using var me = await officer.GetAsync(new Uri(HttpSteps.Api + "/me", UriKind.Relative));
        await me.Problem(403, "PASSWORD_CHANGE_DUE");
        await officer.Refused(
            HttpSteps.Api + "/me/password", 400, "MALFORMED", new { oldPassword = first, newPassword = "short" });
        using var changed =
            await officer.Post(HttpSteps.Api + "/me/password", new { oldPassword = first, newPassword = Password });
        await changed.Is(HttpStatusCode.NoContent);
        using var again = await SignedIn(name, Password);
        var account = await again.Get(HttpSteps.Api + "/me");
        Assert.Equal("4101", (string)account["authority"]!);
        Assert.Equal(["road"], account["system"]!.AsArray().Select(desk => (string)desk!));
    }

    [Fact]
    public async Task Disabling_and_resetting_end_the_sessions()
    {
        var admin = await app.As("admin");
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var body = new { userName = name, authority = "41", system = new[] { "road", "charter" }, password = Password };
        var id = (string)(await admin.Done(HttpSteps.Api + "/accounts/officers", body, HttpStatusCode.Created))["id"]!;
        await admin.Refused(HttpSteps.Api + "/accounts/officers", 409, "DUPLICATE", body);
        using var officer = await SignedIn(name, Password);
        var reset = await admin.Done($"{HttpSteps.Api}/accounts/{id}/reset");
        Assert.True((bool)reset["mustChangePassword"]!);
        await Ended(officer);
        using var second = await SignedIn(name, (string)reset["oneTimeCode"]!);
        using var disabled = await admin.Post($"{HttpSteps.Api}/accounts/{id}/disable");
        await disabled.Is(HttpStatusCode.NoContent);
        await Ended(second);
        await admin.Refused($"{HttpSteps.Api}/accounts/A-none/disable", 404, "NOT_FOUND");
        await admin.Refused($"{HttpSteps.Api}/accounts/A-none/reset", 404, "NOT_FOUND");
    }

    [Theory]
    [InlineData("""{"userName":"x.y","authority":"99","system":"road"}""", "authority")]
    [InlineData("""{"userName":"x.y","authority":"410","system":"road"}""", "authority")]
    [InlineData("""{"userName":"x.y","system":"road"}""", "authority")]
    [InlineData("""{"userName":"x.y","authority":"41"}""", "system")]
    [InlineData("""{"userName":"x.y","authority":"41","system":"sea"}""", "system")]
    [InlineData("""{"userName":"x.y","authority":"41","system":"road","roles":["holder"]}""", "roles")]
    [InlineData("""{"userName":"x.y","authority":"41","system":"road","roles":["registry"]}""", "roles")]
    [InlineData("""{"userName":"x.y","authority":"41","system":"road","password":"weak"}""", "password")]
    [InlineData("""{"userName":"x.y","roles":["administrator","officer"],"authority":"41","system":"road"}""", "roles")]
    [InlineData("""{"userName":"x.y","roles":["administrator","auditor"]}""", "roles")]
    [InlineData("""{"userName":"x.y","roles":["auditor","examCentre"]}""", "roles")]
    [InlineData("""{"userName":"x.y","roles":["auditor","enforcement"],"authority":"41"}""", "roles")]
    [InlineData("""{"userName":"x.y","roles":[],"authority":"41"}""", "roles")]
    public async Task An_officers_account_that_cannot_be_is_malformed(string body, string field)
    {
        var problem =
            await (await app.As("admin")).Refused(HttpSteps.Api + "/accounts/officers", 400, "MALFORMED", body);
        Assert.NotNull(problem["errors"]![field]);
    }

    [Fact]
    public async Task The_same_key_and_request_are_answered_with_the_same_one_time_code()
    {
        var admin = await app.As("admin");
        var body = new { userName = "officer." + Guid.NewGuid().ToString("N")[..8], authority = "41", system = "road" };
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await admin.Post(HttpSteps.Api + "/accounts/officers", body, key);
        using var again = await admin.Post(HttpSteps.Api + "/accounts/officers", body, key);
        await again.Is(HttpStatusCode.Created);
        Assert.NotNull((await first.Json())["oneTimeCode"]);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
    }

    /// <summary>An operator of this registry must not believe that rights were given, or not given (M14).</summary>
    [Theory]
    [InlineData("""{"userName":"NAME","authority":"53","system":"road"}""")]
    [InlineData("""{"userName":"NAME","authority":"41","system":"charter"}""")]
    [InlineData("""{"userName":"NAME","authority":"41","roles":["enforcement"]}""")]
    public async Task M14_The_same_key_for_another_reach_is_refused(string other)
    {
        var admin = await app.As("admin");
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await admin.Post(
            HttpSteps.Api + "/accounts/officers", new { userName = name, authority = "41", system = "road" }, key);
        await first.Is(HttpStatusCode.Created);
        await admin.Refused(HttpSteps.Api + "/accounts/officers", 409, "IDEMPOTENCY_KEY_REUSED",
            other.Replace("NAME", name, StringComparison.Ordinal), key);
    }

    [Fact]
    public async Task Accounts_are_found_by_name_phone_id_and_party_and_no_phone_is_shown_whole()
    {
        var admin = await app.As("admin");
        var name = "Finder." + Guid.NewGuid().ToString("N")[..8];
        var opened = await admin.Done(HttpSteps.Api + "/accounts/officers",
            new { userName = name, authority = "41", system = "road" }, HttpStatusCode.Created);
        var id = (string)opened["id"]!;
        foreach (var query in new[] { name, name.ToUpperInvariant(), name[..12], id })
        {
            var found = await admin.Done(HttpSteps.Api + "/admin/accounts/search", new { query });
            Assert.Equal([id], found["items"]!.AsArray().Select(item => (string)item!["id"]!));
        }
        Assert.Equal(name, (string)(await admin.Get($"{HttpSteps.Api}/admin/accounts/{id}"))["userName"]!);
        using var none = await admin.GetAsync($"{HttpSteps.Api}/admin/accounts/A-none");
        await none.Problem(404, "NOT_FOUND");
        foreach (var query in new[] { "", "  ", new string('x', 65) })
            await admin.Refused(HttpSteps.Api + "/admin/accounts/search", 400, "MALFORMED", new { query });
    }

    [Fact]
    public async Task A_disabled_account_is_enabled_unlocked_and_its_sessions_are_ended_by_the_administrator()
    {
        var admin = await app.As("admin");
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var id = (string)(await admin.Done(HttpSteps.Api + "/accounts/officers",
            new { userName = name, authority = "41", system = "road", password = Password },
            HttpStatusCode.Created))["id"]!;
        await Act("disable");
        await app.Anonymous().Refused(
            HttpSteps.Api + "/sessions", 401, "NOT_SIGNED_IN", new { userName = name, password = Password });
        await Act("enable");
        using var officer = await SignedIn(name, Password);
        await Act("end-sessions");
        await Ended(officer);
        await Act("unlock");
        foreach (var act in new[] { "enable", "unlock", "end-sessions" })
            await admin.Refused($"{HttpSteps.Api}/accounts/A-none/{act}", 404, "NOT_FOUND");

        async Task Act(string act)
        {
            using var answer = await admin.Post($"{HttpSteps.Api}/accounts/{id}/{act}");
            await answer.Is(HttpStatusCode.NoContent);
        }
    }

    [Fact]
    public async Task An_enterprise_is_an_operator_or_an_employer()
    {
        var admin = await app.As("admin");
        var name = "company." + Guid.NewGuid().ToString("N")[..8];
        var opened = await admin.Done(HttpSteps.Api + "/accounts/enterprises",
            new { userName = name, role = "employer" },
            HttpStatusCode.Created);
        Assert.Equal(["employer"], opened["roles"]!.AsArray().Select(role => (string)role!));
        await admin.Refused(
            HttpSteps.Api + "/accounts/enterprises", 400, "MALFORMED", new { userName = name, role = "administrator" });
    }

    [Fact]
    public async Task The_own_data_can_be_taken_out_and_the_deadlines_put_into_a_calendar()
    {
        var (holder, certificate) = await app.Holder();
        var export = await holder.Get(HttpSteps.Api + "/me/export");
        Assert.Equal(certificate, (string)export["certificates"]![0]!["certificate"]!["id"]!);
        Assert.NotEmpty(export["certificates"]![0]!["history"]!.AsArray());
        var ics = await holder.GetStringAsync(new Uri(HttpSteps.Api + "/me/deadlines.ics", UriKind.Relative));
        Assert.StartsWith("BEGIN:VCALENDAR\r\n", ics, StringComparison.Ordinal);
        Assert.Contains("DTSTART;VALUE=DATE:20260301\r\n", ics, StringComparison.Ordinal);
        Assert.All(ics.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75));
        Assert.DoesNotContain((string)export["person"]!["identityNumber"]!, ics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Revoking_ends_every_session()
    {
        using var holder = await app.NewAccount();
        using var revoked = await holder.Post(HttpSteps.Api + "/me/sessions/revoke-all");
        await revoked.Is(HttpStatusCode.NoContent);
        await Ended(holder);
    }

    private static async Task Ended(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri(HttpSteps.Api + "/me", UriKind.Relative));
        await answer.Problem(401, "SESSION_ENDED");
    }

    private async Task<HttpClient> SignedIn(string name, string password)
    {
        var client = app.Anonymous();
        var session = await client.Done(HttpSteps.Api + "/sessions", new { userName = name, password });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }
}

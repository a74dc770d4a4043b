using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: nobody who was appointed does anything with a password alone, and no session that lies open does what hurts
/// (finding H9, docs/threats.md T5). Method: a program that demands a second factor, and every route of the table.
/// </summary>
public sealed class SecondFactorTests(RequiredApp app) : IClassFixture<RequiredApp>
{
    private const string Published = "12345678901234567890";
    private const string Me = HttpSteps.Api + "/me", Sessions = HttpSteps.Api + "/sessions";

    /// <summary>What a session without a second factor may do: nothing but enrol one and set a password.</summary>
    private static readonly string[] _beginning =
        ["/me/password", "/me/authenticators/totp", "/me/authenticators/totp/confirm"];

    /// <summary>Signing out is open to every session, and there is no knocking after it.</summary>
    private static bool SignsOut(AccessRow row) =>
        row.Route.EndsWith("/sessions/current", StringComparison.Ordinal);

    [Theory]
    [InlineData("admin")]
    [InlineData("auditor")]
    [InlineData("officer.henan")]
    [InlineData("enforcement.yunnan")]
    [InlineData("operator.demo")]
    [InlineData("employer.demo")]
    [InlineData("centre")]
    [InlineData("nra")]
    public async Task H9_A_session_without_a_second_factor_may_only_enrol_one(string account)
    {
        app.Later = TimeSpan.Zero;
        using var client = await app.As(account);
        foreach (var row in AccessTable.Rows.Where(row => row.Who[0] != "open"))
        {
            if (_beginning.Any(path => row.Route == HttpSteps.Api + path && row.Method == "POST")) continue;
            if (SignsOut(row)) continue;
            using var answer = await AccessTests.Knock(client, row);
            await answer.Problem(403, "SECOND_FACTOR");
        }
    }

    [Fact]
    public async Task H9_A_holder_is_not_asked_for_one()
    {
        app.Later = TimeSpan.Zero;
        using var holder = await app.As("driver.1");
        await holder.Get(Me);
    }

    [Fact]
    public async Task H9_Every_act_of_the_table_asks_for_a_proof_of_the_last_ten_minutes()
    {
        app.Later = TimeSpan.Zero;
        using var officer = await Generator("officer.totp");
        app.Later = TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1);
        foreach (var row in AccessTable.Rows.Where(row => row.Who[0] == "account" || row.Who.Contains("officer.henan")))
        {
            if (SignsOut(row) || row.Route.EndsWith("revoke-all", StringComparison.Ordinal)
                || row.Route.EndsWith("/not-me", StringComparison.Ordinal)) continue;
            using var answer = await AccessTests.Knock(officer, row);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(text.Contains("REAUTHENTICATE", StringComparison.Ordinal) == row.AsksForFreshProof,
                $"{row.Method} {row.Route}: {text}");
        }
        await officer.Refused(Me + "/re-authenticate", 400, "MALFORMED", new { });
        await officer.Refused(Me + "/re-authenticate", 400, "MALFORMED", new { password = "x", totp = "1" });
        await officer.Refused(Me + "/re-authenticate", 400, "MALFORMED", new { password = "Wrong-Password-1" });
        using var proven = await officer.Post(Me + "/re-authenticate", new { password = RegistryApp.Password });
        await proven.Is(HttpStatusCode.NoContent);
        app.Later = TimeSpan.Zero;
        await officer.Get(Me + "/export");
    }

    [Fact]
    public void H9_Every_name_in_the_table_of_the_program_is_a_route_and_the_other_way_round() => Assert.Equal(
        AccessTable.Rows.Where(row => row.AsksForFreshProof).Select(row => $"{row.Method} {row.Route}")
            .Order(StringComparer.Ordinal),
        AccessTests.RoutesOf(app, OrleansRegistry.Api.Http.FreshProof.IsAskedBy).Order(StringComparer.Ordinal));

    [Fact]
    public async Task H9_An_officer_is_opened_enrols_and_works_and_a_stranger_with_the_password_stays_out()
    {
        app.Later = TimeSpan.Zero;
        using var admin = await Enrolled("admin.2", RegistryApp.Password);
        var name = "officer." + Guid.NewGuid().ToString("N")[..8];
        var opened = await admin.Client.Done(HttpSteps.Api + "/accounts/officers",
            new { userName = name, authority = "41", system = "road" }, HttpStatusCode.Created);
        var code = (string)opened["oneTimeCode"]!;
        using var beginner = await SignedIn(name, code, null);
        using var due = await beginner.GetAsync(new Uri(Me, UriKind.Relative));
        await due.Problem(403, "PASSWORD_CHANGE_DUE");
        using var officer = await Enrolled(name, code, beginner);
        // Beside the second factor eight characters are enough.
        using var changed = await beginner.Post(
            Me + "/password", new { oldPassword = code, newPassword = "tulpenwald" });
        await changed.Is(HttpStatusCode.NoContent);
        await app.Anonymous().Refused(
            Sessions, 403, "SECOND_FACTOR", new { userName = name, password = "tulpenwald" });
        using var working = await SignedIn(name, "tulpenwald", officer.Recovery[0]);
        Assert.True((bool)(await working.Get(Me))["secondFactor"]!);
        using var kept = await working.DeleteAsync(new Uri(Me + "/authenticators/totp", UriKind.Relative));
        await kept.Problem(403, "SECOND_FACTOR");
        await app.Anonymous().Refused(Sessions, 401, "NOT_SIGNED_IN",
            new { userName = name, password = "tulpenwald", totp = officer.Recovery[0] });
    }

    private async Task<HttpClient> Generator(string name)
    {
        // Each code once, and the tests of this class sign in one after the other: the next step is soon there.
        for (var step = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30; ; step++)
        {
            using var client = app.Anonymous();
            using var answer = await client.Post(Sessions, new
            {
                userName = name, password = RegistryApp.Password,
                totp = Generators.Code(Encoding.ASCII.GetBytes(Published), step),
            });
            if (answer.StatusCode == HttpStatusCode.OK) return WithToken(await answer.Json());
            Assert.True(step <= DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30 + 1, "no code was taken");
        }
    }

    private async Task<Enrolment> Enrolled(string name, string password, HttpClient? client = null)
    {
        client ??= await SignedIn(name, password, null);
        var begun = await client.Done(Me + "/authenticators/totp");
        Assert.StartsWith("otpauth://totp/", (string)begun["uri"]!, StringComparison.Ordinal);
        var secret = Generators.FromBase32((string)begun["secret"]!);
        await client.Refused(Me + "/authenticators/totp/confirm", 400, "MALFORMED", new { code = "1234567" });
        var step = DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30;
        var confirmed = await client.Done(
            Me + "/authenticators/totp/confirm", new { code = Generators.Code(secret, step) });
        return new Enrolment(
            client, [.. confirmed["recoveryCodes"]!.AsArray().Select(code => (string)code!)]);
    }

    private async Task<HttpClient> SignedIn(string name, string password, string? totp) => WithToken(
        await app.Anonymous().Done(Sessions, new { userName = name, password, totp }));

    private HttpClient WithToken(JsonNode session)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }

    private sealed record Enrolment(HttpClient Client, string[] Recovery) : IDisposable
    {
        public void Dispose() => Client.Dispose();
    }
}

/// <summary>What Production demands without a setting.</summary>
public sealed class SecondFactorSettingTests
{
    [Theory]
    [InlineData(null, true, false)]
    [InlineData(null, false, true)]
    [InlineData("required", true, true)]
    [InlineData("optional", true, false)]
    public void H9_A_second_factor_is_demanded_unless_in_Development(
        string? setting, bool development, bool required) =>
        Assert.Equal(required, Read(setting, development).SecondFactorRequired);

    [Fact]
    public void H9_Production_refuses_to_start_without_it() =>
        Assert.Contains("Registry__SecondFactor",
            Assert.Throws<OrleansRegistry.Infrastructure.SettingException>(() => Read("optional", false)).Message,
            StringComparison.Ordinal);

    private static OrleansRegistry.Infrastructure.RegistryOptions Read(string? setting, bool development) =>
        new OrleansRegistry.Infrastructure.SettingsReader(
            key => key switch
            {
                "Registry__SecondFactor" => setting,
                "Registry__KeySecret" => new string('k', 40),
                _ => null,
            }).Read(development, production: !development);
}

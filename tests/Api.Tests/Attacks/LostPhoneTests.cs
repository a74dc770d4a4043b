using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>A registry whose clock the tests of lost phones move.</summary>
public sealed class LostPhoneApp() : RegistryApp("Development", Clock);

/// <summary>
/// T5: whoever has lost the phone gets back in, and nobody else does (decisions 4). Method: the manager's way and the
/// officers', with every wrong part, the old phone's objection, and the clock moved past the day.
/// </summary>
public sealed class LostPhoneTests(LostPhoneApp app) : IClassFixture<LostPhoneApp>
{
    private const string Api = HttpSteps.Api;
    private static int _phones = 1000;

    [Fact]
    public async Task T5_a_manager_s_code_the_number_and_the_new_phone_exchange_it_after_a_day()
    {
        var railway = await Railway.New(app);
        var driver = await New(railway);
        var given = await Begun(railway.Employer, railway.EmployerId, driver.RailId);
        using var anybody = app.Anonymous();
        var phone = NextPhone();
        var proof = await Proof(anybody, phone, given, driver.Number);

        var refusals = new List<string>();
        foreach (var (recovery, code, number) in new[]
        {
            ("R-00000000000000000000000000000000", given.Code, driver.Number),
            (given.Id, "00000000", driver.Number), (given.Id, given.Code, Cases.CitizenNumber()),
        })
        {
            refusals.Add((await anybody.Refused(
                $"{Api}/recoveries/{recovery}", 422, "IDENTITY_CHECK_FAILED",
                proof with { code = code, identityNumber = number }))["detail"]?.ToString() ?? "");
        }
        Assert.Single(refusals.Distinct()); // Nobody learns which part was wrong.
        await anybody.Refused(
            $"{Api}/recoveries/{given.Id}", 400, "MALFORMED", proof with { codeNew = "nothing" });
        var waiting = await anybody.Done($"{Api}/recoveries/{given.Id}", proof, HttpStatusCode.Accepted);
        var day = (await Now()).AddHours(24);
        Assert.Equal(day, DateTimeOffset.Parse((string)waiting["effectiveAt"]!));

        Assert.Contains("identity.phoneRecoveryBegun", await Kinds(driver.Client));
        Assert.Contains("identity.driverPhoneRecoveryBegun", await Kinds(railway.Employer));
        Assert.Equal(driver.Phone[^4..], await PhoneOf(driver.Client)); // Nothing has changed yet.
        proof = await Proof(anybody, NextPhone(), given, driver.Number);
        await anybody.Refused($"{Api}/recoveries/{given.Id}", 422, "IDENTITY_CHECK_FAILED", proof); // Good once.

        await Move(day.AddSeconds(-1));
        Assert.Equal(driver.Phone[^4..], await PhoneOf(driver.Client));
        await Move(day);
        using (var ended = await driver.Client.GetAsync(new Uri(Api + "/me", UriKind.Relative)))
            await ended.Problem(401, "SESSION_ENDED");
        var back = await SignedIn(phone, driver.Number);
        Assert.Equal(phone[^4..], await PhoneOf(back));
        Assert.Equal(driver.Id, (string)(await back.Get(Api + "/me"))["id"]!);
        var (requestIdNew, codeNew) = await anybody.Code(NextPhone(), "changePhone");
        await back.Refused(Api + "/me/phone", 422, "TOO_EARLY", new { requestIdNew, codeNew }); // 72 hours.
    }

    [Fact]
    public async Task T5_the_old_phone_objects_and_nothing_changes()
    {
        var railway = await Railway.New(app);
        var driver = await New(railway);
        var given = await Begun(railway.Employer, railway.EmployerId, driver.RailId);
        using var thief = app.Anonymous();
        await thief.Done($"{Api}/recoveries/{given.Id}",
            await Proof(thief, NextPhone(), given, driver.Number), HttpStatusCode.Accepted);
        var listed = (await driver.Client.Get(Api + "/me/recoveries"))["items"]!.AsArray();
        Assert.Equal(given.Id, (string)Assert.Single(listed)!["recoveryId"]!);
        using var stranger = await app.NewAccount();
        await stranger.Refused($"{Api}/me/recoveries/{given.Id}/object", 404, "NOT_FOUND");

        using var objected = await driver.Client.Post($"{Api}/me/recoveries/{given.Id}/object");
        await objected.Is(HttpStatusCode.NoContent);

        await Move((await Now()).AddHours(25));
        Assert.Equal(driver.Phone[^4..], await PhoneOf(driver.Client));
        Assert.Contains("identity.driverPhoneRecoveryObjected", await Kinds(railway.Employer));
    }

    [Fact]
    public async Task T5_a_manager_vouches_for_the_own_drivers_and_by_a_granted_letter_for_a_new_one()
    {
        var (railway, other) = (await Railway.New(app), await Railway.New(app));
        var driver = await New(railway);
        string Route(Railway by) => $"{Api}/employers/{by.EmployerId}/drivers/{driver.RailId}/phone-recovery";
        await other.Employer.Refused(Route(other), 404, "NOT_FOUND");
        await other.Employer.Refused(Route(railway), 404, "NOT_FOUND");
        await railway.Unit.Refused(Route(railway), 404, "NOT_FOUND");
        foreach (var (text, carriesOut) in new[] { ("不予办理", false), ("准予", true) })
        {
            await other.Employer.Refused(Route(other), 404, "NOT_FOUND");
            var letter = await other.Employer.Done($"{Api}/employers/{other.EmployerId}/letters",
                new { kind = "phoneChange", text = "更换手机号", railLicenceId = driver.RailId }, HttpStatusCode.Created);
            var id = letter["letters"] is JsonArray all ? (string)all[^1]!["id"]! : (string)letter["id"]!;
            await other.Centre.Done($"{Api}/letters/{id}/done", new { note = text, carriesOut });
        }
        await Begun(other.Employer, other.EmployerId, driver.RailId);
    }

    [Fact]
    public async Task T5_two_officers_who_have_seen_the_card_exchange_it_after_a_day()
    {
        var certificate = await app.Certificate();
        var number = (string)certificate["certificateNumber"]!;
        var (client, id, old) = await Account();
        await app.BindRealName(client, "测试员", number);
        var person = (string)(await client.Get(Api + "/me"))["realName"]!["personId"]!;
        var (first, _) = await app.NewOfficer();
        var phone = NextPhone();
        var (requestIdNew, codeNew) = await app.Anonymous().Code(phone, "changePhone");
        var body = new { requestIdNew, codeNew, reason = "手机丢失，本人持身份证到场" };
        var (foreign, _) = await app.NewOfficer("53");
        await foreign.Refused($"{Api}/persons/{person}/phone", 403, "OTHER_AUTHORITY", body);
        var asked = await first.Done($"{Api}/persons/{person}/phone", body, HttpStatusCode.Accepted);
        await first.Refused($"{Api}/approvals/{asked["approvalId"]}/confirm", 403, "SECOND_OFFICER");
        Assert.DoesNotContain("identity.phoneRecoveryBegun", await Kinds(client));
        var (second, _) = await app.NewOfficer();
        await second.Done($"{Api}/approvals/{asked["approvalId"]}/confirm");
        await Until(async () => (await Kinds(client)).Contains("identity.phoneRecoveryBegun"));
        Assert.Equal(old[^4..], await PhoneOf(client));

        await Move((await Now()).AddHours(25));
        var back = await SignedIn(phone, number);
        Assert.Equal(id, (string)(await back.Get(Api + "/me"))["id"]!);
        await first.Refused($"{Api}/persons/{person}/phone", 422, "TOO_EARLY", body); // 72 hours.
    }

    private sealed record ProofBody(string code, string identityNumber, string requestIdNew, string codeNew);

    private sealed record Driven(HttpClient Client, string Id, string Phone, string Number, string RailId);

    private static string NextPhone() => $"1360001{Interlocked.Increment(ref _phones)}";

    private static async Task<(string Id, string Code)> Begun(HttpClient manager, string employer, string railId)
    {
        var given = await manager.Done($"{Api}/employers/{employer}/drivers/{railId}/phone-recovery");
        return ((string)given["recoveryId"]!, (string)given["code"]!);
    }

    private static async Task<ProofBody> Proof(
        HttpClient client, string phone, (string Id, string Code) given, string number)
    {
        var (requestIdNew, codeNew) = await client.Code(phone, "changePhone");
        return new ProofBody(given.Code, number, requestIdNew, codeNew);
    }

    private async Task<(HttpClient Client, string Id, string Phone)> Account()
    {
        var (name, phone) = ("holder." + Guid.NewGuid().ToString("N")[..12], NextPhone());
        var client = await app.Opened(new Account(
            "", name, phone, Roles.Holder, null, Desks.None, null, MustChangePassword: false, Disabled: false));
        using var agreed = await client.Post(
            Api + "/me/agreements", new { agreements = await client.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        return (client, (string)(await client.Get(Api + "/me"))["id"]!, phone);
    }

    private async Task<Driven> New(Railway railway)
    {
        var number = Cases.CitizenNumber();
        var made = await railway.Nra.Done(Railway.Licences, new
        {
            holder = new { name = "张测试", identityNumber = number },
            employer = new { employerId = railway.EmployerId },
            licence = new
            {
                classes = new[] { new { @class = "J5", grantedOn = "2014-04-01" } },
                validFrom = "2020-04-01", validTo = "2026-03-31",
            },
        }, HttpStatusCode.Created);
        var (client, id, phone) = await Account();
        await app.BindRealName(client, "张测试", number);
        return new Driven(client, id, phone, number, (string)made["id"]!);
    }

    private async Task<HttpClient> SignedIn(string phone, string number)
    {
        var client = app.Anonymous();
        var (requestId, code) = await client.Code(phone);
        var session = await client.Done(Api + "/sessions", new { requestId, code, identityLastSix = number[^6..] });
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        return client;
    }

    private async Task<DateTimeOffset> Now()
    {
        using var client = app.Anonymous();
        return DateTimeOffset.Parse((string)(await client.Get("/dev/clock"))["now"]!);
    }

    private async Task Move(DateTimeOffset to)
    {
        using var client = app.Anonymous();
        await client.Done("/dev/clock", new { to });
    }

    private static async Task<string> PhoneOf(HttpClient client) =>
        ((string)(await client.Get(Api + "/me"))["phone"]!)[^4..];

    private static async Task<string[]> Kinds(HttpClient client) =>
        [.. (await client.Get(Api + "/me/notices"))["items"]!.AsArray().Select(one => (string)one!["kind"]!)];

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

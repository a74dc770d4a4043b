using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Natural persons by phone (http.md 9): codes by request and purpose, accounts, another phone.</summary>
[Collection(Shared.Name)]
public sealed class PhoneTests(RegistryApp app)
{
    private const string Api = HttpSteps.Api;

    [Fact]
    public async Task Asking_for_a_code_is_always_answered_the_same()
    {
        using var client = app.Anonymous();
        foreach (var phone in new[] { "13900000001", "12345", "13900000001" })
        {
            var answer = await client.Done(Api + "/verification-codes", new { phone }, HttpStatusCode.Accepted);
            Assert.Equal(["requestId", "resendAfter"], answer.AsObject().Select(member => member.Key));
            Assert.Equal(60, (int)answer["resendAfter"]!);
            Assert.Matches("^C-[0-9A-F]{32}$", (string)answer["requestId"]!);
        }
        await client.Refused(Api + "/verification-codes", 400, "MALFORMED",
            new { phone = "13900000001", purpose = "somethingElse" });
    }

    [Fact]
    public async Task A_natural_person_opens_an_account_by_phone_and_code_once()
    {
        const string phone = "13600000077";
        using var client = app.Anonymous();
        var (requestId, code) = await client.Code(phone, "register");
        var without = await client.Refused(Api + "/accounts", 400, "MALFORMED", new { requestId, code });
        Assert.NotNull(without["errors"]!["agreements"]);
        var opened = await client.Done(
            Api + "/accounts", new { requestId, code, agreements = await client.Agreements() }, HttpStatusCode.Created);
        Assert.Equal("136****0077", (string)opened["phone"]!);
        Assert.Equal(["holder"], opened["roles"]!.AsArray().Select(role => (string)role!));
        await client.Refused(Api + "/accounts", 400, "MALFORMED", new { requestId, code });

        (requestId, code) = await client.Code(phone, "register"); // Forgot that there is one: signed in.
        var again = await client.Done(Api + "/accounts", new { requestId, code }, HttpStatusCode.OK);
        Assert.Equal((string)opened["id"]!, (string)again["id"]!);
        client.DefaultRequestHeaders.Authorization = new("Bearer", (string)again["session"]!["token"]!);
        Assert.Equal((string)opened["id"]!, (string)(await client.Get(Api + "/me"))["id"]!);
    }

    [Fact]
    public async Task Agreements_are_read_in_both_languages_and_due_to_whoever_never_agreed()
    {
        using var client = app.Anonymous();
        var zh = (await client.Get(Api + "/agreements"))["items"]!.AsArray();
        Assert.Equal(["id", "version", "title", "text"], zh[0]!.AsObject().Select(member => member.Key));
        Assert.Equal(("用户协议", "隐私政策"), ((string)zh[0]!["title"]!, (string)zh[1]!["title"]!));
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Equal("Privacy policy", (string)(await client.Get(Api + "/agreements"))["items"]![1]!["title"]!);

        using var holder = await app.NewAccount(agrees: false);
        using var due = await holder.GetAsync(new Uri(Api + "/me", UriKind.Relative));
        await due.Problem(403, "AGREEMENT_DUE");
        await holder.Refused(Api + "/me/agreements", 400, "MALFORMED",
            new { agreements = new[] { new { id = "userAgreement", version = "1999" } } });
        using var agreed = await holder.Post(Api + "/me/agreements", new { agreements = await holder.Agreements() });
        await agreed.Is(HttpStatusCode.NoContent);
        await holder.Get(Api + "/me");
    }

    [Fact]
    public async Task H2_a_code_is_worth_nothing_without_its_request()
    {
        const string phone = "13600000078";
        using var client = app.Anonymous();
        var (requestId, code) = await client.Code(phone, "register");
        await client.Done(
            Api + "/accounts", new { requestId, code, agreements = await client.Agreements() }, HttpStatusCode.Created);

        (requestId, code) = await client.Code(phone);
        await client.Refused(Api + "/sessions", 400, "MALFORMED", new { code });
        await client.Refused(Api + "/sessions", 400, "UNKNOWN_FIELD", new { phone, code });
        await client.Refused(Api + "/accounts", 400, "UNKNOWN_FIELD", new { phone, code });
        await client.Refused(Api + "/accounts", 400, "MALFORMED", new { requestId, code }); // For another purpose.
        await client.Refused(Api + "/sessions", 401, "NOT_SIGNED_IN",
            new { requestId = requestId[..^1] + "x", code });
        await client.Done(Api + "/sessions", new { requestId, code });
        await client.Refused(Api + "/sessions", 401, "NOT_SIGNED_IN", new { requestId, code });
    }

    [Fact]
    public async Task M8_sessions_and_devices_are_listed_and_ended()
    {
        using var holder = await app.NewAccount();
        var sessions = (await holder.Get(Api + "/me/sessions"))["items"]!.AsArray();
        Assert.True((bool)Assert.Single(sessions)!["current"]!);
        var device = Assert.Single((await holder.Get(Api + "/me/devices"))["items"]!.AsArray());
        foreach (var (path, status) in new[]
        {
            ("/me/sessions/S-0", 404), ($"/me/devices/{device!["id"]}", 204), ("/sessions/current", 204),
        })
        {
            using var answer = await holder.DeleteAsync(new Uri(Api + path, UriKind.Relative));
            Assert.Equal(status, (int)answer.StatusCode);
        }
        using var ended = await holder.GetAsync(new Uri(Api + "/me", UriKind.Relative));
        await ended.Problem(401, "SESSION_ENDED");
    }

    [Fact]
    public async Task H1_moving_to_another_phone_takes_the_codes_of_both()
    {
        using var holder = app.Anonymous();
        var (requestId, code) = await holder.Code("13600000079", "register");
        var opened = await holder.Done(
            Api + "/accounts", new { requestId, code, agreements = await holder.Agreements() }, HttpStatusCode.Created);
        holder.DefaultRequestHeaders.Authorization = new("Bearer", (string)opened["session"]!["token"]!);

        var (requestIdNew, codeNew) = await holder.Code("13711112222", "changePhone");
        var alone = await holder.Refused(Api + "/me/phone", 400, "MALFORMED", new { requestIdNew, codeNew });
        Assert.NotNull(alone["errors"]!["codeOld"]);
        var (requestIdOld, codeOld) = await holder.Code("13600000079", "changePhone");
        using var moved = await holder.Post(
            Api + "/me/phone", new { requestIdOld, codeOld, requestIdNew, codeNew });
        await moved.Is(HttpStatusCode.NoContent);

        using var ended = await holder.GetAsync(new Uri(Api + "/me", UriKind.Relative));
        await ended.Problem(401, "SESSION_ENDED");
        (requestId, code) = await holder.Code("13711112222");
        await holder.Done(Api + "/sessions", new { requestId, code });
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Infrastructure.Notices;
using OrleansRegistry.Infrastructure.Tests.Notices;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Alone;

/// <summary>
/// H11: in Production no natural person could open an account or sign in, for nothing could be set that sends codes.
/// Method: the built program as a process in Production, and a gateway for texts on this machine.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class ProductionSignInTests : IDisposable
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Phone = "13800000001";
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task H11_a_natural_person_opens_an_account_and_signs_in_by_texts()
    {
        await using var gateway = await Receiver.Start(503, 202); // The first try of all is in vain.
        await using var silo = await LoneSilo.Start(_scratch["data"], null, null, Production(
            ("Registry__Sms__Url", gateway.Url.ToString()), ("Registry__Sms__Secret", Secret),
            ("Registry__TrustedProxies", "127.0.0.1")));
        // In December the calendar of the next year may be missing as well: the clock is the machine's.
        Assert.DoesNotContain("noCodeSender", (await silo.Http.Get("/readyz"))["warnings"]!.AsArray()
            .Select(warning => (string)warning!));

        var opened = await silo.Http.Done(HttpSteps.Api + "/accounts", await Code("register"), HttpStatusCode.Created);
        Assert.NotEmpty((string)opened["session"]!["token"]!);
        silo.Http.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7"); // From elsewhere: no minute to wait.
        await silo.Http.Done(HttpSteps.Api + "/sessions", await Code("signIn"));
        Assert.Equal(2, gateway.All.Count(got => got.Standard.Id == gateway.All.First().Standard.Id)); // Tried again.
        Assert.All(gateway.All, got => Assert.True(WebhookSignature.IsRight(
            WebhookSignature.Key(Secret), got.Standard.Id!, got.Standard.Timestamp!, got.Standard.Signature!, got.Body,
            DateTimeOffset.UtcNow)));

        var message = (string)Texts().Last()["id"]!;
        await Receipt(message, "delivered", HttpStatusCode.NoContent);
        await Receipt(message, "failed", HttpStatusCode.Unauthorized, secret: "whsec_AAEC");
        await Receipt(message, "failed", HttpStatusCode.Unauthorized, old: TimeSpan.FromMinutes(6));
        var metrics = await silo.Http.GetStringAsync("/metrics");
        foreach (var (outcome, number) in new[] { ("sent", 2), ("delivered", 1), ("undelivered", 0), ("givenUp", 0) })
            Assert.Contains($"registry_texts_total{{outcome=\"{outcome}\"}} {number}\n", metrics,
                StringComparison.Ordinal);

        async Task<object> Code(string purpose)
        {
            var before = Texts().Select(text => (string)text["id"]!).ToHashSet();
            var asked = await silo.Http.Done(HttpSteps.Api + "/verification-codes", new { phone = Phone, purpose },
                HttpStatusCode.Accepted);
            JsonNode? text = null;
            await LoneSilo.Until(TimeSpan.FromSeconds(20), () => Task.FromResult(
                (text = Texts().FirstOrDefault(one => !before.Contains((string)one["id"]!))) is not null
                    && gateway.All.Count > 1));
            Assert.Equal(($"code.{purpose}", Phone), ((string)text!["kind"]!, (string)text["phone"]!));
            var given = new JsonObject
            {
                ["requestId"] = (string)asked["requestId"]!, ["code"] = ((string)text["text"]!)[4..10],
            };
            if (purpose == "register") given["agreements"] = Agreed(
                await silo.Http.Get(HttpSteps.Api + "/agreements"));
            return given.ToJsonString();
        }

        static JsonArray Agreed(JsonNode agreements) => [.. agreements["items"]!.AsArray().Select(
            one => new JsonObject { ["id"] = (string)one!["id"]!, ["version"] = (string)one["version"]! })];

        IEnumerable<JsonNode> Texts() => gateway.All.Select(got => JsonNode.Parse(got.Body)!);

        async Task Receipt(
            string id, string state, HttpStatusCode status, string secret = Secret, TimeSpan old = default)
        {
            var body = JsonSerializer.Serialize(new { id, state });
            var at = DateTimeOffset.UtcNow - old;
            var signature = WebhookSignature.Of(
                WebhookSignature.Key(secret), "r-1", at, Encoding.UTF8.GetBytes(body));
            using var answer = await silo.Http.Post("/hooks/sms", body,
                (WebhookSignature.IdHeader, "r-1"), (WebhookSignature.TimestampHeader, WebhookSignature.Second(at)),
                (WebhookSignature.SignatureHeader, signature));
            await answer.Is(status);
        }
    }

    [Fact]
    public async Task H11_without_a_gateway_the_silo_is_ready_and_says_what_is_missing()
    {
        await using var silo = await LoneSilo.Start(_scratch["data"], null, null, Production());
        var ready = await silo.Http.Get("/readyz");
        Assert.Equal("ready", (string)ready["status"]!);
        Assert.Contains("noCodeSender", ready["warnings"]!.AsArray().Select(warning => (string)warning!));
        Assert.Contains("registry_warning{warning=\"noCodeSender\"} 1\n", await silo.Http.GetStringAsync("/metrics"),
            StringComparison.Ordinal);
        Assert.Contains("No sender of verification codes is set", silo.Log, StringComparison.Ordinal);
        await silo.Http.Refused("/hooks/sms", 404, "NOT_FOUND", new { id = "x", state = "delivered" });
        using var codes = await silo.Http.GetAsync(new Uri("/dev/codes", UriKind.Relative));
        await codes.Problem(404, "NOT_FOUND");
    }

    private static (string, string?)[] Production(params (string, string?)[] more) =>
        [("ASPNETCORE_ENVIRONMENT", "Production"), ("Registry__KeySecret", new string('k', 40)), .. more];
}

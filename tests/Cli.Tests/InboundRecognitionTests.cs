using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Verification;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Tests.Running;
using static OrleansRegistry.Tests.Running.Cli;

namespace OrleansRegistry.Cli.Tests;

/// <summary>
/// Goal: what another province's registry issues is recognised here (rules.md C.1, Y-04). Method: two registries in two
/// processes. One plays Chongqing, by a charter scheme of its own and a trip of its vehicles; its code is read off the
/// sheet, and its published keys stand on a trust list that a root signs. The other is Yunnan's.
/// </summary>
public sealed partial class InboundRecognitionTests : IDisposable
{
    private const string Password = "Ein-gutes-Wort-von-uns", Another = "Ein-anderes-Wort-von-uns";
    private readonly Scratch _scratch = new();
    private readonly Province _root = new("00", "mot1");

    public void Dispose()
    {
        _root.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task A_certificate_of_Chongqings_registry_is_valid_in_Yunnan_by_the_keys_that_Chongqing_publishes()
    {
        var trip = await TripOfChongqing(_scratch["chongqing"]);
        string token;
        JsonNode keys;
        await using (var chongqing = await LoneSilo.Start(_scratch["chongqing"]))
        {
            await SignIn(chongqing, "root", Password);
            await Done(chongqing, "/api/v1/accounts/officers", new
            {
                userName = "officer.chongqing", authority = "50", system = "charter", password = Password,
            }, HttpStatusCode.Created);
            await SignIn(chongqing, "officer.chongqing", Password);
            var sheet = await chongqing.Http.GetStringAsync($"/api/v1/trips/{trip}/certificate.svg");
            token = Code().Match(sheet).Groups[1].Value;
            keys = JsonNode.Parse(await chongqing.Http.GetStringAsync("/.well-known/jwks.json"))!["keys"]!;
            Assert.Equal("valid", (string)(await Verified(chongqing, token))["result"]!);
        }

        Directory.CreateDirectory(_scratch["yunnan"]);
        await File.WriteAllTextAsync(Path.Combine(_scratch["yunnan"], "trust-roots.json"),
            new JsonObject { ["keys"] = new JsonArray(_root.Jwk()) }.ToJsonString());
        await using var yunnan = await LoneSilo.Start(_scratch["yunnan"]);
        Assert.Equal("noTrustList", (string)(await Verified(yunnan, token))["reason"]!);

        await yunnan.SignIn("admin");
        await Done(yunnan, "/api/v1/trust-lists", new { list = ListOf(keys, "2026-08-28T06:00") });
        var verdict = await Verified(yunnan, token);
        Assert.Equal(("valid", null, "50", "重庆"), ((string)verdict["result"]!, (string?)verdict["reason"],
            (string)verdict["issuer"]!["province"]!, (string)verdict["issuer"]!["name"]!));
        Assert.StartsWith("渝", (string)verdict["subject"]!["plate"]!, StringComparison.Ordinal);

        await Done(yunnan, "/api/v1/trust-lists", new { list = ListOf(keys, "2026-08-28T07:00", trip + ".1") });
        Assert.Equal("revokedByIssuer", (string)(await Verified(yunnan, token))["reason"]!);
    }

    /// <summary>A registry with a received trip of a bus of Chongqing and an administrator; gives the trip.</summary>
    private async Task<string> TripOfChongqing(string data)
    {
        Directory.CreateDirectory(data);
        var charter = JsonNode.Parse(CharterRulebook.Embedded.Text)!;
        charter["version"] = "chongqing.1";
        charter["schemes"]![0]!["home"] = "50";
        await File.WriteAllTextAsync(Path.Combine(data, "charter.json"), charter.ToJsonString());
        var file = _scratch["rows.jsonl"];
        await Ends(0, "sample", file, "--certificates", "1200", "--operators", "60", "--vehicles", "900",
            "--today", "2026-08-28", "--seed", "5");
        var rows = (await File.ReadAllLinesAsync(file)).Select(line => JsonNode.Parse(line)!).ToArray();
        var trip = rows.Select(row => row["trip"]).First(row =>
            row is not null && (string)row["status"]! == "inProgress" && ((string)row["authority"]!)[..2] == "53")!;
        var drivers = trip["drivers"]!.AsArray().Select(one => (string)one!["identityNumber"]!).ToHashSet();
        var wanted = rows.Where(row =>
            (string?)row["operator"]?["creditCode"] == (string)trip["creditCode"]!
            || (string?)row["vehicle"]?["plate"] == (string)trip["plate"]!
            || (row["holder"] is { } holder && drivers.Contains((string)holder["identityNumber"]!))).ToList();
        foreach (var carrier in wanted.Select(row => row["operator"]).OfType<JsonNode>())
            carrier["drivers"] = new JsonArray([.. carrier["drivers"]!.AsArray()
                .Where(one => drivers.Contains((string)one!["identityNumber"]!)).Select(one => one!.DeepClone())]);
        trip["medium"] = "electronic";
        trip["status"] = "received";
        trip["destination"] = new JsonObject { ["region"] = "5301", ["place"] = "昆明" };
        trip["drivers"]![0]!["receivedAt"] = "2026-08-26T10:00:00+00:00";
        wanted.Add(new JsonObject { ["trip"] = trip.DeepClone() });
        await File.WriteAllLinesAsync(file, wanted.Select(row => row.ToJsonString(_plain)
            .Replace("\"authority\":\"53", "\"authority\":\"50", StringComparison.Ordinal)
            .Replace("\"origin\":{\"region\":\"53", "\"origin\":{\"region\":\"50", StringComparison.Ordinal)
            .Replace("\"plate\":\"云", "\"plate\":\"渝", StringComparison.Ordinal)));
        var receipts = _scratch["receipts.csv"];
        var imported = await Run("import", file, "--data", data, "--receipt", receipts);
        Assert.True(imported.ExitCode == 0, imported + "\n" + await File.ReadAllTextAsync(receipts));
        var made = await RunWith([("REGISTRY_PASSWORD", Password)], "create-admin", "--name", "root", "--data", data);
        Assert.True(made.ExitCode == 0, made.ToString());
        return Receipt.Read(receipts).Single(receipt => receipt.Id.StartsWith("T-", StringComparison.Ordinal)).Id;
    }

    private static readonly System.Text.Json.JsonSerializerOptions _plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string ListOf(JsonNode keys, string issuedAt, params string[] revoked) => _root.List(
        issuedAt, "2026-09-27T06:00", new JsonObject
        {
            ["iss"] = "50", ["keys"] = keys.DeepClone(),
            ["revoked"] = new JsonArray([.. revoked.Select(id => JsonValue.Create(id))]),
        });

    private static async Task<JsonNode> Verified(LoneSilo silo, string token) =>
        JsonNode.Parse(await silo.Http.GetStringAsync($"/api/v1/verify/{token}"))!;

    /// <summary>Signs in; a password that must be changed is changed, and signed in with.</summary>
    private static async Task SignIn(LoneSilo silo, string userName, string password)
    {
        var session = await Done(silo, "/api/v1/sessions", new { userName, password }, null);
        silo.Http.DefaultRequestHeaders.Authorization = new("Bearer", (string)session["token"]!);
        if (session["mustChangePassword"] is not { } must || !(bool)must) return;
        using var changed = await silo.Http.PostAsJsonAsync(
            "/api/v1/me/password", new { oldPassword = password, newPassword = Another });
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        await SignIn(silo, userName, Another);
    }

    private static async Task<JsonNode> Done(
        LoneSilo silo, string path, object body, HttpStatusCode? status = HttpStatusCode.OK)
    {
        using var answer = await silo.Http.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(status is null ? answer.IsSuccessStatusCode : answer.StatusCode == status, text);
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex("/v/([A-Za-z0-9_.-]+)")]
    private static partial Regex Code();
}

using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>
/// Certificates of other provinces over HTTP (rules.md C.1, C.5; docs/adr/0052, 0054), from the root that signs their
/// keys to the page that an officer sees: whatever cannot be determined is unknown, and its page is never green.
/// </summary>
public sealed class InboundTests : IAsyncLifetime
{
    private const string Lists = HttpSteps.Api + "/trust-lists", Before = "2026-02-12T06:00", Next = "2026-03-30T06:00";
    private static readonly string[] _valid = ["2026-02-13T08:00", "2026-03-31T20:00"];

    private readonly Province _root = new(
        "00", "mot1"), _chongqing = new("50", "cq7"), _sichuan = new("51", "sc1"), _guizhou = new("52", "gz1");
    private readonly Rooted _app;
    private HttpClient _admin = null!, _officer = null!;

    public InboundTests() => _app = new Rooted(_root.Jwk());

    [Fact]
    public async Task Without_a_list_nobody_elses_certificate_is_valid()
    {
        await Is(Bus(_chongqing), "unknown", "noTrustList");
        await Is(Bus(_sichuan, "川A12345"), "unknown", "noTrustList");
        await Is(Bus(_guizhou, "贵A12345"), "unknown", "issuerNotEnabled");
        using var none = await _admin.GetAsync(Lists);
        await none.Problem(404, "NOT_FOUND");
    }

    [Fact]
    public async Task
        A_list_that_no_root_has_signed_or_that_is_changed_or_of_another_time_is_refused_and_changes_nothing()
    {
        using var other = new Province("00", "mot1");
        using var stranger = new Province("00", "mot2");
        var good = _root.List(Before, Next, _chongqing.Entry());
        var parts = good.Split('.');
        var rows = new (string What, string List)[]
        {
            ("another key under the root's name", other.List(Before, Next, _chongqing.Entry())),
            ("a root that is not configured", stranger.List(Before, Next, _chongqing.Entry())),
            ("a province that signs for itself", _chongqing.List(Before, Next, _chongqing.Entry())),
            ("another content under a good signature",
                $"{parts[0]}.{_root.List(Before, Next, _sichuan.Entry()).Split('.')[1]}.{parts[2]}"),
            ("no signature at all", $"{Province.Text("""{"alg":"none"}""")}.{parts[1]}."),
            ("another algorithm in the header",
                _root.Signed(_root.List(Before, Next).Split('.')[1], """{"alg":"HS256","kid":"mot1"}""")),
            ("cut off", good[..^1]),
            ("issued in the future", _root.List("2026-02-13T09:06", Next, _chongqing.Entry())),
            ("its next update is over", _root.List(Before, "2026-02-13T09:00", _chongqing.Entry())),
            ("a province twice", _root.List(Before, Next, _chongqing.Entry(), _chongqing.Entry())),
            ("a private key in it",
                _root.List(Before, Next, With(_chongqing.Entry(), entry => entry["keys"]![0]!["d"] = "AA"))),
            ("a member that nobody knows",
                _root.List(Before, Next, With(_chongqing.Entry(), entry => entry["note"] = "x"))),
            ("not a document that it revokes", _root.List(Before, Next, _chongqing.Entry("everything"))),
        };
        foreach (var (what, list) in rows)
        {
            using var answer = await _admin.Post(Lists, new { list });
            Assert.True((int)answer.StatusCode == 400, $"{what}: {answer.StatusCode}");
            Assert.NotNull((await answer.Problem(400, "MALFORMED"))["errors"]!["list"]);
        }
        await Is(Bus(_chongqing), "unknown", "noTrustList");

        await (await _app.As("officer.yunnan")).Refused(Lists, 403, "NOT_ALLOWED", new { list = good });
        Assert.Equal(1, (int)(await Accept(good))["version"]!);
        await _admin.Refused(
            Lists, 409, "WRONG_STATE", new { list = _root.List("2026-02-12T05:59", Next, _sichuan.Entry()) });
        await Is(Bus(_chongqing), "valid", null);
    }

    [Fact]
    public async Task What_each_certificate_is_worth_with_a_fresh_list()
    {
        var list = await Accept(
            _root.List(Before, Next, _chongqing.Entry("T-CQ000009.1"), _sichuan.Entry(), _guizhou.Entry()));
        Assert.Equal(("mot1", false), ((string)list["root"]!, (bool)list["stale"]!));
        using var forger = new Province("50", "cq7");
        using var unlisted = new Province("50", "cq8");
        var good = Bus(_chongqing);
        var rows = new (string What, string Token, string Result, string? Reason)[]
        {
            ("Chongqing's", good, "valid", null),
            ("Sichuan's", Bus(_sichuan, "川A12345"), "valid", null),
            ("before its first instant",
                _chongqing.Certificate("T-CQ000002.1", "渝A12345", "2026-02-13T09:01", "2026-02-14T20:00"),
                "notStarted", null),
            ("from its first instant",
                _chongqing.Certificate("T-CQ000002.1", "渝A12345", "2026-02-13T09:00", "2026-02-14T20:00"),
                "valid", null),
            ("at its end",
                _chongqing.Certificate("T-CQ000002.1", "渝A12345", "2026-02-12T09:00", "2026-02-13T09:00"),
                "expired", null),
            ("taken back by its province",
                _chongqing.Certificate("T-CQ000009.1", "渝A12345", _valid[0], _valid[1]), "revoked", "revokedByIssuer"),
            ("the next version of what was taken back",
                _chongqing.Certificate("T-CQ000009.2", "渝A12345", _valid[0], _valid[1]), "valid", null),
            ("another key under Chongqing's name", Bus(forger), "unknown", "badSignature"),
            ("a key that the list has not", Bus(unlisted), "unknown", "unknownKey"),
            ("Sichuan's key for Chongqing",
                _sichuan.Certificate("T-CQ000001.1", "渝A12345", _valid[0], _valid[1], issuer: "50"),
                "unknown", "unknownKey"),
            ("the root for Chongqing",
                _root.Certificate("T-CQ000001.1", "渝A12345", _valid[0], _valid[1], issuer: "50"),
                "unknown", "unknownKey"),
            ("another plate under a good signature",
                Spliced(good, _chongqing.Certificate("T-CQ000001.1", "渝A99999", _valid[0], _valid[1])),
                "unknown", "badSignature"),
            ("a letter changed", good[..^5] + (good[^5] == 'A' ? 'B' : 'A') + good[^4..], "unknown", "badSignature"),
            ("without a plate",
                _chongqing.Signed("""{"iss":"50","sub":"T-CQ000001.1","exp":1774958400,"n":60000}"""),
                "unknown", "plateMissing"),
            ("Chongqing for a driver",
                _chongqing.Certificate("Q-CQ000001.1", "渝A12345", _valid[0], _valid[1]), "unknown", "unknownKey"),
            ("Guizhou's, which issues none yet", Bus(_guizhou, "贵A12345"), "unknown", "issuerNotEnabled"),
            ("Guangxi's in Guizhou's hand",
                _guizhou.Certificate("T-GX000001.1", "桂A12345", _valid[0], _valid[1], issuer: "45"),
                "unknown", "issuerNotEnabled"),
            ("Tibet's in Guizhou's hand",
                _guizhou.Certificate("T-XZ000001.1", "藏A12345", _valid[0], _valid[1], issuer: "54"),
                "unknown", "issuerNotEnabled"),
            ("Guangdong's, outside the scope",
                _guizhou.Certificate("T-GD000001.1", "粤A12345", _valid[0], _valid[1], issuer: "44"),
                "unknown", "issuerNotEnabled"),
            ("of a province that is none",
                _guizhou.Certificate("T-GD000001.1", "粤A12345", _valid[0], _valid[1], issuer: "99"),
                "unknown", "issuerNotEnabled"),
            ("Yunnan's own in Chongqing's hand",
                _chongqing.Certificate("T-YN000001.1", "云A12345", _valid[0], _valid[1], issuer: "53"),
                "unknown", "unknownKey"),
        };
        foreach (var (what, token, result, reason) in rows) await Is(token, result, reason, what);

        var verdict = await _officer.Get($"{HttpSteps.Api}/verify/{good}");
        Assert.Equal("2026-02-12T06:00:00+08:00", (string)verdict["asOf"]!);
        Assert.Equal(
            ("渝A12345", "2026-03-31T20:00:00+08:00"),
            ((string)verdict["subject"]!["plate"]!, (string)verdict["subject"]!["validUntil"]!));
        Assert.Equal(("50", "重庆", true), ((string)verdict["issuer"]!["province"]!,
            (string)verdict["issuer"]!["name"]!,
            (bool)verdict["issuer"]!["enabled"]!));
    }

    [Fact]
    public async Task What_was_valid_a_moment_ago_is_so_no_more_when_a_newer_list_takes_it_or_its_key_back()
    {
        var (one, other) = (Bus(_chongqing), Bus(_sichuan, "川A12345"));
        await Accept(_root.List(Before, Next, _chongqing.Entry(), _sichuan.Entry()));
        await Is(one, "valid", null);
        await Is(other, "valid", null);
        await Accept(_root.List("2026-02-13T06:00", Next, _chongqing.Entry("T-50000001.1")));
        await Is(one, "revoked", "revokedByIssuer");
        await Is(other, "unknown", "unknownIssuer");
        using var next = new Province("50", "cq7");
        await Accept(_root.List("2026-02-13T07:00", Next, next.Entry()));
        await Is(one, "unknown", "badSignature");
        await Is(Bus(next), "valid", null);
    }

    [Theory]
    [InlineData("2026-02-16T12:00", "2026-02-16T11:59")]
    [InlineData("2026-03-30T06:00", "2026-02-19T06:00")]
    public async Task An_old_list_says_nothing_any_more_until_the_next_one_is_there(string next, string lastGood)
    {
        await Accept(_root.List(Before, next, _chongqing.Entry()));
        var token = Bus(_chongqing);
        await MoveTo(lastGood);
        await Is(token, "valid", null);
        await MoveTo(DateTimeOffset.Parse(lastGood, null).AddMinutes(1).ToString("yyyy-MM-ddTHH:mm", null));
        await Is(token, "unknown", "trustListStale");
        Assert.True((bool)(await _admin.Get(Lists))["stale"]!);
        await Accept(_root.List(lastGood, "2026-04-01T00:00", _chongqing.Entry()));
        await Is(token, "valid", null);
    }

    [Fact]
    public async Task A_province_that_begins_to_issue_is_a_line_of_data_and_counts_from_its_instant()
    {
        await Accept(_root.List(Before, Next, _guizhou.Entry()));
        var token = Bus(_guizhou, "贵A12345");
        var tables = JsonNode.Parse(Domain.Rules.CharterRulebook.Embedded.Text)!;
        tables["version"] = "2026-02-13.1";
        tables["capabilities"]!.AsArray().Add(
            new JsonObject { ["code"] = "52", ["from"] = "2026-02-14T08:00:00+08:00", ["law"] = "通知" });
        await File.WriteAllTextAsync(Path.Combine(_app.Folder, "charter.json"), tables.ToJsonString());
        await _admin.Done(HttpSteps.Api + "/admin/rules/reload", new { });
        await MoveTo("2026-02-14T07:59");
        await Is(token, "unknown", "issuerNotEnabled");
        await MoveTo("2026-02-14T08:00");
        await Is(token, "valid", null);
    }

    private static string Bus(Province issuer, string plate = "渝A12345") =>
        issuer.Certificate("T-50000001.1", plate, _valid[0], _valid[1]);

    private static string Spliced(string signed, string wanted) =>
        $"{signed.Split('.')[0]}.{wanted.Split('.')[1]}.{signed.Split('.')[2]}";

    private static JsonObject With(JsonObject entry, Action<JsonObject> change)
    {
        change(entry);
        return entry;
    }

    private Task<JsonNode> Accept(string list) => _admin.Done(Lists, new { list });

    private async Task MoveTo(string local) => await _officer.Done("/dev/clock", new { to = local + ":00+08:00" });

    /// <summary>As a stranger's program and as a stranger's telephone see it.</summary>
    private async Task Is(string token, string result, string? reason, string what = "")
    {
        var verdict = await _officer.Get($"{HttpSteps.Api}/verify/{token}");
        Assert.Equal((what, result, reason), (what, (string)verdict["result"]!, (string?)verdict["reason"]));
        var page = await _officer.GetStringAsync("/v/" + token);
        Assert.Equal(
            (what, result == "valid"), (what, page.Contains("<header class=\"good\">", StringComparison.Ordinal)));
        if (result == "unknown") Assert.True(verdict["subject"] is null
            && page.Contains("<header class=\"ask\">", StringComparison.Ordinal), what);
    }

    public async ValueTask InitializeAsync()
    {
        await _app.InitializeAsync();
        (_admin, _officer) = (await _app.As("admin"), _app.Anonymous());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var issuer in new[] { _root, _chongqing, _sichuan, _guizhou }) issuer.Dispose();
    }

    /// <summary>A registry whose data folder names one trust root.</summary>
    private sealed class Rooted : RegistryApp
    {
        public Rooted(JsonObject root)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(
                Path.Combine(Folder, "trust-roots.json"),
                new JsonObject { ["keys"] = new JsonArray(root) }.ToJsonString());
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Certificates;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Tests.Verification;

/// <summary>
/// Charter certificates of other provinces: a root signs the list of their keys, they sign what their drivers show.
/// Whatever is missing, stale, not enabled or not theirs is unknown and never valid.
/// </summary>
public sealed class InboundTests
{
    private const string Now = "2026-02-13T12:00";
    private static readonly Signer _root = new("mot1"), _chongqing = new("cq7"), _sichuan = new("sc1");
    private static readonly Actor _admin = new("admin", Roles.Administrator, Channel.Http);

    private static readonly TokenClaims _bus = new("50",
        new CredentialId(CredentialKind.CharterCertificate, new EntityId(EntityKind.Trip, "T-CQ000001"), 1),
        At("2026-02-13T08:00"),
        At("2026-02-14T20:00"))
    {
        Plate = "渝A12345",
    };

    [Theory]
    [InlineData("2026-02-13T07:59", VerdictResult.NotStarted)]
    [InlineData("2026-02-13T08:00", VerdictResult.Valid)]
    [InlineData("2026-02-14T19:59", VerdictResult.Valid)]
    [InlineData("2026-02-14T20:00", VerdictResult.Expired)]
    public void Chongqings_certificate_is_what_its_time_says_as_of_the_list(string at, VerdictResult expected)
    {
        var verdict = Verify(_chongqing.Sign(_bus), List("2026-02-12T06:00"), at);
        Assert.Equal((expected, null), (verdict.Result, verdict.Reason));
        Assert.Equal(At("2026-02-12T06:00"), verdict.AsOf);
        Assert.Equal("渝A12345", verdict.Subject!.Plate);
    }

    [Theory]
    [InlineData("52", VerdictReason.IssuerNotEnabled)]
    [InlineData("45", VerdictReason.IssuerNotEnabled)]
    [InlineData("54", VerdictReason.IssuerNotEnabled)]
    [InlineData("44", VerdictReason.IssuerNotEnabled)]
    [InlineData("99", VerdictReason.IssuerNotEnabled)]
    public void Provinces_that_have_none_yet_are_not_enabled_whoever_signed(string province, VerdictReason reason) =>
        Unknown(Verify(_chongqing.Sign(_bus with { Issuer = province }), List("2026-02-12T06:00"), Now), reason);

    [Fact]
    public void A_key_counts_for_its_own_province_alone()
    {
        var list = List("2026-02-12T06:00");
        Unknown(Verify(_sichuan.Sign(_bus), list, Now), VerdictReason.UnknownKey);
        Unknown(Verify(new Signer("cq7").Sign(_bus), list, Now), VerdictReason.BadSignature);
        Assert.Equal(
            VerdictResult.Valid,
            Verify(_sichuan.Sign(_bus with { Issuer = "51", Plate = "川A12345" }), list, Now).Result);
        var certificate = _bus.Subject with
        {
            Kind = CredentialKind.PractitionerCertificate,
            Entity = new EntityId(EntityKind.Certificate, "Q-1"),
        };
        Unknown(Verify(_chongqing.Sign(_bus with { Subject = certificate }), list, Now), VerdictReason.UnknownIssuer);
    }

    [Fact]
    public void Without_a_list_with_a_stale_one_and_without_a_plate_nothing_is_valid()
    {
        var token = _chongqing.Sign(_bus);
        Unknown(Verify(token, null, Now), VerdictReason.NoTrustList);
        Unknown(Verify(token, List("2026-02-06T11:59", "2026-03-30T00:00"), Now), VerdictReason.TrustListStale);
        Assert.Equal(VerdictResult.Valid, Verify(token, List("2026-02-06T12:00", "2026-03-30T00:00"), Now).Result);
        Unknown(Verify(token, List("2026-02-12T06:00", Now), Now), VerdictReason.TrustListStale);
        Unknown(
            Verify(_chongqing.Sign(_bus with { Plate = null }), List("2026-02-12T06:00"), Now),
            VerdictReason.PlateMissing);
        Unknown(
            Verify(_chongqing.Sign(_bus with { Issuer = "51" }), List("2026-02-12T06:00", provinces: "50"), Now),
            VerdictReason.UnknownIssuer);
    }

    [Fact]
    public void What_its_province_has_taken_back_is_revoked()
    {
        var verdict = Verify(_chongqing.Sign(_bus), List("2026-02-12T06:00", revoked: "T-CQ000001.1"), Now);
        Assert.Equal((VerdictResult.Revoked, VerdictReason.RevokedByIssuer), (verdict.Result, verdict.Reason));
    }

    [Fact]
    public void A_newer_list_takes_the_place_of_an_older_one_and_never_the_other_way_round()
    {
        var first = Accepted(null, Text("2026-02-11T06:00"));
        Assert.Equal("mot1", first.Root);
        var second = Accepted(first, Text("2026-02-12T06:00"));
        Assert.Equal(RefusalCode.WrongState, Refused(second, Text("2026-02-11T06:00")));
        Assert.Equal(RefusalCode.WrongState, Refused(second, Text("2026-02-12T06:00", revoked: "T-CQ000001.1")));
        Assert.Empty(((Decision.Accepted)Decide(second, Text("2026-02-12T06:00"), _admin)).Events);
        Assert.Equal(
            RefusalCode.NotAllowed,
            ((Decision.Refused)Decide(null, Text("2026-02-12T06:00"), Stage.OfficerOf("53"))).Refusal.Code);
    }

    [Fact]
    public void A_list_that_is_forged_changed_or_from_another_time_is_refused()
    {
        var text = Text("2026-02-12T06:00");
        Assert.Equal(
            RefusalCode.Malformed, Refused(null, new Signer("mot1").Sign(Header("mot1"), Payload("2026-02-12T06:00"))));
        Assert.Equal(
            RefusalCode.Malformed, Refused(null, new Signer("own").Sign(Header("own"), Payload("2026-02-12T06:00"))));
        Assert.Equal(RefusalCode.Malformed, Refused(null, Text("2026-02-13T12:06")));
        Assert.Equal(RefusalCode.Malformed, Refused(null, Text("2026-02-12T06:00", Now)));
        Assert.Equal(RefusalCode.Malformed, Refused(null, Text("2026-02-12T06:00", "2026-02-12T05:00")));
        for (var at = 0; at < text.Length; at += 7)
            Assert.Equal(RefusalCode.Malformed, Refused(null, text[..at] + (text[at] == 'A'
                ? 'B'
                : 'A') + text[(at + 1)..]));
        foreach (var payload in new[]
        {
            "{}", "[]", "null", "x", """{"iat":1,"nextUpdate":2,"issuers":{}}""",
            """{"iat":"1","nextUpdate":2,"issuers":[]}""",
        })
            Assert.Equal(RefusalCode.Malformed, Refused(null, _root.Sign(Header("mot1"), payload)));
        var privateKey =
            Payload("2026-02-12T06:00").Replace("\"kty\"", "\"d\":\"x\",\"kty\"", StringComparison.Ordinal);
        Assert.Equal(RefusalCode.Malformed, Refused(null, _root.Sign(Header("mot1"), privateKey)));
    }

    private static void Unknown(Verdict verdict, VerdictReason reason) =>
        Assert.Equal((VerdictResult.Unknown, reason), (verdict.Result, verdict.Reason));

    /// <summary>As a host does it: the key that must have signed, the signature, the verdict.</summary>
    private static Verdict Verify(string text, TrustList? list, string at)
    {
        var (token, context) = (TokenText.Read(text)!, ContextAt(at, _admin));
        var (key, no) = InboundVerification.KeyFor(
            token, list, context.CharterRulebook.Issues(token.Claims.Issuer, context.Now), context);
        return no ?? (key!.HasSigned(token.Content.Span, token.Signature.Span)
            ? InboundVerification.Of(token.Claims, list!, context)
            : Verdict.NotKnown(VerdictReason.BadSignature, context.Now));
    }

    private static TrustList List(
        string issuedAt, string next = "2026-02-20T06:00", string? revoked = null, string provinces = "50,51")
    {
        var (known, decision) = (
            (TrustList?)null, Decide(null, Text(issuedAt, next, revoked, provinces), _admin, At(issuedAt)));
        return (TrustList)TrustListMachine.Instance.Evolve(
            known, Assert.IsType<Decision.Accepted>(decision).Events.Single());
    }

    private static TrustList Accepted(TrustList? known, string text) =>
        (TrustList)TrustListMachine.Instance.Evolve(
            known, Assert.IsType<Decision.Accepted>(Decide(known, text, _admin)).Events.Single());

    private static RefusalCode Refused(TrustList? known, string text) =>
        Assert.IsType<Decision.Refused>(Decide(known, text, _admin)).Refusal.Code;

    private static Decision Decide(TrustList? known, string text, Actor actor, DateTimeOffset? at = null) =>
        TrustListMachine.Instance.Decide(
            TrustList.Id,
            known,
            new AcceptTrustList(text, [_root.Public]),
            ContextAt(Now, actor) with { Now = at ?? At(Now) });

    private static Context ContextAt(string at, Actor actor) => new Stage(at + ":00").ContextFor(actor);

    private static string Header(string kid) => $$"""{"alg":"ES256","kid":"{{kid}}"}""";

    private static string Text(
        string issuedAt, string next = "2026-02-20T06:00", string? revoked = null, string provinces = "50,51") =>
        _root.Sign(Header("mot1"), Payload(issuedAt, next, revoked, provinces));

    private static string Payload(
        string issuedAt, string next = "2026-02-20T06:00", string? revoked = null, string provinces = "50,51")
    {
        var issuers = new StringBuilder();
        var known = new[] { ("50", _chongqing), ("51", _sichuan) }
            .Where(one => provinces.Contains(one.Item1, StringComparison.Ordinal));
        foreach (var (province, signer) in known)
        {
            var (kid, x, y) = (signer.Public.Kid, signer.Public.X, signer.Public.Y);
            var ended = province == "50" && revoked is not null ? $"\"{revoked}\"" : "";
            var jwk = $$"""{"kty":"EC","crv":"P-256","use":"sig","kid":"{{kid}}","x":"{{x}}","y":"{{y}}"}""";
            issuers
                .Append(issuers.Length > 0 ? "," : "")
                .Append($$"""{"iss":"{{province}}","keys":[""")
                .Append(jwk)
                .Append($$"""],"revoked":[{{ended}}]}""");
        }
        var (issued, until) = (At(issuedAt).ToUnixTimeSeconds(), At(next).ToUnixTimeSeconds());
        return $$"""{"iat":{{issued}},"nextUpdate":{{until}},"issuers":[{{issuers}}]}""";
    }

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", null).ToUniversalTime();
}

using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.TrustLists;

namespace OrleansRegistry.Domain.Verification;

/// <summary>
/// Charter certificates of other provinces (互信互认, C.1). This registry does not have their states, so the verdict rests
/// on their signature, the time in them, and what their province has revoked by the trust list. It is as old as that
/// list, and an outdated list makes it unknown (docs/adr/0052, 0054).
/// </summary>
public static class InboundVerification
{
    /// <summary>
    /// The key that must have signed; or the verdict, if there is no such key. The order of the checks: is it a charter
    /// certificate, does the province issue them already, is there a list and is it up to date, does it have the key.
    /// </summary>
    public static (PublicKey? Key, Verdict? No) KeyFor(ReadToken token, TrustList? list, bool enabled, Context context)
    {
        if (token.Claims.Subject.Kind != CredentialKind.CharterCertificate) return No(VerdictReason.UnknownIssuer);
        if (!enabled) return No(VerdictReason.IssuerNotEnabled);
        if (list is null) return No(VerdictReason.NoTrustList);
        if (IsStale(list, context)) return No(VerdictReason.TrustListStale, list);
        if (list.Of(token.Claims.Issuer) is not { } issuer) return No(VerdictReason.UnknownIssuer, list);
        foreach (var key in issuer.Keys)
            if (key.Kid == token.KeyId) return (key, null);
        return No(VerdictReason.UnknownKey, list);

        (PublicKey?, Verdict?) No(VerdictReason reason, TrustList? asOf = null) =>
            (null, Verdict.NotKnown(reason, asOf is null ? context.Local : ShanghaiTime.ToLocal(asOf.IssuedAt)));
    }

    /// <summary>The verdict on a token whose signature is good.</summary>
    public static Verdict Of(TokenClaims claims, TrustList list, Context context)
    {
        var asOf = ShanghaiTime.ToLocal(list.IssuedAt);
        // Without a plate nobody can tell to which vehicle it belongs, as there is no state to read.
        if (claims.Plate is null) return Verdict.NotKnown(VerdictReason.PlateMissing, asOf);
        var subject = new VerifiedSubject(
            claims.Subject.Kind, claims.Subject.ToString(), claims.Issuer)
        {
            Plate = claims.Plate, ValidUntil = ShanghaiTime.ToLocal(claims.ExpiresAt),
            ValidFrom = ShanghaiTime.ToLocal(claims.NotBefore),
        };
        if (list.Of(claims.Issuer)?.Revoked.Contains(claims.Subject.ToString()) == true)
            return new Verdict(VerdictResult.Revoked, VerdictReason.RevokedByIssuer, subject, asOf);
        var result = context.Now < claims.NotBefore ? VerdictResult.NotStarted
            : context.Now >= claims.ExpiresAt ? VerdictResult.Expired : VerdictResult.Valid;
        return new Verdict(result, null, subject, asOf);
    }

    /// <summary>The issuing province, as answers name it.</summary>
    public static VerifiedIssuer IssuerOf(string province, bool? enabled) =>
        new(province, province == Issuing.RailIssuer ? "国家铁路局" : Provinces.ByCode(province)?.Name, enabled);

    private static bool IsStale(TrustList list, Context context) =>
        list.IsStale(context.Now, TimeSpan.FromDays(context.Road.TrustListAgeMostDays));
}

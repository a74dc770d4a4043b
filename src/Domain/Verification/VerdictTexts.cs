using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Verification;

/// <summary>Verdicts in words, for pages and documents, in one wording.</summary>
public static class VerdictTexts
{
    /// <summary>The result in one word.</summary>
    public static LocalText Of(VerdictResult result) => result switch
    {
        VerdictResult.Valid => new("有效", "Valid"),
        VerdictResult.NotStarted => new("尚未开始", "Not started"),
        VerdictResult.Expired => new("已过期", "Expired"),
        VerdictResult.Revoked => new("已失效", "Revoked"),
        VerdictResult.NotReceived => new("未接收", "Not received"),
        VerdictResult.PaperOnly => new("仅限纸质标志牌", "Paper plate only"),
        VerdictResult.Unknown => new("无法确认", "Cannot be confirmed"),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    /// <summary>The reason in a sentence.</summary>
    public static LocalText Of(VerdictReason reason) => reason switch
    {
        VerdictReason.Malformed => new("该二维码不是本系统的凭证。", "This is not a code of this system."),
        VerdictReason.BadSignature => new("签名不正确，内容可能被篡改或伪造。", "The signature is wrong: it was changed or forged."),
        VerdictReason.UnknownKey => new("签名密钥未知。", "The key that signed it is not known."),
        VerdictReason.KeyRetired =>
            new("签名密钥已停用，请持证人换取新的凭证。", "The key that signed it is retired; the holder gets a new code."),
        VerdictReason.NotOnRecord => new("登记系统中没有该凭证。", "There is no such document on the register."),
        VerdictReason.NeverIssued => new("该凭证从未签发。", "This document was never issued."),
        VerdictReason.UnknownIssuer => new("签发省份不在信任清单内。", "The issuing province is not on the trust list."),
        VerdictReason.IssuerNotEnabled =>
            new("签发省份尚未启用电子凭证。", "The issuing province has no electronic certificates yet (not enabled)."),
        VerdictReason.NoTrustList => new("尚无其他省份的信任清单。", "There is no trust list of other provinces."),
        VerdictReason.TrustListStale =>
            new("信任清单已过期，无法确认。", "The trust list is out of date, so nothing can be confirmed."),
        VerdictReason.RevokedByIssuer => new("签发省份已撤销该凭证。", "The issuing province has revoked it."),
        VerdictReason.PlateMissing =>
            new("凭证中没有车牌号，无法核对车辆。", "It names no number plate, so the vehicle cannot be compared."),
        VerdictReason.Replaced => new("已有新的证件或凭证取代本证。", "A newer document has taken its place."),
        VerdictReason.Cancelled => new("已注销或作废。", "It is cancelled."),
        VerdictReason.Refused => new("备案审核未通过。", "The filing was refused."),
        VerdictReason.VehicleNotValid => new("车辆的道路运输证无效。", "The vehicle's certificate is not valid."),
        VerdictReason.VehicleNotInOperation => new("车辆不在营运状态。", "The vehicle is not in operation."),
        VerdictReason.ReviewOverdue => new("车辆逾期未年审。", "The vehicle's annual review is overdue."),
        VerdictReason.DriverNotValid => new("驾驶员的从业资格证无效。", "A driver's certificate is not valid."),
        VerdictReason.CarrierNotValid =>
            new("运输企业没有有效的省际包车经营许可。", "The carrier has no permit for interprovincial charters in force."),
        VerdictReason.OldScreenshot => new(
            "这是旧的截屏，不能证明凭证在该手机上，请现场打开凭证。", "This is an old screenshot: ask for the certificate on the screen itself."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The name of the kind of document.</summary>
    public static LocalText Of(CredentialKind kind) => kind switch
    {
        CredentialKind.PractitionerCertificate => new("道路运输从业资格证", "Practitioner certificate"),
        CredentialKind.VehicleCertificate => new("道路运输证", "Vehicle certificate"),
        CredentialKind.CharterCertificate => new("省际包车电子凭证", "Interprovincial charter certificate"),
        CredentialKind.AssessmentVoucher => new("诚信考核凭证", "Integrity assessment voucher"),
        CredentialKind.ReviewVoucher => new("车辆年审凭证", "Annual review voucher"),
        CredentialKind.RailLicence => new("铁路机车车辆驾驶证", "Railway driver licence"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}

using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Verify.Offline;

/// <summary>The texts of the offline verifier; its script finds each by its name.</summary>
internal static class OfflineWords
{
    private const string NotValidZh = "不要当作有效，也不要据此处罚；有信号后会自动复核。";

    private const string NotValidEn =
        " Not to be taken for valid, nor a ground for a penalty; it is checked again when there is a network.";

    /// <summary>All, by name.</summary>
    public static IReadOnlyDictionary<string, LocalText> All { get; } = new Dictionary<string, LocalText>
    {
        ["valid"] = new("有效（离线）", "Valid (offline)"),
        ["notReceived"] = new("未接收", "Not received"),
        ["notStarted"] = new("尚未开始", "Not started"),
        ["expired"] = new("已过期", "Expired"),
        ["revoked"] = new("已失效", "Revoked"),
        ["paperOnly"] = new("仅限纸质标志牌", "Paper plate only"),
        ["unknown"] = new("无法确认", "Cannot be confirmed"),
        ["means.valid"] = new("按手机里的数据有效；数据时间之后的变化不知道。仍须核对车牌、人员和合同。",
            "Valid by what this phone knows; later changes are not known. Plate, persons and contract still "
                + "have to be compared."),
        ["means.notReceived"] = new("驾驶员还没有接收，须出示纸质标志牌。",
            "No driver has received it; the paper plate has to be shown."),
        ["means.notStarted"] = new("还没有到开始时间；开始前不得营运。", "Its time has not begun; it may not be used before."),
        ["means.expired"] = new("时间已过，不再有效。", "Its time is over; it counts no longer."),
        ["means.revoked"] = new("已注销、作废或被取代。", "Cancelled or replaced."),
        ["why.notOurs"] = new("这不是本系统的码。", "This is not a code of this system."),
        ["why.unknownIssuer"] = Unknown("签发省份不在手机里的信任清单内。",
            "The issuing province is not on the trust list of this phone."),
        ["why.unknownKey"] = Unknown("手机里没有签名所用的密钥。", "The key that signed it is not on this phone."),
        ["why.badSignature"] = new("签名不正确，内容可能被篡改或伪造。", "The signature is wrong: it was changed or forged."),
        ["why.clockWentBack"] = Unknown("手机的时间被调回过，请校准后再查。",
            "The clock of this phone was set back: set it right first."),
        ["why.tooOld"] = Unknown("手机里的数据已超过24小时，请先联网更新。",
            "What this phone knows is older than 24 hours: fetch it anew first."),
        ["why.oldScreenshot"] = Unknown("这是旧的截屏，请现场打开凭证。",
            "This is an old screenshot: ask for the certificate on the screen itself."),
        ["why.noPlace"] = Unknown("该证件离线无法核验（旧版或凭证类）。",
            "This document cannot be checked offline (an older one, or a voucher)."),
        ["why.noList"] = Unknown("手机里没有该证件的状态清单。", "The status list of this document is not on this phone."),
        ["why.notInSnapshot"] = Unknown("本班次的行程数据里没有该行程，请看纸质标志牌。",
            "This trip is not among those of the shift: look at the paper plate."),
        ["why.trustListStale"] = Unknown("信任清单已过期。", "The trust list is out of date."),
        ["why.plateMissing"] = Unknown("凭证中没有车牌号，无法核对车辆。",
            "It names no number plate, so the vehicle cannot be compared."),
        ["why.nothingFetched"] = new("手机里还没有数据，先联网一次。", "Nothing was fetched yet: connect once first."),
        ["kind.Q"] = new("道路运输从业资格证", "Practitioner certificate"),
        ["kind.V"] = new("道路运输证", "Vehicle certificate"),
        ["kind.T"] = new("省际包车电子凭证", "Interprovincial charter certificate"),
        ["kind.R"] = new("铁路机车车辆驾驶证", "Railway driver licence"),
        ["kind.A"] = new("诚信考核凭证", "Integrity assessment voucher"),
        ["kind.J"] = new("年度审核凭证", "Annual review voucher"),
        ["signed"] = new("签名正确，未被篡改", "The signature is right: nothing was changed"),
        ["asOf"] = new("数据时间", "Data as of"),
        ["ago"] = new("{h} 小时 {m} 分前", "{h} h {m} min old"),
        ["until"] = new("有效期止", "Valid until"),
        ["from"] = new("开始时间", "Begins"),
        ["comparePlate"] = new("核对号牌", "Compare the plate"),
        ["samePlate"] = new("与凭证一致", "is the one of the certificate"),
        ["otherPlate"] = new("与凭证不一致", "is not the one of the certificate"),
        ["keys"] = new("密钥", "keys"),
        ["lists"] = new("状态清单", "status lists"),
        ["trips"] = new("本班次行程", "trips of the shift"),
        ["waiting"] = new("待联网复核", "waiting for a network:"),
    };

    private static LocalText Unknown(string zh, string en) => new(zh + NotValidZh, en + NotValidEn);
}

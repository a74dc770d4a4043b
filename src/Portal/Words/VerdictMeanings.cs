using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Portal.Words;

/// <summary>What a verdict proves, and what it does not.</summary>
public static class VerdictMeanings
{
    /// <summary>What an officer must still check although the code is valid, because no code can show it.</summary>
    public static ImmutableArray<LocalText> StillToCheck(CredentialKind document) => document switch
    {
        CredentialKind.CharterCertificate =>
        [
            new("包车合同（随车携带）", "The charter contract is on board"),
            new("车上乘客与合同一致，途中不得招揽", "The passengers are those of the contract; nobody is picked up on the way"),
            new("驾驶员本人与从业资格证一致", "The driver is the person of the certificate"),
        ],
        CredentialKind.PractitionerCertificate => [new("持证人本人与证件一致", "The holder is the person of the certificate")],
        CredentialKind.VehicleCertificate => [new("车辆与行驶证一致", "The vehicle is that of the vehicle licence")],
        _ => [],
    };

    /// <summary>The meaning of a result.</summary>
    public static LocalText Of(VerdictResult result) => result switch
    {
        VerdictResult.Valid => new("此刻有效。仍须核对车牌、人员和合同是否一致。",
            "Valid at this moment. Plate, persons and contract still have to be compared."),
        VerdictResult.NotStarted => new("还没有到开始时间；开始前不得营运。", "Its time has not begun; it may not be used before."),
        VerdictResult.NotReceived => new("驾驶员还没有接收，须出示纸质标志牌。",
            "No driver has received it; the paper plate has to be shown."),
        VerdictResult.PaperOnly => new("只有纸质标志牌有效，请查看纸质标志牌。", "Only the paper plate counts: look at it."),
        VerdictResult.Expired => new("时间已过，不再有效。", "Its time is over; it counts no longer."),
        VerdictResult.Revoked => new("已注销、作废、被取代，或其依据已失效。",
            "Cancelled, replaced, or something on which it stands is no longer good."),
        _ => new("不能当作有效，也不能据此处罚；请用其他方式核实。",
            "Not to be taken for valid, nor a ground for a penalty: check in another way."),
    };
}

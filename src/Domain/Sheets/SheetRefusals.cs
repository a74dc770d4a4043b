using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Sheets;

/// <summary>Refusals of sheets.</summary>
public static class SheetRefusals
{
    private const string Install =
        "fonts-wqy-microhei (or fonts-droid-fallback with fonts-dejavu-core), or set Registry__Font";

    /// <summary>There is no font, or it cannot be read; <paramref name="what"/> says which.</summary>
    public static Refusal FontMissing(string what) => new(
        RefusalCode.FontMissing,
        new LocalText(
            $"无法生成凭证：服务器缺少可用的中文字体（{what}）。请管理员安装 {Install}。",
            $"The sheet cannot be drawn: the server has no usable Chinese font ({what}). The administrator "
                + $"installs {Install}."));

    /// <summary>Nothing was granted, so there is nothing to show.</summary>
    public static Refusal NotApproved() => Refusals.WrongState(
        "该申请尚未审核通过，没有凭证。", "The application is not approved; there is no voucher.") with
    { Law = Citations.Guide };

    /// <summary>Neither an electronic certificate nor a paper plate is in circulation.</summary>
    public static Refusal NotIssued() => Refusals.WrongState(
        "该趟次没有在用的标志牌（尚未下发或者已作废）。",
        "The trip has no plate in circulation: not issued, or cancelled.") with
    {
        Law = Citations.CharterNotice,
    };

    /// <summary>The application has no such document, or none yet.</summary>
    public static Refusal NoDecision() => Refusals.WrongState(
        "该申请尚无此文书。", "The application has no such document, or none yet.");

    /// <summary>The certificate is not cancelled.</summary>
    public static Refusal NotCancelled() => Refusals.WrongState("该证件未注销。", "The certificate is not cancelled.");

    /// <summary>The driver has no licence yet.</summary>
    public static Refusal NoLicence() => new(RefusalCode.NotFound,
        new LocalText("该人员尚未取得驾驶证。", "There is no licence yet."));

    /// <summary>The service makes no voucher.</summary>
    public static Refusal NoVoucher() => new(
        RefusalCode.NotFound,
        new LocalText(
            "该业务不产生凭证；只有诚信考核和车辆年审产生凭证。",
            "This service makes no voucher; only the integrity assessment and the annual review do."));
}

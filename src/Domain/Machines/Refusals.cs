using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Machines;

/// <summary>Refusals that several kinds share, each with one wording.</summary>
public static class Refusals
{
    private static readonly TimeSpan _comeAgain = TimeSpan.FromSeconds(2);

    /// <summary>The caller's role does not allow it.</summary>
    public static Refusal NotAllowed() => new(RefusalCode.NotAllowed,
        new LocalText("您的账号无权办理此操作。", "Your account is not allowed to do this."));

    /// <summary>The officer belongs to another authority.</summary>
    public static Refusal OtherAuthority(string authority) => new(RefusalCode.OtherAuthority,
        new LocalText($"该证件由其他机关（{PlaceOf(authority)}）发放，只能由原发证机关办理。",
            $"The certificate was issued by another authority ({Regions.EnglishTextOf(authority)}); "
                + "only that authority decides."))
    {
        Law = Citations.Guide,
    };

    /// <summary>The place of an authority in words, as its code means little to people.</summary>
    private static string PlaceOf(string authority) => Regions.FullNameOf(authority) ?? authority;

    /// <summary>It does not exist, or the caller may not know that it does.</summary>
    public static Refusal NotFound() => new(RefusalCode.NotFound,
        new LocalText("没有找到该记录。", "There is no such record."));

    /// <summary>The account is not bound to a person.</summary>
    public static Refusal RealNameRequired() => new(RefusalCode.RealNameRequired,
        new LocalText("请先完成实名认证。", "Please complete the real-name authentication first."))
    {
        Law = Citations.GuideRealName,
    };

    /// <summary>The state does not allow it.</summary>
    public static Refusal WrongState(string zh, string en) => new(RefusalCode.WrongState, new LocalText(zh, en));

    /// <summary>Faults of form, by field.</summary>
    public static Refusal Malformed(params ReadOnlySpan<FieldFault> faults) => new(RefusalCode.Malformed,
        new LocalText("填写的内容有误，请按提示修改。", "Some of what was filled in is wrong; please mend it as shown."))
    {
        Faults = [.. faults],
    };

    /// <summary>One fault of one field.</summary>
    public static FieldFault Fault(string field, string zh, string en) => new(field, new LocalText(zh, en));

    /// <summary>The command id was used for something else.</summary>
    public static Refusal IdempotencyKeyReused() => new(RefusalCode.IdempotencyKeyReused,
        new LocalText("本次提交的编号已用于其他内容，请重新打开页面再提交。",
            "The key of this request was used for other content; begin again before you send it."));

    /// <summary>The version that the caller has seen is not the latest.</summary>
    public static Refusal StaleVersion() => new(RefusalCode.StaleVersion,
        new LocalText("该记录已被更新，请刷新后重试。", "The record has changed since; read it again."));

    /// <summary>The store cannot be read or written now.</summary>
    public static Refusal StorageAway() => new(RefusalCode.StorageAway,
        new LocalText("系统存储暂不可用，请稍后重试；本次请求没有任何更改。",
            "The storage is away for the moment; nothing was changed. Please try again."))
    {
        Transient = true,
    };

    /// <summary>Too much work waits; whoever tries again in a moment may be served.</summary>
    public static Refusal Busy() => new(RefusalCode.Busy,
        new LocalText("当前办理人数较多，请稍后重试；本次请求没有任何更改。",
            "More is asked at this moment than can be done; nothing was changed. Please try again in a moment."))
    {
        Transient = true, RetryAfter = _comeAgain,
    };
}

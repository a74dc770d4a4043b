using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Refusals of bindings.</summary>
public static class BindingRefusals
{
    private const string Law = Citations.GuideRealName;

    /// <summary>Shown to the account itself: it is bound already.</summary>
    public static Refusal OwnBound() =>
        new(RefusalCode.AlreadyBound, new LocalText("本账号已完成实名认证。", "This account has its holder already."))
        { Law = Law };

    /// <summary>Shown to the desk alone: another account has the number.</summary>
    /// <param name="personKey">The person whose binding may be undone; null: not known.</param>
    public static Refusal NumberBound(string? personKey) => new(
        RefusalCode.AlreadyBound,
        new LocalText(
            $"该证件号码已绑定其他账号。如应变更，请先在人员档案{Of(personKey)}中“申请解除账号绑定”（需另一经办人确认），"
                + "再由他人审核本申请。",
            "The number is bound to another account. If that is wrong, have it undone first: “Ask to undo the "
                + $"account's binding” in the record of the person{Of(personKey)}, with a second officer; somebody "
                + "else then decides this application."))
    { Law = Law };

    /// <summary>More filings than an account may make.</summary>
    public static Refusal TooMany(DateOnly from) => new(
        RefusalCode.TooMany,
        new LocalText(
            $"实名认证申请过于频繁，{from:yyyy-MM-dd} 起可再次提交。",
            $"Too many filings; the next one is taken from {from:yyyy-MM-dd}."))
    { Law = Law, RetryFrom = from };

    /// <summary>The source has not answered yet: nobody can decide before that (H.24).</summary>
    public static Refusal SourceWaits() => new(
        RefusalCode.IdentityCheckFailed,
        new LocalText(
            "公安身份核验尚未返回结果（核验时间为每天 08:00-18:00）。",
            "The identity source has not answered yet (it is asked every day from 08:00 to 18:00)."))
    { Law = Law };

    /// <summary>The register has another name for the number: an authority must settle that first.</summary>
    public static Refusal OtherName() => new(
        RefusalCode.IdentityCheckFailed,
        new LocalText(
            "该证件号码登记在另一姓名下，请核对证件；登记有误的，先办理身份信息变更。",
            "The number is on the register under another name; compare the card, and have the register corrected first "
                + "if it is wrong."))
    { Law = Law };

    /// <summary>The second person's account was opened by the first (H.26).</summary>
    public static Refusal AppointedByFirst() => SecondOfficer(
        "确认人的账号不得由发起人开设、启用或重置。",
        "Who confirms must not have been opened, enabled or reset by who asked.");

    /// <summary>One administrator appointed both persons, and the first of them not long ago (docs/adr/0148).</summary>
    /// <param name="until">From this instant on both may act together, UTC.</param>
    public static Refusal AppointedByOne(DateTimeOffset until) => SecondOfficer(
        "发起人的账号新近开设、启用或重置，确认人的账号不得由同一名系统管理员开设、启用或重置；"
            + $"{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm} 起不受此限。",
        "The account of who asked was opened, enabled or reset lately: until "
            + $"{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm} nobody confirms whom the same administrator has opened, "
            + "enabled or reset.") with
    { RetryFrom = ShanghaiTime.DateOf(until) };

    /// <summary>The act needs somebody else.</summary>
    public static Refusal SecondOfficer(string zh, string en) => new(RefusalCode.SecondOfficer, new LocalText(zh, en))
    { Law = Law };

    /// <summary>Acts that harm the person are refused so soon after a binding (H.24).</summary>
    /// <param name="until">From this instant on the act is taken, UTC.</param>
    public static Refusal Barred(DateTimeOffset until) => new(
        RefusalCode.TooEarly,
        new LocalText(
            $"实名认证后 72 小时内不受理注销、更换手机号和邮寄，{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm} 起可以办理；自取不受影响。",
            "Within 72 hours of a binding no cancellation, change of phone or posting is taken; from "
                + $"{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm} on it is. Pick-up stays possible."))
    { Law = Law, RetryFrom = ShanghaiTime.DateOf(until) };

    /// <summary>The refusal while the owner's report of a change by somebody else is in effect.</summary>
    public static Refusal Frozen(DateTimeOffset until) => new(
        RefusalCode.TooEarly,
        new LocalText(
            $"您已声明“不是我本人操作”，账号安全信息的变更已冻结，{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm} 起可以办理；紧急情况请联系系统管理员重置。",
            "You have said “This was not me”: changes of how the account is signed in to are frozen until "
                + $"{ShanghaiTime.ToLocal(until):yyyy-MM-dd HH:mm}. In a hurry, ask an administrator to reset it."))
    { RetryFrom = ShanghaiTime.DateOf(until) };

    /// <summary>
    /// Shown to administrators: the owner has closed the account, and nobody can sign in to it again.
    /// </summary>
    public static Refusal Closed() => Refusals.WrongState(
        "该账号已由本人注销，不能启用或重置；本人可用手机号重新注册。",
        "Its owner has closed the account: it is not enabled or reset. The owner may open another one by phone.");

    private static string Of(string? personKey) => personKey is null ? "" : $" {personKey} ";
}

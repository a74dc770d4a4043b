using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>Refusals about accounts, each with one wording. None of them shows whether an account exists.</summary>
public static class AccountRefusals
{
    /// <summary>Unknown name, wrong password or disabled account: all the same.</summary>
    public static Refusal WrongPassword() => new(RefusalCode.NotSignedIn,
        new LocalText("用户名或密码不正确。", "The user name or the password is wrong."));

    /// <summary>The password is right, and the account has a second factor, which must be given, too.</summary>
    public static Refusal SecondFactor() => new(RefusalCode.SecondFactor,
        new LocalText("请同时填写动态口令。", "This account has a second factor: give its one-time password as well."));

    /// <summary>A wrong code of the generator, or one that was used before.</summary>
    public static Refusal WrongTotp() => new(RefusalCode.NotSignedIn,
        new LocalText("动态口令不正确或已使用过，请使用下一个。", "The one-time password is wrong or was used before; use the next one."));

    /// <summary>A wrong code of the generator as a fault of one field: the session stays.</summary>
    public static Refusal WrongTotpField(string field) => Refusals.Malformed(Refusals.Fault(
        field, "动态口令不正确或已使用过，请使用下一个。", "The one-time password is wrong or was used before; use the next one."));

    /// <summary>
    /// A caller who sends a second factor expects it to be checked, but this account has none (docs/adr/0038).
    /// </summary>
    public static Refusal NoSecondFactor() => Refusals.Malformed(Refusals.Fault(
        "totp", "该账号未启用动态口令，请勿填写。", "This account has no generator of one-time passwords: leave it empty."));

    /// <summary>A generator is in use: it must be removed before another one is begun.</summary>
    public static Refusal TotpInUse() => Refusals.WrongState(
        "该账号已启用动态口令，请先停用。", "The account has a generator of one-time passwords: remove it first.");

    /// <summary>There is no generator, or none was begun.</summary>
    public static Refusal NoTotp() => Refusals.WrongState(
        "该账号没有动态口令。", "The account has no generator of one-time passwords.");

    /// <summary>A wrong or expired code, one for another request or purpose, or a phone without an account.</summary>
    public static Refusal WrongCode() => new(RefusalCode.NotSignedIn,
        new LocalText("验证码不正确或已过期，或该手机号没有账号。",
            "The code is wrong or has expired, or the phone has no account."));

    /// <summary>The code given for a change is wrong: a fault of one field, the session stays.</summary>
    public static Refusal WrongCodeField(string field) => Refusals.Malformed(
        Refusals.Fault(field, "验证码不正确或已过期。", "The code is wrong or has expired."));

    /// <summary>The recovery, its code or the number is wrong; the refusal does not say which.</summary>
    public static Refusal RecoveryWrong() => new(RefusalCode.IdentityCheckFailed,
        new LocalText(
            "恢复码或者身份证件号码不正确，或恢复码已过期。请与用人单位管理员核对，或重新发起。",
            "The recovery code or the identity number is wrong, or the code has expired. Check with the manager of "
                + "your employer, or begin anew."))
    {
        Law = Citations.GuideRealName,
    };

    /// <summary>The device is not known: the phone's code alone is not enough.</summary>
    public static Refusal IdentityAsked() => Identity("在新设备上登录，请填写身份证件号码的后六位。",
        "On a new device, give the last six characters of your identity number as well.");

    /// <summary>These are not the last six characters.</summary>
    public static Refusal IdentityWrong() => Identity("身份证件号码的后六位不正确。",
        "These are not the last six characters of the identity number.");

    /// <summary>Wrong too often: the account has lost the phone.</summary>
    public static Refusal IdentityToBeProven() => Identity(
        "多次填写不正确，该手机号已与原账号解除关联。请重新注册并办理实名认证。",
        "Wrong too often: the phone no longer leads to that account. Open another one and prove your identity anew.");

    private static Refusal Identity(string zh, string en) => new(
        RefusalCode.IdentityCheckFailed, new LocalText(zh, en))
    {
        Faults = [Refusals.Fault("identityLastSix", zh, en)],
    };

    /// <summary>The new phone is the old one.</summary>
    public static Refusal SamePhone() => new(RefusalCode.Unchanged,
        new LocalText("新手机号与原手机号相同。", "The new phone is the one that the account has."));

    /// <summary>Too many wrong attempts.</summary>
    public static Refusal TooMany(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new Refusal(
            RefusalCode.TooMany,
            new LocalText($"尝试次数过多，请在 {seconds} 秒后重试。", $"Too many tries; please try again in {seconds} seconds."))
        {
            Transient = true, RetryAfter = wait,
        };
    }

    /// <summary>The name or the phone belongs to an account.</summary>
    public static Refusal NameTaken() => new(RefusalCode.Duplicate,
        new LocalText("该用户名或手机号已被使用。", "This user name or phone number is in use."));

    /// <summary>The phone, proven by its code, has an account already.</summary>
    public static Refusal PhoneBound() => new(RefusalCode.AlreadyBound,
        new LocalText("该手机号已绑定账号，请直接登录。", "This phone number has an account; please sign in."))
    {
        Law = Citations.GuideRealName,
    };

    /// <summary>It is no mobile number of the mainland.</summary>
    public static Refusal WrongPhone() => Refusals.Malformed(
        Refusals.Fault("phone", "请填写 11 位中国大陆手机号。", "A mainland mobile number of 11 digits."));

    /// <summary>It is no possible user name.</summary>
    public static FieldFault WrongName() => Refusals.Fault("userName",
        "用户名应为 2 至 64 位字母、数字、点、横线、下划线或 @，以字母或数字开头。",
        "2 to 64 of a-z, A-Z, 0-9, dot, hyphen, underscore and @, beginning with a letter or digit.");
}

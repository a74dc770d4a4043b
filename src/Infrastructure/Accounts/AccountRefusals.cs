using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>The refusals around accounts, each in one wording. None tells whether an account exists.</summary>
public static class AccountRefusals
{
    /// <summary>Unknown name, wrong password or disabled account: all the same.</summary>
    public static Refusal WrongPassword() => new(RefusalCode.NotSignedIn,
        new LocalText("用户名或密码不正确。", "The user name or the password is wrong."));

    /// <summary>Wrong or expired code, one of another request or purpose, or a phone without an account.</summary>
    public static Refusal WrongCode() => new(RefusalCode.NotSignedIn,
        new LocalText("验证码不正确或已过期，或该手机号没有账号。",
            "The code is wrong or has expired, or the phone has no account."));

    /// <summary>The code given for a change is wrong: a fault of one field, the session stays.</summary>
    public static Refusal WrongCodeField(string field) => Refusals.Malformed(
        Refusals.Fault(field, "验证码不正确或已过期。", "The code is wrong or has expired."));

    /// <summary>The new phone is the old one.</summary>
    public static Refusal SamePhone() => new(RefusalCode.Unchanged,
        new LocalText("新手机号与原手机号相同。", "The new phone is the one that the account has."));

    /// <summary>Too many wrong tries.</summary>
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

    /// <summary>Not a mainland mobile number.</summary>
    public static Refusal WrongPhone() => Refusals.Malformed(
        Refusals.Fault("phone", "请填写 11 位中国大陆手机号。", "A mainland mobile number of 11 digits."));

    /// <summary>Not a user name.</summary>
    public static FieldFault WrongName() => Refusals.Fault("userName",
        "用户名应为 2 至 64 位字母、数字、点、横线、下划线或 @，以字母或数字开头。",
        "2 to 64 of a-z, A-Z, 0-9, dot, hyphen, underscore and @, beginning with a letter or digit.");
}

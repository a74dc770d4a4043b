using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Sms;

/// <summary>The texts with verification codes. They never have names or numbers of people.</summary>
public static class SmsTexts
{
    /// <summary>The kind by which a gateway knows a code of this purpose.</summary>
    public static string KindOf(CodePurpose purpose) => purpose switch
    {
        CodePurpose.SignIn => "code.signIn",
        CodePurpose.Register => "code.register",
        CodePurpose.ChangePhone => "code.changePhone",
        CodePurpose.ResetPassword => "code.resetPassword",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "no such purpose"),
    };

    /// <summary>The text, with its purpose, so that nobody reads it out to a caller who pretends another one.</summary>
    public static string Of(string code, CodePurpose purpose) =>
        $"验证码 {code}，用于{For(purpose)}，5 分钟内有效。请勿告知他人，工作人员不会向您索要。";

    private static string For(CodePurpose purpose) => purpose switch
    {
        CodePurpose.SignIn => "登录",
        CodePurpose.Register => "注册账号",
        CodePurpose.ChangePhone => "更换手机号",
        CodePurpose.ResetPassword => "重置密码",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose), purpose, "no such purpose"),
    };
}

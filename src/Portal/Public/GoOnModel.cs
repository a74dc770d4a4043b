using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Public;

/// <summary>A form that was kept over a sign-in, with the button that sends it.</summary>
/// <param name="Kept">The form.</param>
/// <param name="First">The page on which something has to be done before; null: nothing.</param>
public sealed record GoOnModel(KeptForm Kept, string? First)
{
    /// <summary>What has to be done before.</summary>
    public LocalText FirstName => First switch
    {
        PasswordPage.Path => new("设置新密码", "Choose a new password"),
        SecondFactorPage.Path => new("启用动态口令", "Set up one-time passwords"),
        AgreementPages.Path => new("阅读并同意新版协议", "Read and accept the new terms"),
        _ => new("先办理这一步", "Do this first"),
    };
}

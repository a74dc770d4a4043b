using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Public;

/// <summary>A way to a service by what has happened, for people who do not know the service's name.</summary>
/// <param name="What">What happened, as people say it.</param>
/// <param name="Answer">What can be done about it.</param>
/// <param name="Path">The address of the page for it.</param>
internal sealed record Situation(LocalText What, LocalText Answer, string Path);

/// <summary>The situations that bring people here, most frequent first.</summary>
internal static class Situations
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Situation> All { get; } =
    [
        new(new("证件快到期了", "My certificate ends soon"),
            new("换发：何时可以办、要带什么", "Renewal: from when, and what is needed"), "/services/certificate.renewal"),
        new(new("换了单位", "I changed employer"),
            new("变更服务单位", "Have the service unit changed"), "/services/certificate.change"),
        new(new("证件丢了或损坏了", "I lost it, or it is damaged"),
            new("补发，原证立即失效", "Reissue; the old one stops counting"), "/services/certificate.reissue"),
        new(new("收到短信或通知", "A message or a letter came"),
            new("登录查看要办的事和期限", "Sign in: what is to do, and by when"), "/my/notices"),
        new(new("在路上被检查", "I was stopped on the road"),
            new("出示电子凭证，核验结果怎么看", "Show the certificate; what each result means"), "/verify"),
        new(new("该做诚信考核了", "My assessment is due"),
            new("每 12 个月一次，期满后 20 日内", "Every 12 months, within 20 days after"), "/services/certificate.assessment"),
    ];
}

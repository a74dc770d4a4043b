using System.Collections.Immutable;
using System.Net;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api;

/// <summary>How the HTTP face is set up.</summary>
public sealed record ApiOptions
{
    /// <summary>True: the legal clock can be moved over HTTP; else there are no such routes.</summary>
    public bool DevClock { get; init; }

    /// <summary>
    /// True: verification codes can be read over HTTP, and this machine itself is never limited. Development alone.
    /// </summary>
    public bool Development { get; init; }

    /// <summary>Answers a check at the roadside with a page; what a phone's camera opens.</summary>
    public required Action<HttpContext, Verdict> ShowVerdict { get; init; }

    /// <summary>Answers whoever opened a code with a browser and has to wait before the next check.</summary>
    public required Action<HttpContext, TimeSpan> ShowWait { get; init; }

    /// <summary>Checks at the roadside a minute from one network; 0: no limit.</summary>
    public int VerifyAMinute { get; init; }

    /// <summary>The proxies whose word about the caller's address counts; empty: nobody's.</summary>
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];
}

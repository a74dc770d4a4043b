using System.Collections.Immutable;
using System.Net;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api;

/// <summary>The options of the API.</summary>
public sealed record ApiOptions
{
    /// <summary>True: the legal clock can be moved over HTTP; otherwise there are no such routes.</summary>
    public bool DevClock { get; init; }

    /// <summary>
    /// True: verification codes can be read over HTTP, and this machine itself is never limited. In Development only.
    /// </summary>
    public bool Development { get; init; }

    /// <summary>Answers a check at the roadside with a page, for a phone's camera that opened the address.</summary>
    public required Action<HttpContext, Verdict> ShowVerdict { get; init; }

    /// <summary>Answers a browser that must wait before the next check, with a page.</summary>
    public required Action<HttpContext, TimeSpan> ShowWait { get; init; }

    /// <summary>Checks at the roadside a minute from one network; 0: no limit.</summary>
    public int VerifyAMinute { get; init; }

    /// <summary>The proxies that are trusted to give the caller's address; empty: none.</summary>
    public ImmutableArray<IPNetwork> TrustedProxies { get; init; } = [];
}

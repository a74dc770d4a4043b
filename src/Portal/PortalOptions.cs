using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal;

/// <summary>What pages share with the API, so that limits are counted together.</summary>
public sealed record PortalOptions
{
    /// <summary>
    /// Counts a form that is open to everybody, for its network: how long until the next one is accepted, or null: now.
    /// </summary>
    public required Func<HttpContext, TimeSpan?> WaitOfPost { get; init; }

    /// <summary>
    /// Counts a form that an account hands in: how long until the next one is taken, or null: now.
    /// </summary>
    public required Func<HttpContext, Account, TimeSpan?> WaitOfAccount { get; init; }

    /// <summary>
    /// True: the legal clock stands and can be moved on a page (Development, with a clock that was set).
    /// </summary>
    public bool ClockStands { get; init; }

    /// <summary>Who must have a second factor before any page except the one for a new password.</summary>
    public required SecondFactorRule SecondFactor { get; init; }

    /// <summary>True when the session's last proof is too old for an act that asks for one.</summary>
    public required Func<SignedIn, bool> ProofIsStale { get; init; }

    /// <summary>
    /// What the phone of an officer takes along on a shift, as JSON {"snapshot", "trust"} of signed texts; refused
    /// outside a shift.
    /// </summary>
    public required Func<Actor, IRegistry, CancellationToken, Task<Result<byte[]>>> OfShift { get; init; }

    /// <summary>
    /// Writes everything that is stored about an account and its party as the answer; the caller has checked that it
    /// may be had.
    /// </summary>
    public required Func<HttpContext, SignedIn, IRegistry, CancellationToken, Task<IResult>> Export { get; init; }

    /// <summary>True for a request from this machine itself in Development, which has no limits.</summary>
    public required Func<HttpContext, bool> IsThisMachine { get; init; }
}

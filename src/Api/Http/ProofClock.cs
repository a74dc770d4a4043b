using OrleansRegistry.Domain.Access;

namespace OrleansRegistry.Api.Http;

/// <summary>The machine's clock, by which proofs of sessions expire.</summary>
public sealed record ProofClock(TimeProvider Time)
{
    /// <summary>True when the caller's last proof is too old for an act that asks for one.</summary>
    public bool IsStale(Caller caller, SecondFactorRule rule) =>
        rule.IsStale(caller.Account, caller.ProvenAt, Time.GetUtcNow());
}

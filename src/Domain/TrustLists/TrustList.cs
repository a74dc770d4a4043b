using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.TrustLists;

/// <summary>A province whose charter certificates are recognised here.</summary>
/// <param name="Province">First two digits of GB/T 2260.</param>
/// <param name="Keys">Its published keys.</param>
/// <param name="Revoked">Documents that it has taken back and whose time is not over, as tokens name them.</param>
public sealed record TrustedIssuer(string Province, ImmutableArray<PublicKey> Keys, ImmutableArray<string> Revoked);

/// <summary>
/// The keys of other provinces (互信互认), as a configured trust root has signed them. The newest list counts; its age is
/// the age of whatever is said on its strength (docs/adr/0052). Earlier lists are in the history.
/// </summary>
public sealed record TrustList : EntityState
{
    /// <summary>The one list of the registry.</summary>
    public static EntityId Id { get; } = EntityId.Of(EntityKind.TrustList, "INBOUND");

    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>The trust root that signed it.</summary>
    public required string Root { get; init; }

    /// <summary>When it was signed, UTC.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When the next one is to be there, UTC; from then on this one is stale.</summary>
    public required DateTimeOffset NextUpdate { get; init; }

    /// <summary>The provinces, each once.</summary>
    public ImmutableArray<TrustedIssuer> Issuers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The province; null: not on the list.</summary>
    public TrustedIssuer? Of(string province)
    {
        foreach (var issuer in Issuers)
            if (issuer.Province == province) return issuer;
        return null;
    }

    /// <summary>
    /// True when nothing may be called valid on its strength any more: the next is due, or it is too old.
    /// </summary>
    public bool IsStale(DateTimeOffset now, TimeSpan maxAge) => now >= NextUpdate || now - IssuedAt > maxAge;
}

/// <summary>A newer list counts from now on.</summary>
public sealed record TrustListAccepted(TrustList List) : Event;

/// <summary>Hands in a list.</summary>
/// <param name="Text">The list: a compact JWS (docs/adr/0052).</param>
/// <param name="Roots">The trust roots that the registry was started with; the shell adds them.</param>
public sealed record AcceptTrustList(string Text, ImmutableArray<PublicKey> Roots) : Command;

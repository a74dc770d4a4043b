using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.TrustLists;

/// <summary>A province whose charter certificates are recognised here.</summary>
/// <param name="Province">First two digits of GB/T 2260.</param>
/// <param name="Keys">Its published keys.</param>
/// <param name="Revoked">
/// Documents that the province has revoked and whose time is not over, named as in tokens.
/// </param>
public sealed record TrustedIssuer(string Province, ImmutableArray<PublicKey> Keys, ImmutableArray<string> Revoked);

/// <summary>
/// The keys of other provinces (互信互认), signed by a configured trust root. Only the newest list is used; a verdict that
/// rests on it is as old as the list (docs/adr/0052). Earlier lists are in the history.
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

    /// <summary>When the next list should be there, UTC; from then on this one is outdated.</summary>
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
    /// True when nothing may be called valid by this list any more: the next one is due, or it is too old.
    /// </summary>
    public bool IsStale(DateTimeOffset now, TimeSpan maxAge) => now >= NextUpdate || now - IssuedAt > maxAge;
}

/// <summary>A newer list is in use from now on.</summary>
public sealed record TrustListAccepted(TrustList List) : Event;

/// <summary>Hands in a list.</summary>
/// <param name="Text">The list: a compact JWS (docs/adr/0052).</param>
/// <param name="Roots">The trust roots of this registry's settings; the host adds them.</param>
public sealed record AcceptTrustList(string Text, ImmutableArray<PublicKey> Roots) : Command;

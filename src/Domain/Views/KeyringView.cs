using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Keyrings;

namespace OrleansRegistry.Domain.Views;

/// <summary>The public half of a key of the ring.</summary>
public sealed record RingKeyView(
    string Kid, string X, string Y, DateTimeOffset AddedAt, bool Signs, DateTimeOffset? RetiredAt, string? RetiredFor);

/// <summary>The keyring as the administrator sees it, without the private halves.</summary>
public sealed record KeyringView(ImmutableArray<RingKeyView> Keys, int Version)
{
    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static KeyringView Of(Keyring ring, int version) => new(
        [.. ring.Keys.Select(key => new RingKeyView(
            key.Kid,
            key.Material.X,
            key.Material.Y,
            ShanghaiTime.ToLocal(key.AddedAt),
            key == ring.Signing,
            key.RetiredAt is { } at ? ShanghaiTime.ToLocal(at) : null,
            key.RetiredFor))],
        version);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Domain.Keyrings;

/// <summary>
/// A key that the host made. Its private half is sealed: nobody can read it without the registry's key secret.
/// </summary>
/// <param name="X">First coordinate of the public half, base64url.</param>
/// <param name="Y">Second coordinate.</param>
/// <param name="Sealed">The private half under AES-256-GCM: nonce, tag and ciphertext, base64url.</param>
/// <param name="Low">
/// True: its signatures always have the lower of the two possible s, so that a token has one text only; null: an older
/// key.
/// </param>
public sealed record KeyMaterial(string X, string Y, string Sealed, bool? Low = null)
{
    /// <summary>A text without the sealed half, wherever the key is printed.</summary>
    public override string ToString() => $"key {X[..Math.Min(8, X.Length)]}...";
}

/// <summary>One key of the ring.</summary>
/// <param name="Kid">
/// Its name in tokens: its number from 1, written to the base of 36, which takes two characters at most.
/// </param>
/// <param name="Material">Both halves.</param>
/// <param name="AddedAt">When it began to sign, UTC.</param>
public sealed record RingKey(string Kid, KeyMaterial Material, DateTimeOffset AddedAt)
{
    /// <summary>From this instant on signatures with it are not accepted, UTC; null: they are still accepted.</summary>
    public DateTimeOffset? RetiredAt { get; init; }

    /// <summary>Why it was retired; null while it is not.</summary>
    public string? RetiredFor { get; init; }

    /// <summary>The name of the key with this number, from 1.</summary>
    public static string NameOf(int number) =>
        number < 36 ? $"{Digits[number]}" : $"{Digits[number / 36]}{Digits[number % 36]}";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The public half.</summary>
    [JsonIgnore]
    public PublicKey Public => new(Kid, Material.X, Material.Y) { IsLow = Material.Low == true };
}

/// <summary>
/// The keys with which this registry signs what can be checked at the roadside. The newest one signs; older ones keep
/// verifying until they are retired. There is one ring in a registry. It is an entity like any other, so that its
/// history is chained, and stores, silos and the copy treat it like everything else (docs/adr/0051).
/// </summary>
public sealed record Keyring : EntityState
{
    /// <summary>The one ring.</summary>
    public static EntityId Id { get; } = EntityId.Of(EntityKind.Keyring, "TOKENS");

    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>Every key that the registry ever had, oldest first.</summary>
    public ImmutableArray<RingKey> Keys { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>The key that signs: the newest.</summary>
    [JsonIgnore]
    public RingKey Signing => Keys[^1];

    /// <summary>The key with this name; null: none.</summary>
    public RingKey? Find(string kid)
    {
        foreach (var key in Keys)
            if (key.Kid == kid) return key;
        return null;
    }

    /// <summary>The state after <paramref name="happened"/>. Never decides.</summary>
    public static Keyring Evolve(Keyring? state, Event happened) => (state, happened) switch
    {
        (null, KeyAdded e) => new Keyring { Key = Id.Key, Keys = [e.Added] },
        ({ } ring, KeyAdded e) => ring with { Keys = ring.Keys.Add(e.Added) },
        ({ } ring, KeyRetired e) => ring with
        {
            Keys = ring.Keys.Replace(
                ring.Find(e.Kid)!, ring.Find(e.Kid)! with { RetiredAt = e.At, RetiredFor = e.Reason }),
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to a keyring"),
    };
}

/// <summary>Something happened to the keyring.</summary>
public abstract record KeyringEvent : Event;

/// <summary>A key was added; it signs from now on.</summary>
public sealed record KeyAdded(RingKey Added) : KeyringEvent;

/// <summary>A key was retired: signatures with it are not accepted from now on.</summary>
public sealed record KeyRetired(string Kid, DateTimeOffset At, string Reason) : KeyringEvent;

/// <summary>Adds a key that the host has made; it signs from now on.</summary>
/// <param name="Material">The key, its private half sealed.</param>
/// <param name="OnlyFirst">
/// True: only if there is none yet, so that two hosts that start at the same time do not add two.
/// </param>
public sealed record AddKey(KeyMaterial Material, bool OnlyFirst = false) : Command;

/// <summary>Retires a key that does not sign any more: every token signed with it is unknown from now on.</summary>
public sealed record RetireKey(string Kid, string Reason) : Command;

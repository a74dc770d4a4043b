using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// Works between the store and its tables: seals what is written and opens what is read. Rows from before the sealing
/// are plain and are returned as they are; the first byte tells them apart, as no JSON begins with it. A registry that
/// is not sealed uses <see cref="Plain"/>, which changes nothing.
/// </summary>
internal sealed class Sealer : IDisposable
{
    /// <summary>The first byte of what is sealed with the registry's own data key.</summary>
    public const byte RowMark = 1;

    /// <summary>The first byte of an event, which is sealed with its entity's key.</summary>
    public const byte EventMark = 2;

    /// <summary>The first byte of a state; its entity's wrapped key follows, and then the sealed state.</summary>
    public const byte StateMark = 3;

    /// <summary>The only name in the sealed values of a notice.</summary>
    private const string SealedValues = "~";

    private readonly KeyPool? _rows, _wrapping;
    private readonly byte[] _lookUps = [];

    /// <summary>A sealer with the keys of a registry; null: one that changes nothing.</summary>
    public Sealer(RootKey? root)
    {
        if (root is null) return;
        (_rows, _wrapping) = (new KeyPool(root.For("rows")), new KeyPool(root.For("wrapped data keys")));
        _lookUps = root.For("look-ups");
    }

    /// <summary>The sealer of a registry that is not sealed.</summary>
    public static Sealer Plain { get; } = new(null);

    /// <summary>True: what is written is sealed.</summary>
    public bool Seals => _rows is not null;

    /// <summary>Keys of entities in memory.</summary>
    public EntityKeys Keys { get; } = new();

    /// <summary>Wraps the keys of contents.</summary>
    internal KeyPool Wrapping => _wrapping ?? throw new InvalidOperationException("this registry is not sealed");

    /// <summary>True for sealed bytes; plain text never begins so.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) =>
        !stored.IsEmpty && stored[0] is RowMark or EventMark or StateMark;

    /// <summary>Seals bytes of a row beside an entity, with the registry's own data key.</summary>
    public ReadOnlyMemory<byte> Seal(ReadOnlySpan<byte> plain, string identity) =>
        _rows!.Seal(RowMark, plain, RowIdentity.Bytes(identity));

    /// <summary>Opens what <see cref="Seal"/> made; plain bytes are returned as they are.</summary>
    /// <exception cref="SealedRowException">It was changed, or belongs to another row.</exception>
    public byte[] Open(byte[] stored, string identity)
    {
        if (!IsSealed(stored)) return stored;
        try
        {
            return (_rows ?? throw new SealedRowException(identity))
                .Open(stored.AsSpan(1), RowIdentity.Bytes(identity));
        }
        catch (CryptographicException changed)
        {
            throw new SealedRowException(identity, changed);
        }
    }

    /// <summary>The length of a row's content, from its stored length and first bytes.</summary>
    public static int PlainLength(int stored, ReadOnlySpan<byte> begun) =>
        IsSealed(begun) ? stored - 1 - SealedBytes.Overhead : stored;

    /// <summary>Seals a text; the result is a text.</summary>
    public string SealText(string plain, string identity) => Seals
        ? SealedValues + Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(plain), identity).Span)
        : plain;

    /// <summary>Opens what <see cref="SealText"/> made; plain text is returned as it is.</summary>
    public string OpenText(string stored, string identity) => stored.StartsWith(SealedValues, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Open(Convert.FromBase64String(stored[SealedValues.Length..]), identity))
        : stored;

    /// <summary>Seals the values of a notice as one value.</summary>
    public ImmutableSortedDictionary<string, string> SealValues(
        ImmutableSortedDictionary<string, string> values, string identity) =>
        values.Clear().Add(SealedValues, SealText(Lists.StoredJson.Write(values), identity));

    /// <summary>Opens what <see cref="SealValues"/> made; plain values are returned as they are.</summary>
    public ImmutableSortedDictionary<string, string> OpenValues(
        ImmutableSortedDictionary<string, string> stored, string identity) =>
        stored.Count == 1 && stored.TryGetValue(SealedValues, out var text)
            ? Lists.StoredJson.ReadValues(OpenText(text, identity))
            : stored;

    /// <summary>
    /// The stored form of a value that is looked up by equality: HMAC-SHA-256 with a key of its own. Equal values of
    /// two spaces have different forms. The value itself where nothing is sealed.
    /// </summary>
    public string LookUp(string space, string value) => Seals
        ? "=" + Convert.ToBase64String(HMACSHA256.HashData(_lookUps, Encoding.UTF8.GetBytes($"{space}\0{value}")))
        : value;

    /// <summary>A new key for an entity, wrapped.</summary>
    public EntityKey NewKey(EntityId id)
    {
        var key = RandomNumberGenerator.GetBytes(SealedBytes.KeyBytes);
        var wrapped = new byte[EntityKey.WrappedBytes];
        Wrapping.Seal(key, RowIdentity.Bytes(RowIdentity.Key(id)), wrapped);
        return new EntityKey(wrapped, key);
    }

    /// <summary>The key before a stored state; null: the state is plain, or the entity is erased.</summary>
    /// <exception cref="SealedRowException">It was changed, belongs to another row, or was removed.</exception>
    public EntityKey? KeyIn(EntityId id, ReadOnlySpan<byte> state)
    {
        if (!IsSealed(state) || IsErased(state)) return null;
        var identity = RowIdentity.Key(id);
        if (state.Length < 1 + EntityKey.WrappedBytes || _wrapping is null) throw new SealedRowException(identity);
        var wrapped = state.Slice(1, EntityKey.WrappedBytes);
        if (Keys.Find(id) is { } known && wrapped.SequenceEqual(known.Wrapped)) return known;
        try
        {
            var key = new EntityKey(
                wrapped.ToArray(), _wrapping.Open(wrapped, RowIdentity.Bytes(identity)));
            Keys.Remember(id, key);
            return key;
        }
        catch (CryptographicException changed)
        {
            throw new SealedRowException(identity, changed);
        }
    }

    /// <summary>Seals a state; its entity's wrapped key stands before it.</summary>
    public static byte[] SealState(EntityKey key, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        using var aes = key.Cipher();
        return SealState(key, aes, id, version, plain);
    }

    /// <summary>Seals a state with an existing cipher, which costs more to make than to use.</summary>
    /// <param name="key">Its entity's key.</param>
    /// <param name="aes">A cipher with that key.</param>
    /// <param name="id">Its entity.</param>
    /// <param name="version">Its version.</param>
    /// <param name="plain">The state.</param>
    public static byte[] SealState(EntityKey key, AesGcm aes, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        var result = new byte[1 + EntityKey.WrappedBytes + SealedBytes.Overhead + plain.Length];
        result[0] = StateMark;
        key.Wrapped.CopyTo(result.AsSpan(1));
        SealedBytes.Seal(
            aes, plain, RowIdentity.Bytes(RowIdentity.State(id, version)),
            result.AsSpan(1 + EntityKey.WrappedBytes));
        return result;
    }

    /// <summary>
    /// What remains of an erased entity: zeros in the place of its key, and a state that is sealed with the registry's
    /// own data key.
    /// </summary>
    public byte[] SealErased(EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        var result = new byte[1 + EntityKey.WrappedBytes + SealedBytes.Overhead + plain.Length];
        result[0] = StateMark;
        _rows!.Seal(
            plain, RowIdentity.Bytes(RowIdentity.State(id, version)), result.AsSpan(1 + EntityKey.WrappedBytes));
        return result;
    }

    /// <summary>True for a stored state, or its first 61 bytes, whose entity is erased.</summary>
    public static bool IsErased(ReadOnlySpan<byte> state) =>
        state.Length > EntityKey.WrappedBytes && state[0] == StateMark
        && !state.Slice(1, EntityKey.WrappedBytes).ContainsAnyExcept((byte)0);

    /// <summary>
    /// Opens an entity as it is stored; a plain one is returned as it is. Afterwards its key is in memory.
    /// </summary>
    /// <exception cref="SealedRowException">It was changed, belongs to another row, or its key was removed.</exception>
    public StoredEntity OpenEntity(EntityId id, StoredEntity stored)
    {
        if (IsErased(stored.State.Span)) return stored with { State = OpenErased(id, stored) };
        if (KeyIn(id, stored.State.Span) is not { } key) return stored;
        var body = stored.State.Span[(1 + EntityKey.WrappedBytes)..];
        return stored with { State = Open(key, body, RowIdentity.State(id, stored.Version)) };
    }

    private byte[] OpenErased(EntityId id, StoredEntity stored)
    {
        var identity = RowIdentity.State(id, stored.Version);
        try
        {
            return (_rows ?? throw new SealedRowException(identity))
                .Open(stored.State.Span[(1 + EntityKey.WrappedBytes)..], RowIdentity.Bytes(identity));
        }
        catch (CryptographicException changed)
        {
            throw new SealedRowException(identity, changed);
        }
    }

    /// <summary>
    /// Opens an entity as it is stored, or leaves it sealed if it cannot be opened: then only this entity cannot be
    /// used, and no read of many fails, and no grain fails at its activation.
    /// </summary>
    public StoredEntity OpenOrLeave(EntityId id, StoredEntity stored)
    {
        try
        {
            return OpenEntity(id, stored);
        }
        catch (SealedRowException)
        {
            return stored;
        }
    }

    /// <summary>Seals an event with its entity's key.</summary>
    public static byte[] SealEvent(EntityKey key, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        using var aes = key.Cipher();
        return SealEvent(aes, id, version, plain);
    }

    /// <summary>Seals an event with an existing cipher.</summary>
    public static byte[] SealEvent(AesGcm aes, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        var result = new byte[1 + SealedBytes.Overhead + plain.Length];
        result[0] = EventMark;
        SealedBytes.Seal(aes, plain, RowIdentity.Bytes(RowIdentity.Event(id, version)), result.AsSpan(1));
        return result;
    }

    /// <summary>Opens an event; a plain one is returned as it is.</summary>
    /// <param name="key">The key of its entity; null: the entity's state is plain.</param>
    /// <param name="id">Its entity.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stored">The stored form.</param>
    /// <exception cref="SealedRowException">It was changed, belongs to another row, or its key was removed.</exception>
    public static ReadOnlyMemory<byte> OpenEvent(
        EntityKey? key, EntityId id, int version, ReadOnlyMemory<byte> stored)
    {
        if (!IsSealed(stored.Span)) return stored;
        var identity = RowIdentity.Event(id, version);
        return key is null ? throw new SealedRowException(identity) : Open(key, stored.Span[1..], identity);
    }

    private static byte[] Open(EntityKey key, ReadOnlySpan<byte> stored, string identity)
    {
        using var aes = key.Cipher();
        try
        {
            return SealedBytes.Open(aes, stored, RowIdentity.Bytes(identity));
        }
        catch (CryptographicException changed)
        {
            throw new SealedRowException(identity, changed);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rows?.Dispose();
        _wrapping?.Dispose();
    }
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// Stands between the store and its tables: seals what goes in and opens what comes out. What is plain in the tables,
/// as written before they were sealed, comes out as it is; the first byte tells, for no JSON begins with it. A registry
/// that is not sealed has <see cref="Plain"/>, which changes nothing.
/// </summary>
internal sealed class Sealer : IDisposable
{
    /// <summary>Of what is sealed under the registry's own data key.</summary>
    public const byte RowMark = 1;

    /// <summary>Of an event, sealed under its entity's key.</summary>
    public const byte EventMark = 2;

    /// <summary>Of a state; its entity's wrapped key comes before it.</summary>
    public const byte StateMark = 3;

    /// <summary>The one name of sealed values of a notice.</summary>
    private const string SealedValues = "~";

    private readonly KeyPool? _rows, _wrapping;
    private readonly byte[] _lookUps = [];

    /// <summary>A sealer with the keys of a registry; null: one that leaves everything as it is.</summary>
    public Sealer(RootKey? root)
    {
        if (root is null) return;
        (_rows, _wrapping) = (new KeyPool(root.For("rows")), new KeyPool(root.For("wrapped data keys")));
        _lookUps = root.For("look-ups");
    }

    /// <summary>Of a registry that is not sealed.</summary>
    public static Sealer Plain { get; } = new(null);

    /// <summary>True: what is written is sealed.</summary>
    public bool Seals => _rows is not null;

    /// <summary>Keys of entities at hand.</summary>
    public EntityKeys Keys { get; } = new();

    /// <summary>Wraps the keys of contents.</summary>
    internal KeyPool Wrapping => _wrapping ?? throw new InvalidOperationException("this registry is not sealed");

    /// <summary>True: no plain text, whatever it says.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> stored) =>
        !stored.IsEmpty && stored[0] is RowMark or EventMark or StateMark;

    /// <summary>Bytes beside an entity, under the registry's own data key.</summary>
    public ReadOnlyMemory<byte> Seal(ReadOnlySpan<byte> plain, string identity) =>
        _rows!.Seal(RowMark, plain, RowIdentity.Bytes(identity));

    /// <summary>Opens what <see cref="Seal"/> made; what is plain is given back.</summary>
    /// <exception cref="SealedRowException">It was changed or moved.</exception>
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

    /// <summary>How many bytes a content of a row has that is stored with so many and begins so.</summary>
    public static int PlainLength(int stored, ReadOnlySpan<byte> begun) =>
        IsSealed(begun) ? stored - 1 - SealedBytes.Overhead : stored;

    /// <summary>A text, sealed as a text.</summary>
    public string SealText(string plain, string identity) => Seals
        ? SealedValues + Convert.ToBase64String(Seal(Encoding.UTF8.GetBytes(plain), identity).Span)
        : plain;

    /// <summary>Opens what <see cref="SealText"/> made; what is plain is given back.</summary>
    public string OpenText(string stored, string identity) => stored.StartsWith(SealedValues, StringComparison.Ordinal)
        ? Encoding.UTF8.GetString(Open(Convert.FromBase64String(stored[SealedValues.Length..]), identity))
        : stored;

    /// <summary>Values of a notice, sealed as one value.</summary>
    public ImmutableSortedDictionary<string, string> SealValues(
        ImmutableSortedDictionary<string, string> values, string identity) =>
        values.Clear().Add(SealedValues, SealText(Lists.StoredJson.Write(values), identity));

    /// <summary>Opens what <see cref="SealValues"/> made; what is plain is given back.</summary>
    public ImmutableSortedDictionary<string, string> OpenValues(
        ImmutableSortedDictionary<string, string> stored, string identity) =>
        stored.Count == 1 && stored.TryGetValue(SealedValues, out var text)
            ? Lists.StoredJson.ReadValues(OpenText(text, identity))
            : stored;

    /// <summary>
    /// What stands in the tables for a value that is looked up by equality: HMAC-SHA-256 under a key of its own. Equal
    /// values of two spaces differ. The value itself where nothing is sealed.
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

    /// <summary>The key in front of a stored state; null: the state is plain, or the entity is erased.</summary>
    /// <exception cref="SealedRowException">It was changed or moved, or dropped.</exception>
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

    /// <summary>A state behind its entity's wrapped key.</summary>
    public static byte[] SealState(EntityKey key, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        using var aes = key.Cipher();
        return SealState(key, aes, id, version, plain);
    }

    /// <summary>The same with a cipher at hand, which costs more to make than to use.</summary>
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
    /// What is left of an entity that is erased: zeros where its key was, and behind them a state under the registry's
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

    /// <summary>True of a stored state, or its first 61 bytes, whose entity is erased.</summary>
    public static bool IsErased(ReadOnlySpan<byte> state) =>
        state.Length > EntityKey.WrappedBytes && state[0] == StateMark
        && !state.Slice(1, EntityKey.WrappedBytes).ContainsAnyExcept((byte)0);

    /// <summary>Opens an entity as it is stored; what is plain is given back. Its key is at hand afterwards.</summary>
    /// <exception cref="SealedRowException">It was changed or moved, or its key was dropped.</exception>
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
    /// The same, but what does not open is left as it is: it is then one entity that cannot be used, and not a read of
    /// many that fails, or a grain that never comes to life.
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

    /// <summary>An event under its entity's key.</summary>
    public static byte[] SealEvent(EntityKey key, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        using var aes = key.Cipher();
        return SealEvent(aes, id, version, plain);
    }

    /// <summary>The same with a cipher at hand.</summary>
    public static byte[] SealEvent(AesGcm aes, EntityId id, int version, ReadOnlySpan<byte> plain)
    {
        var result = new byte[1 + SealedBytes.Overhead + plain.Length];
        result[0] = EventMark;
        SealedBytes.Seal(aes, plain, RowIdentity.Bytes(RowIdentity.Event(id, version)), result.AsSpan(1));
        return result;
    }

    /// <summary>Opens an event; what is plain is given back.</summary>
    /// <param name="key">Its entity's key; null: the entity's state is plain.</param>
    /// <param name="id">Its entity.</param>
    /// <param name="version">Its version.</param>
    /// <param name="stored">As it is stored.</param>
    /// <exception cref="SealedRowException">It was changed or moved, or its key was dropped.</exception>
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

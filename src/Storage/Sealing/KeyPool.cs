using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// One key for many threads. A cipher can be used by one thread at a time and costs more to make than to use, so
/// ciphers are reused.
/// </summary>
internal sealed class KeyPool(byte[] key) : IDisposable
{
    private readonly ConcurrentBag<AesGcm> _free = [];

    /// <summary>Seals bytes and writes <paramref name="mark"/> before them.</summary>
    public byte[] Seal(byte mark, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity)
    {
        var result = new byte[1 + SealedBytes.Overhead + plain.Length];
        result[0] = mark;
        Seal(plain, identity, result.AsSpan(1));
        return result;
    }

    /// <summary>Seals into <paramref name="result"/>.</summary>
    public void Seal(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity, Span<byte> result)
    {
        var aes = Take();
        SealedBytes.Seal(aes, plain, identity, result);
        _free.Add(aes);
    }

    /// <summary>Opens sealed bytes without their mark.</summary>
    /// <exception cref="CryptographicException">
    /// The key or the identity is another one, or the bytes were changed.
    /// </exception>
    public byte[] Open(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> identity)
    {
        var aes = Take();
        try
        {
            return SealedBytes.Open(aes, stored, identity);
        }
        finally
        {
            _free.Add(aes);
        }
    }

    private AesGcm Take() => _free.TryTake(out var free) ? free : new AesGcm(key, SealedBytes.TagBytes);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_free.TryTake(out var free)) free.Dispose();
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// The form of a sealed content: a mark with which no picture, PDF or film begins, its own data key, wrapped, and then
/// chunks of 64 KiB, each with a tag. The nonce of a chunk has its number and whether it is the last, so that no chunk
/// can be left out, doubled or moved; the key is used for this content alone.
/// </summary>
internal static class ContentFormat
{
    /// <summary>Plain bytes of every chunk except the last.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes before the first chunk.</summary>
    public const int HeaderBytes = 8 + EntityKey.WrappedBytes;

    /// <summary>The bytes with which the content begins.</summary>
    public static ReadOnlySpan<byte> Magic => "\x03ORSEAL1"u8;

    /// <summary>True for a sealed content, by its first bytes.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> begun) => begun.Length >= HeaderBytes && begun.StartsWith(Magic);

    /// <summary>Bytes of a sealed content.</summary>
    public static long SealedLength(long plain) => HeaderBytes + plain + (Chunks(plain) * SealedBytes.TagBytes);

    /// <summary>How many plain bytes a sealed content of this length has.</summary>
    public static long PlainLength(long stored)
    {
        const int Full = ChunkBytes + SealedBytes.TagBytes;
        var chunks = stored - HeaderBytes;
        return chunks - (((chunks + Full - 1) / Full) * SealedBytes.TagBytes);
    }

    /// <summary>The identity that is part of every seal of a content.</summary>
    public static byte[] Identity(string sha256) => Encoding.ASCII.GetBytes("content\n" + sha256);

    /// <summary>Writes the nonce of a chunk.</summary>
    public static void Nonce(Span<byte> nonce, long chunk, bool last)
    {
        BinaryPrimitives.WriteInt64LittleEndian(nonce, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(nonce[sizeof(long)..], last ? 1 : 0);
    }

    /// <summary>The header of a new content, and its cipher, which must be disposed.</summary>
    public static (byte[] Header, AesGcm Cipher) Begin(Sealer sealer, string sha256)
    {
        var key = RandomNumberGenerator.GetBytes(SealedBytes.KeyBytes);
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        sealer.Wrapping.Seal(key, Identity(sha256), header.AsSpan(Magic.Length));
        return (header, new AesGcm(key, SealedBytes.TagBytes));
    }

    /// <summary>The cipher of a stored content, which must be disposed.</summary>
    /// <exception cref="SealedRowException">It belongs to another content, or was changed.</exception>
    public static AesGcm CipherOf(Sealer sealer, string sha256, ReadOnlySpan<byte> header)
    {
        try
        {
            var key = sealer.Wrapping.Open(header[Magic.Length..HeaderBytes], Identity(sha256));
            return new AesGcm(key, SealedBytes.TagBytes);
        }
        catch (Exception fault) when (fault is CryptographicException or InvalidOperationException)
        {
            throw new SealedRowException($"content {sha256}", fault);
        }
    }

    /// <summary>At least one chunk: an empty content has an empty one.</summary>
    private static long Chunks(long plain) => Math.Max(1, (plain + ChunkBytes - 1) / ChunkBytes);
}

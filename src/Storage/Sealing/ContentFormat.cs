using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// How a content lies sealed: a beginning that no picture, PDF or film has, its own data key, wrapped, and then chunks
/// of 64 KiB, each with a tag. The number of a chunk and whether it is the last are in its nonce, so that none can be
/// left out, doubled or moved; the key serves this content alone.
/// </summary>
internal static class ContentFormat
{
    /// <summary>Plain bytes of a chunk but the last.</summary>
    public const int ChunkBytes = 64 * 1024;

    /// <summary>Bytes before the first chunk.</summary>
    public const int HeaderBytes = 8 + EntityKey.WrappedBytes;

    /// <summary>How it begins.</summary>
    public static ReadOnlySpan<byte> Magic => "\x03ORSEAL1"u8;

    /// <summary>True: bytes that begin so are a sealed content.</summary>
    public static bool IsSealed(ReadOnlySpan<byte> begun) => begun.Length >= HeaderBytes && begun.StartsWith(Magic);

    /// <summary>Bytes of a sealed content.</summary>
    public static long SealedLength(long plain) => HeaderBytes + plain + (Chunks(plain) * SealedBytes.TagBytes);

    /// <summary>Bytes of the content in so many sealed ones.</summary>
    public static long PlainLength(long stored)
    {
        const int Full = ChunkBytes + SealedBytes.TagBytes;
        var chunks = stored - HeaderBytes;
        return chunks - (((chunks + Full - 1) / Full) * SealedBytes.TagBytes);
    }

    /// <summary>What the seals of a content belong to.</summary>
    public static byte[] Identity(string sha256) => Encoding.ASCII.GetBytes("content\n" + sha256);

    /// <summary>Writes the nonce of a chunk.</summary>
    public static void Nonce(Span<byte> nonce, long chunk, bool last)
    {
        BinaryPrimitives.WriteInt64LittleEndian(nonce, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(nonce[sizeof(long)..], last ? 1 : 0);
    }

    /// <summary>The beginning of a new content, and its cipher; to be disposed.</summary>
    public static (byte[] Header, AesGcm Cipher) Begin(Sealer sealer, string sha256)
    {
        var key = RandomNumberGenerator.GetBytes(SealedBytes.KeyBytes);
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        sealer.Wrapping.Seal(key, Identity(sha256), header.AsSpan(Magic.Length));
        return (header, new AesGcm(key, SealedBytes.TagBytes));
    }

    /// <summary>The cipher of a stored content; to be disposed.</summary>
    /// <exception cref="SealedRowException">It is another content's, or was changed.</exception>
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

    /// <summary>One chunk at least: an empty content has an empty one.</summary>
    private static long Chunks(long plain) => Math.Max(1, (plain + ChunkBytes - 1) / ChunkBytes);
}

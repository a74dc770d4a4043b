using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A stored content in its original form: it is decrypted while it is read, or passed on if it is plain.
/// </summary>
internal sealed class OpeningStream : ReadOnlyStream
{
    private readonly Stream _stored;
    private readonly string _sha256;
    private readonly AesGcm? _cipher;
    private readonly byte[] _identity;
    private readonly byte[] _chunk = new byte[SealedBytes.TagBytes + ContentFormat.ChunkBytes];
    private readonly byte[] _ready = new byte[ContentFormat.ChunkBytes];
    private long _next, _left;
    private int _from, _to;

    private OpeningStream(Stream stored, string sha256, AesGcm? cipher, ReadOnlySpan<byte> begun)
    {
        (_stored, _sha256, _cipher, _identity) = (stored, sha256, cipher, ContentFormat.Identity(sha256));
        _left = cipher is null ? stored.Length : stored.Length - ContentFormat.HeaderBytes;
        Length = cipher is null ? stored.Length : ContentFormat.PlainLength(stored.Length);
        if (cipher is not null) return;
        begun.CopyTo(_ready);
        _to = begun.Length;
    }

    /// <summary>
    /// Looks at the first bytes of the content; the stream takes ownership of <paramref name="stored"/>.
    /// </summary>
    /// <exception cref="SealedRowException">It belongs to another content, or was changed.</exception>
    public static async Task<Stream> Open(
        Sealer sealer, string sha256, Stream stored, CancellationToken cancellation)
    {
        var begun = new byte[ContentFormat.HeaderBytes];
        var count = await stored.ReadAtLeastAsync(begun, begun.Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        var cipher = ContentFormat.IsSealed(begun.AsSpan(0, count))
            ? ContentFormat.CipherOf(sealer, sha256, begun)
            : null;
        return new OpeningStream(stored, sha256, cipher, begun.AsSpan(0, count));
    }

    public override bool CanSeek => false;

    public override long Length { get; }

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_from == _to)
        {
            if (_cipher is null) return await _stored.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            if (!await Fill(cancellationToken).ConfigureAwait(false)) return 0;
        }
        var count = Math.Min(buffer.Length, _to - _from);
        _ready.AsSpan(_from, count).CopyTo(buffer.Span);
        _from += count;
        return count;
    }

    /// <summary>Reads the next chunk; false: there is none. A content without its last chunk is refused.</summary>
    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        if (_next < 0) return false;
        var count = await _stored.ReadAtLeastAsync(_chunk, _chunk.Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        _left -= count;
        Open(count);
        (_from, _to) = (0, count - SealedBytes.TagBytes);
        _next = _left <= 0 ? -1 : _next + 1;
        return _to > 0;
    }

    private void Open(int count)
    {
        if (count < SealedBytes.TagBytes) throw new SealedRowException($"content {_sha256}");
        Span<byte> nonce = stackalloc byte[SealedBytes.NonceBytes];
        ContentFormat.Nonce(nonce, _next, last: _left <= 0);
        try
        {
            _cipher!.Decrypt(
                nonce, _chunk.AsSpan(SealedBytes.TagBytes, count - SealedBytes.TagBytes),
                _chunk.AsSpan(0, SealedBytes.TagBytes), _ready.AsSpan(0, count - SealedBytes.TagBytes), _identity);
        }
        catch (CryptographicException changed)
        {
            throw new SealedRowException($"content {_sha256}", changed);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher?.Dispose();
            _stored.Dispose();
        }
        base.Dispose(disposing);
    }
}

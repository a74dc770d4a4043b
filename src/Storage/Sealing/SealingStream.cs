using System.Security.Cryptography;

namespace OrleansRegistry.Storage.Sealing;

/// <summary>
/// A content in its stored form, encrypted while it is read. It can be read again from its beginning and then has the
/// same bytes: the same key, and the same nonces for the same chunks.
/// </summary>
internal sealed class SealingStream : ReadOnlyStream
{
    private readonly Stream _plain;
    private readonly byte[] _header, _identity;
    private readonly AesGcm _cipher;
    private readonly byte[] _chunk = new byte[ContentFormat.ChunkBytes];
    private readonly byte[] _ready = new byte[SealedBytes.TagBytes + ContentFormat.ChunkBytes];
    private long _next, _position;
    private int _from, _to;

    /// <summary>Seals a content, which must allow reading from its beginning again.</summary>
    public SealingStream(Sealer sealer, string sha256, Stream plain)
    {
        (_plain, _identity) = (plain, ContentFormat.Identity(sha256));
        (_header, _cipher) = ContentFormat.Begin(sealer, sha256);
        Restart();
    }

    public override bool CanSeek => true;

    public override long Length => ContentFormat.SealedLength(_plain.Length);

    public override long Position
    {
        get => _position;
        set
        {
            if (value != 0) throw new NotSupportedException("only back to the beginning");
            Restart();
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_from == _to && !await Fill(cancellationToken).ConfigureAwait(false)) return 0;
        var count = Math.Min(buffer.Length, _to - _from);
        _ready.AsSpan(_from, count).CopyTo(buffer.Span);
        _from += count;
        _position += count;
        return count;
    }

    private void Restart()
    {
        _plain.Position = 0;
        (_next, _position, _from, _to) = (0, 0, 0, _header.Length);
        _header.CopyTo(_ready, 0);
    }

    /// <summary>Makes the next chunk; false: there are no more.</summary>
    private async ValueTask<bool> Fill(CancellationToken cancellation)
    {
        if (_next < 0) return false;
        var count = await _plain.ReadAtLeastAsync(_chunk, _chunk.Length, throwOnEndOfStream: false, cancellation)
            .ConfigureAwait(false);
        var last = _plain.Position >= _plain.Length;
        Seal(count, last);
        (_from, _to) = (0, SealedBytes.TagBytes + count);
        _next = last ? -1 : _next + 1;
        return true;
    }

    private void Seal(int count, bool last)
    {
        Span<byte> nonce = stackalloc byte[SealedBytes.NonceBytes];
        ContentFormat.Nonce(nonce, _next, last);
        _cipher.Encrypt(
            nonce, _chunk.AsSpan(0, count), _ready.AsSpan(SealedBytes.TagBytes, count),
            _ready.AsSpan(0, SealedBytes.TagBytes), _identity);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _cipher.Dispose();
        base.Dispose(disposing);
    }
}

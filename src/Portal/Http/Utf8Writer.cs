using System.Buffers;
using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Writes text as UTF-8 into a buffer. A page has some thousand short pieces, and the server's buffer takes a lock for
/// each: so they are collected here and passed on in blocks. The last block is passed on when this is disposed.
/// </summary>
internal sealed class Utf8Writer(IBufferWriter<byte> to) : TextWriter
{
    private const int BlockChars = 4_096;
    private readonly char[] _block = ArrayPool<char>.Shared.Rent(BlockChars);
    private int _used;

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (_used == _block.Length) HandOver();
        _block[_used++] = value;
    }

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > _block.Length - _used)
        {
            var fits = _block.Length - _used;
            buffer[..fits].CopyTo(_block.AsSpan(_used));
            buffer = buffer[fits..];
            _used = _block.Length;
            HandOver();
        }
        buffer.CopyTo(_block.AsSpan(_used));
        _used += buffer.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_used > 0) Encoding.UTF8.GetBytes(_block.AsSpan(0, _used), to);
            ArrayPool<char>.Shared.Return(_block);
        }
        base.Dispose(disposing);
    }

    /// <summary>Passes on everything but an unpaired first surrogate, whose second half is in the next block.</summary>
    private void HandOver()
    {
        var whole = char.IsHighSurrogate(_block[_used - 1]) ? _used - 1 : _used;
        Encoding.UTF8.GetBytes(_block.AsSpan(0, whole), to);
        _block[0] = _block[_used - 1];
        _used -= whole;
    }
}

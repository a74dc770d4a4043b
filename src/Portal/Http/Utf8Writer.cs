using System.Buffers;
using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>Writes text as UTF-8 into a buffer, without a copy of the whole page in between.</summary>
internal sealed class Utf8Writer(IBufferWriter<byte> to) : TextWriter
{
    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write(new ReadOnlySpan<char>(in value));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (buffer.Length > 0) Encoding.UTF8.GetBytes(buffer, to);
    }
}

using System.Buffers.Binary;

namespace OrleansRegistry.Sheets.Fonts;

/// <summary>A font file is not what it claims to be.</summary>
internal sealed class BadFontException(string message) : Exception(message);

/// <summary>Big-endian numbers of a font file. Reading past the end means a bad file, not a bug.</summary>
internal readonly struct FontBytes(ReadOnlyMemory<byte> bytes)
{
    public int Length => bytes.Length;

    public ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(At(at, 2));

    public short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(At(at, 2));

    public byte U8(int at) => At(at, 1)[0];

    /// <summary>An unsigned number of 32 bits that is a count or a position in the file.</summary>
    public int Int(int at)
    {
        var number = BinaryPrimitives.ReadUInt32BigEndian(At(at, 4));
        return number <= int.MaxValue ? (int)number : throw new BadFontException("an offset is out of the file");
    }

    public ReadOnlySpan<byte> At(int at, int length) =>
        at >= 0 && length >= 0 && at <= bytes.Length - length
            ? bytes.Span.Slice(at, length)
            : throw new BadFontException("the file is cut off");

    public FontBytes Slice(int at, int length)
    {
        At(at, length);
        return new FontBytes(bytes.Slice(at, length));
    }

    public ReadOnlySpan<byte> All => bytes.Span;
}

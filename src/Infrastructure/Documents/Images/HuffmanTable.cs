namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// A Huffman table of a JPEG (ISO/IEC 10918-1, annex C), with its codes in the order of their length.
/// </summary>
internal sealed class HuffmanTable
{
    private const int MaxLength = 16, FastBits = 8;

    private readonly byte[] _values;
    private readonly int[] _firstCode = new int[MaxLength + 1];
    private readonly int[] _firstIndex = new int[MaxLength + 1];
    private readonly int[] _count = new int[MaxLength + 1];

    // For the next eight bits: length of the code in the high byte, its value in the low one; 0: the code is longer.
    private readonly ushort[] _fast = new ushort[1 << FastBits];

    private HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        for (int length = 1, code = 0, index = 0; length <= MaxLength; length++, code <<= 1)
        {
            (_firstCode[length], _firstIndex[length], _count[length]) = (code, index, counts[length - 1]);
            for (var i = 0; i < _count[length]; i++, code++, index++)
            {
                if (length > FastBits) continue;
                var first = code << (FastBits - length);
                _fast.AsSpan(first, 1 << (FastBits - length)).Fill((ushort)(length << 8 | values[index]));
            }
        }
    }

    /// <summary>
    /// The table from the number of codes of each length and their values; null: there are more codes than possible.
    /// </summary>
    public static HuffmanTable? Of(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        for (int length = 1, left = 2; length <= MaxLength; length++, left *= 2)
            if ((left -= counts[length - 1]) < 0) return null;
        return new HuffmanTable(counts, values);
    }

    /// <summary>The next value; -1: the bits are no code of this table, or the data have ended.</summary>
    public int Next(ref JpegBits bits)
    {
        var found = _fast[bits.Peek(FastBits)];
        if (found != 0) return bits.Skip(found >> 8) ? found & 0xFF : -1;
        for (var length = FastBits + 1; length <= MaxLength; length++)
        {
            var offset = bits.Peek(length) - _firstCode[length];
            if (offset >= 0 && offset < _count[length])
                return bits.Skip(length) ? _values[_firstIndex[length] + offset] : -1;
        }
        return -1;
    }
}

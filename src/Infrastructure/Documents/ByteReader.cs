using System.Buffers.Binary;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>Reads untrusted bytes: every step says whether enough were left, and nothing throws.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _left = bytes;

    /// <summary>Bytes not yet read.</summary>
    public readonly int Left => _left.Length;

    /// <summary>Takes the next bytes, if there are as many.</summary>
    public bool TryTake(long count, out ReadOnlySpan<byte> taken)
    {
        if (count < 0 || count > _left.Length)
        {
            taken = default;
            return false;
        }
        taken = _left[..(int)count];
        _left = _left[(int)count..];
        return true;
    }

    /// <summary>The next byte.</summary>
    public bool TryByte(out byte value)
    {
        var has = TryTake(1, out var taken);
        value = has ? taken[0] : (byte)0;
        return has;
    }

    /// <summary>The next two bytes, the higher one first.</summary>
    public bool TryUInt16(out int value)
    {
        var has = TryTake(2, out var taken);
        value = has ? BinaryPrimitives.ReadUInt16BigEndian(taken) : 0;
        return has;
    }

    /// <summary>The next four bytes, the highest first.</summary>
    public bool TryUInt32(out uint value)
    {
        var has = TryTake(4, out var taken);
        value = has ? BinaryPrimitives.ReadUInt32BigEndian(taken) : 0;
        return has;
    }

    /// <summary>Skips until <paramref name="value"/> is the next byte; false: there is none.</summary>
    public bool SkipTo(byte value)
    {
        var at = _left.IndexOf(value);
        if (at < 0) return false;
        _left = _left[at..];
        return true;
    }
}

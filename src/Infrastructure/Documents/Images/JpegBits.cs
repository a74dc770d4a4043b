namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// The bits of a scan (ISO/IEC 10918-1, F.2.2.5): FF 00 is a byte FF; FF followed by anything else ends them.
/// </summary>
internal ref struct JpegBits(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _at;
    private ulong _bits;
    private int _count;

    /// <summary>The next bits, 16 at most, without taking them; zeros after the end.</summary>
    public int Peek(int count)
    {
        if (_count < count) Fill();
        return (int)(_count >= count ? _bits >> (_count - count) : _bits << (count - _count)) & ((1 << count) - 1);
    }

    /// <summary>Takes bits; false: there are fewer.</summary>
    public bool Skip(int count)
    {
        if (_count < count) Fill();
        if (_count < count) return false;
        _count -= count;
        _bits &= (1UL << _count) - 1;
        return true;
    }

    /// <summary>Takes the next bits, 16 at most; -1: there are fewer.</summary>
    public int Take(int count)
    {
        var value = Peek(count);
        return Skip(count) ? value : -1;
    }

    /// <summary>Skips the rest of the byte and takes the restart marker after it; false: there is none.</summary>
    public bool Restart()
    {
        (_bits, _count) = (0, 0);
        while (_at + 1 < _data.Length && _data[_at] == 0xFF && _data[_at + 1] == 0xFF) _at++;
        if (_at + 1 >= _data.Length || _data[_at] != 0xFF || _data[_at + 1] is < 0xD0 or > 0xD7) return false;
        _at += 2;
        return true;
    }

    private void Fill()
    {
        while (_count <= 48 && _at < _data.Length)
        {
            var next = _data[_at];
            if (next == 0xFF)
            {
                if (_at + 1 >= _data.Length || _data[_at + 1] != 0) return;
                _at++;
            }
            _at++;
            _bits = _bits << 8 | next;
            _count += 8;
        }
    }
}

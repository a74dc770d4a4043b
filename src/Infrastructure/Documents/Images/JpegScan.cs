namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Decodes the blocks of one scan: in a sequential frame all coefficients, in a progressive one a band or one more bit
/// of it.
/// </summary>
/// <param name="progressive">True: the frame is progressive.</param>
/// <param name="first">The first coefficient, 0 to 63.</param>
/// <param name="last">The last one, inclusive.</param>
/// <param name="before">The bit that was decoded before; 0: this is the first scan of its band.</param>
internal sealed class JpegScan(bool progressive, int first, int last, int before)
{
    private const int MaxCoefficient = 63, MaxDirectBits = 11, ZeroRun = 15;

    private int _endRun;

    /// <summary>True for a scan that the standard allows.</summary>
    public bool IsPossible(int components) => last is <= MaxCoefficient && before <= 13
        && (!progressive || (first == 0 ? last == 0 : first <= last && components == 1));

    /// <summary>True when it has the mean of each block.</summary>
    public bool DrawsDirect => !progressive || first == 0;

    public bool NeedsDirect => !progressive || (first == 0 && before == 0);

    public bool NeedsAlternating => !progressive || first > 0;

    /// <summary>Resets what must not continue after a restart.</summary>
    public void Restart() => _endRun = 0;

    /// <summary>Decodes a block; false: the bits are no block.</summary>
    public bool Block(JpegPixels.Part part, int index, ref JpegBits bits)
    {
        if (!progressive) return Direct(part, ref bits) && Sequential(part.Alternating!, ref bits);
        if (first == 0) return before == 0 ? Direct(part, ref bits) : bits.Skip(1);
        ref var nonZero = ref part.Component.NonZero[index];
        return before == 0
            ? Band(part.Alternating!, ref nonZero, ref bits) : Refined(part.Alternating!, ref nonZero, ref bits);
    }

    private static bool Direct(JpegPixels.Part part, ref JpegBits bits)
    {
        var size = part.Direct!.Next(ref bits);
        return size is >= 0 and <= MaxDirectBits && bits.Skip(size);
    }

    private static bool Sequential(HuffmanTable table, ref JpegBits bits)
    {
        for (var k = 1; k <= MaxCoefficient; k++)
        {
            var code = table.Next(ref bits);
            if (code < 0) return false;
            var (run, size) = (code >> 4, code & 15);
            if (size == 0 && run < ZeroRun) return true;
            k += run;
            if (k > MaxCoefficient || !bits.Skip(size)) return false;
        }
        return true;
    }

    private bool Band(HuffmanTable table, ref ulong nonZero, ref JpegBits bits)
    {
        if (_endRun > 0)
        {
            _endRun--;
            return true;
        }
        for (var k = first; k <= last; k++)
        {
            var code = table.Next(ref bits);
            if (code < 0) return false;
            var (run, size) = (code >> 4, code & 15);
            if (size == 0 && run < ZeroRun) return EndRun(run, ref bits) && _endRun-- > 0;
            k += run;
            if (k > last || !bits.Skip(size)) return false;
            if (size > 0) nonZero |= 1UL << k;
        }
        return true;
    }

    private bool Refined(HuffmanTable table, ref ulong nonZero, ref JpegBits bits)
    {
        var k = first;
        for (; _endRun == 0 && k <= last; k++)
        {
            var code = table.Next(ref bits);
            if (code < 0) return false;
            var (run, size) = (code >> 4, code & 15);
            if (size > 1 || (size == 1 && !bits.Skip(1))) return false;
            if (size == 0 && run < ZeroRun)
            {
                if (!EndRun(run, ref bits)) return false;
                break;
            }
            // Coefficients that are not zero yet get their bit; the others are counted for the run.
            for (; k <= last; k++)
            {
                if ((nonZero & 1UL << k) == 0)
                {
                    if (--run < 0) break;
                }
                else if (!bits.Skip(1)) return false;
            }
            if (size == 0) continue;
            if (k > last) return false;
            nonZero |= 1UL << k;
        }
        if (_endRun == 0) return true;
        for (; k <= last; k++)
            if ((nonZero & 1UL << k) != 0 && !bits.Skip(1)) return false;
        _endRun--;
        return true;
    }

    /// <summary>Reads the number of blocks, including this one, that have nothing more in this band.</summary>
    private bool EndRun(int bitsMore, ref JpegBits bits)
    {
        var more = bitsMore == 0 ? 0 : bits.Take(bitsMore);
        _endRun = (1 << bitsMore) + more;
        return more >= 0;
    }
}

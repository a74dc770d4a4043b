namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>Rows of single bytes with PNG filters (ISO/IEC 15948, 9).</summary>
internal static class PngRows
{
    /// <summary>The bytes without the filter; null: there is no such filter, or a row is incomplete.</summary>
    public static byte[]? Unfilter(ReadOnlySpan<byte> filtered, int columns)
    {
        var stride = columns + 1;
        if (filtered.Length % stride != 0) return null;
        var plain = new byte[filtered.Length / stride * columns];
        var above = new byte[columns].AsSpan();
        for (var row = 0; row * stride < filtered.Length; row++)
        {
            var source = filtered.Slice(row * stride + 1, columns);
            var target = plain.AsSpan(row * columns, columns);
            if (!Row(filtered[row * stride], source, above, target)) return null;
            above = target;
        }
        return plain;
    }

    private static bool Row(byte filter, ReadOnlySpan<byte> source, ReadOnlySpan<byte> above, Span<byte> target)
    {
        if (filter > 4) return false;
        for (var i = 0; i < source.Length; i++)
        {
            var (left, corner) = i == 0 ? ((byte)0, (byte)0) : (target[i - 1], above[i - 1]);
            var predicted = filter switch
            {
                1 => left,
                2 => above[i],
                3 => (left + above[i]) / 2,
                4 => Paeth(left, above[i], corner),
                _ => 0,
            };
            target[i] = unchecked((byte)(source[i] + predicted));
        }
        return true;
    }

    private static int Paeth(int left, int above, int corner)
    {
        var estimate = left + above - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? above : corner;
    }
}

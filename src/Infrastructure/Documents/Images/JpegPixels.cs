namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Decodes the data of a JPEG (ISO/IEC 10918-1, annexes F and G) and remembers only which coefficients are not zero. So
/// it is known that every block of every scan is there and ends where it should. The work is limited by the size of the
/// frame and of the file, however many scans there are.
/// </summary>
internal sealed class JpegPixels
{
    private const int MaxVisits = 20, MaxUnitBlocks = 10;

    private readonly HuffmanTable?[] _direct = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _alternating = new HuffmanTable?[4];
    private JpegFrame? _frame;
    private int _interval;
    private long _visits;

    /// <summary>True when every component was decoded.</summary>
    public bool IsWhole => _frame is not null && _frame.Components.All(one => one.IsDrawn);

    /// <summary>Reads the frame; false: one that browsers do not show.</summary>
    public bool TakeFrame(byte marker, ReadOnlySpan<byte> data) => (_frame = JpegFrame.Of(marker, data)) is not null;

    /// <summary>Reads the interval of restarts; false: the data are no interval.</summary>
    public bool TakeInterval(ReadOnlySpan<byte> data)
    {
        if (data.Length != 2) return false;
        _interval = data[0] << 8 | data[1];
        return true;
    }

    /// <summary>Reads Huffman tables; false: the data are no tables.</summary>
    public bool TakeTables(ReadOnlySpan<byte> data)
    {
        while (data.Length >= 17)
        {
            var counts = data[1..17];
            var (kind, values) = (data[0], 0);
            foreach (var count in counts) values += count;
            if ((kind & 0xEC) != 0 || values > 256 || data.Length < 17 + values) return false;
            if (HuffmanTable.Of(counts, data.Slice(17, values)) is not { } table) return false;
            (kind < 16 ? _direct : _alternating)[kind & 3] = table;
            data = data[(17 + values)..];
        }
        return data.Length == 0;
    }

    /// <summary>Decodes a scan by its header; false: it is not complete, or takes too much work.</summary>
    public bool TakeScan(ReadOnlySpan<byte> header, ReadOnlySpan<byte> data)
    {
        if (_frame is not { } frame || Parts(frame, header) is not { } parts) return false;
        var scan = new JpegScan(frame.IsProgressive, header[^3], header[^2], header[^1] >> 4);
        if (!scan.IsPossible(parts.Length)) return false;
        foreach (var part in parts)
        {
            if (scan.NeedsDirect && part.Direct is null || scan.NeedsAlternating && part.Alternating is null)
                return false;
            if (scan.DrawsDirect) part.Component.IsDrawn = true;
        }
        var bits = new JpegBits(data);
        return parts.Length == 1 ? Alone(scan, parts[0], ref bits) : Interleaved(frame, scan, parts, ref bits);
    }

    private Part[]? Parts(JpegFrame frame, ReadOnlySpan<byte> header)
    {
        if (header.Length < 6 || header[0] is < 1 or > 4 || header.Length != 4 + 2 * header[0]) return null;
        var parts = new Part[header[0]];
        for (var i = 0; i < parts.Length; i++)
        {
            var (id, tables) = (header[1 + 2 * i], header[2 + 2 * i]);
            if (Array.Find(frame.Components, one => one.Id == id) is not { } component || (tables & 0xCC) != 0)
                return null;
            parts[i] = new Part(component, _direct[tables >> 4], _alternating[tables & 3]);
        }
        return parts;
    }

    private bool Alone(JpegScan scan, Part part, ref JpegBits bits)
    {
        var component = part.Component;
        if (!Affords((long)component.Columns * component.Rows)) return false;
        var until = _interval;
        for (var row = 0; row < component.Rows; row++)
        {
            for (var column = 0; column < component.Columns; column++)
            {
                if (!Goes(scan, ref until, ref bits)
                    || !scan.Block(part, row * component.Stride + column, ref bits)) return false;
            }
        }
        return true;
    }

    private bool Interleaved(JpegFrame frame, JpegScan scan, Part[] parts, ref JpegBits bits)
    {
        var unit = parts.Sum(part => part.Component.Across * part.Component.Down);
        if (unit > MaxUnitBlocks || !Affords((long)frame.Columns * frame.Rows * unit)) return false;
        var until = _interval;
        for (var row = 0; row < frame.Rows; row++)
        {
            for (var column = 0; column < frame.Columns; column++)
            {
                if (!Goes(scan, ref until, ref bits)) return false;
                foreach (var part in parts)
                    if (!Unit(scan, part, row, column, ref bits)) return false;
            }
        }
        return true;
    }

    private static bool Unit(JpegScan scan, Part part, int row, int column, ref JpegBits bits)
    {
        var component = part.Component;
        for (var y = row * component.Down; y < (row + 1) * component.Down; y++)
        {
            for (var x = column * component.Across; x < (column + 1) * component.Across; x++)
                if (!scan.Block(part, y * component.Stride + x, ref bits)) return false;
        }
        return true;
    }

    /// <summary>Counts a unit; after each interval there must be a restart marker.</summary>
    private bool Goes(JpegScan scan, ref int until, ref JpegBits bits)
    {
        if (_interval == 0 || until-- > 0) return true;
        until = _interval - 1;
        scan.Restart();
        return bits.Restart();
    }

    private bool Affords(long blocks) => (_visits += blocks) <= MaxVisits * _frame!.Blocks;

    /// <summary>A component in a scan, with the tables by which it is coded.</summary>
    internal readonly record struct Part(
        JpegFrame.Component Component, HuffmanTable? Direct, HuffmanTable? Alternating);
}

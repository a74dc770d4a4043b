namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// The frame of a JPEG: how many blocks of 8 x 8 each component has. Only frames that browsers show are accepted: 8
/// bits, Huffman codes, sequential or progressive.
/// </summary>
internal sealed class JpegFrame
{
    private const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2;
    private const int Block = 8, MaxSampling = 4;

    private JpegFrame(byte marker, int width, int height, Component[] components)
    {
        (IsProgressive, Components) = (marker == Progressive, components);
        var (across, down) = (components.Max(one => one.Across), components.Max(one => one.Down));
        (Columns, Rows) = (Ceiling(width, Block * across), Ceiling(height, Block * down));
        foreach (var one in components)
        {
            one.Columns = Ceiling(Ceiling(width * one.Across, across), Block);
            one.Rows = Ceiling(Ceiling(height * one.Down, down), Block);
            one.Stride = Columns * one.Across;
            Blocks += (long)one.Stride * Rows * one.Down;
            if (IsProgressive) one.NonZero = new ulong[one.Stride * Rows * one.Down];
        }
    }

    public bool IsProgressive { get; }

    public Component[] Components { get; }

    /// <summary>Units of an interleaved scan in a row.</summary>
    public int Columns { get; }

    /// <summary>Rows of units of an interleaved scan.</summary>
    public int Rows { get; }

    /// <summary>Blocks of all components.</summary>
    public long Blocks { get; }

    /// <summary>The frame in the data of this marker; null: one that browsers do not show.</summary>
    public static JpegFrame? Of(byte marker, ReadOnlySpan<byte> data)
    {
        if (marker is not (Baseline or Extended or Progressive) || data[0] != 8 || data[5] is < 1 or > 4) return null;
        var components = new Component[data[5]];
        for (var i = 0; i < components.Length; i++)
        {
            var (id, sampling) = (data[6 + 3 * i], data[7 + 3 * i]);
            components[i] = new Component(id, sampling >> 4, sampling & 15);
            if (components[i].Across is < 1 or > MaxSampling || components[i].Down is < 1 or > MaxSampling) return null;
        }
        return new JpegFrame(marker, data[3] << 8 | data[4], data[1] << 8 | data[2], components);
    }

    private static int Ceiling(int value, int by) => (value + by - 1) / by;

    /// <summary>A component, and how much of it was decoded.</summary>
    internal sealed class Component(byte id, int across, int down)
    {
        public byte Id => id;

        public int Across => across;

        public int Down => down;

        /// <summary>Blocks in a row where a scan has this component alone.</summary>
        public int Columns { get; set; }

        public int Rows { get; set; }

        /// <summary>Blocks in a row, including those that only complete the last unit.</summary>
        public int Stride { get; set; }

        /// <summary>For a progressive frame: for each block, a bit for each coefficient that is not zero.</summary>
        public ulong[] NonZero { get; set; } = [];

        /// <summary>True when a scan has decoded it.</summary>
        public bool IsDrawn { get; set; }
    }
}

using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;

namespace OrleansRegistry.Bench.Measures;

/// <summary>What it costs at least to write a picture: its own scan lines, deflated at level 1 on one core.</summary>
internal static class DeflatedPixels
{
    private const int SignatureBytes = 8, AroundChunk = 12;

    /// <summary>Median milliseconds of <paramref name="runs"/> times.</summary>
    public static double Milliseconds(ReadOnlyMemory<byte> png, int runs)
    {
        var lines = LinesOf(png.Span);
        var times = new List<double>();
        for (var i = -runs / 4; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var packed = new MemoryStream(lines.Length);
            using (var packing = new ZLibStream(packed, CompressionLevel.Fastest)) packing.Write(lines);
            if (i >= 0) times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        return times[runs / 2];
    }

    /// <summary>The scan lines in all IDAT chunks.</summary>
    private static byte[] LinesOf(ReadOnlySpan<byte> png)
    {
        using var packed = new MemoryStream();
        for (var at = SignatureBytes; at + AroundChunk <= png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (png.Slice(at + 4, 4).SequenceEqual("IDAT"u8)) packed.Write(png.Slice(at + 8, length));
            at += AroundChunk + length;
        }
        packed.Position = 0;
        using var lines = new MemoryStream();
        using (var unpacking = new ZLibStream(packed, CompressionMode.Decompress)) unpacking.CopyTo(lines);
        return lines.ToArray();
    }
}

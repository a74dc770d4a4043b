using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Builds images byte by byte, by the book and against it.</summary>
internal static class Images
{
    public static byte[] Png(uint width = 413, uint height = 579, uint? perMetre = null, byte[]? after = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteUInt32BigEndian(header, width);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        var chunks = new List<byte[]> { Chunk("IHDR", header) };
        if (perMetre is { } density)
        {
            var physical = new byte[9];
            BinaryPrimitives.WriteUInt32BigEndian(physical, density);
            BinaryPrimitives.WriteUInt32BigEndian(physical.AsSpan(4), density);
            physical[8] = 1;
            chunks.Add(Chunk("pHYs", physical));
        }
        return Png([.. chunks, Chunk("IDAT", Grey(width, height)), Chunk("IEND", []), after ?? []]);
    }

    /// <summary>Black rows, where the size can be an image's.</summary>
    private static byte[] Grey(uint width, uint height)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height && (long)width * height <= 1_000_000; y++) zlib.Write(new byte[width + 1]);
        return packed.ToArray();
    }

    public static byte[] Png(
        params byte[][] chunks) => [0x89, .. "PNG\r\n\u001a\n"u8, .. chunks.SelectMany(chunk => chunk)];

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var chunk = new byte[4 + body.Length + 4];
        BinaryPrimitives.WriteUInt32BigEndian(chunk, (uint)data.Length);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + body.Length), Checksum(body));
        return chunk;
    }

    /// <summary>
    /// A flat grey JPEG: each table has one code, so a block is two bits, and whatever zeros follow draw nothing.
    /// </summary>
    public static byte[] Jpeg(
        int width = 413, int height = 579, byte[]? first = null, byte[]? scan = null, byte[]? end = null) =>
    [
        0xFF, 0xD8,
        .. first ?? [],
        .. Tables(),
        .. Segment(0xC0,
            [8, (byte)(height >> 8), (byte)(height & 255), (byte)(width >> 8), (byte)(width & 255), 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        .. scan ?? new byte[ScanBytes(width, height)],
        .. end ?? [0xFF, 0xD9],
    ];

    /// <summary>Bytes in which all blocks of a flat grey JPEG are coded.</summary>
    public static int ScanBytes(int width, int height) => ((width + 7) / 8 * ((height + 7) / 8) * 2 + 7) / 8;

    public static byte[] Tables() =>
        [.. Segment(0xC4, [0x00, 1, .. new byte[15], 0]), .. Segment(0xC4, [0x10, 1, .. new byte[15], 0])];

    public static byte[] Segment(byte marker, byte[] data) =>
        [0xFF, marker, (byte)((data.Length + 2) >> 8), (byte)((data.Length + 2) & 255), .. data];

    public static byte[] Jfif(byte unit, int density) =>
        Segment(0xE0, [.. "JFIF\0"u8, 1, 2, unit, (byte)(density >> 8), (byte)(density & 255), 0, 1, 0, 0]);

    /// <summary>Exif with an orientation and 300 dots an inch, in either byte order.</summary>
    public static byte[] Exif(ushort orientation, bool small)
    {
        byte[] U16(ushort v) => small ? [(byte)(v & 255), (byte)(v >> 8)] : [(byte)(v >> 8), (byte)(v & 255)];
        byte[] U32(ushort v) => small ? [.. U16(v), 0, 0] : [0, 0, .. U16(v)];
        byte[] tiff =
        [
            .. small ? "II*\0"u8 : "MM\0*"u8, .. U32(8), .. U16(3),
            .. U16(0x0112), .. U16(3), .. U32(1), .. U16(orientation), 0, 0,
            .. U16(0x011A), .. U16(5), .. U32(1), .. U32(50),
            .. U16(0x0128), .. U16(3), .. U32(1), .. U16(2), 0, 0,
            .. U32(0), .. U32(300), .. U32(1),
        ];
        return Segment(0xE1, [.. "Exif\0\0"u8, .. tiff]);
    }

    /// <summary>
    /// By another's hand than the inspector's: the end of a gzip file is the checksum of what was packed.
    /// </summary>
    private static uint Checksum(byte[] data)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true)) gzip.Write(data);
        return BinaryPrimitives.ReadUInt32LittleEndian(packed.ToArray().AsSpan()[^8..^4]);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using OrleansRegistry.Infrastructure.Tests.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Identity;

/// <summary>Pictures that can be those of a card: grey, but whole and of the right shape.</summary>
internal static class Cards
{
    public static byte[] Png(int width, int height, byte shade)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        var row = new byte[width + 1];
        row.AsSpan(1).Fill(shade);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++) zlib.Write(row);
        return Images.Png(Images.Chunk("IHDR", header), Images.Chunk("IDAT", packed.ToArray()),
            Images.Chunk("IEND", []));
    }
}

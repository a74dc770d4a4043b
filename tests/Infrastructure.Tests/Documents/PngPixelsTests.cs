using System.Buffers.Binary;
using System.IO.Compression;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: a picture is one that decodes (finding M10), and finding out costs no more than its header promises.
/// </summary>
public sealed class PngPixelsTests : IDisposable
{
    private readonly TestStore _store = new();

    [Theory]
    [InlineData(8, 0, 0, 0, true)] // Grey.
    [InlineData(1, 0, 0, 0, true)]
    [InlineData(8, 2, 0, 0, true)]
    [InlineData(16, 6, 0, 0, true)]
    [InlineData(8, 0, 1, 0, true)] // Interlaced.
    [InlineData(8, 0, 0, -1, false)] // A byte is missing.
    [InlineData(8, 0, 0, 1, false)] // One too many.
    [InlineData(8, 2, 1, -1, false)]
    public async Task Every_row_is_there_and_nothing_after_it(int depth, int colour, int interlace, int more,
        bool fits) =>
        Assert.Equal(fits, await Taken(Png(13, 9, depth, colour, interlace, more)));

    [Fact]
    public async Task A_filter_that_does_not_exist_and_bytes_that_are_not_packed_are_refused()
    {
        Assert.False(await Taken(Png(13, 9, 8, 0, 0, 0, filter: 5)));
        Assert.False(await Taken(Garbage()));
        Assert.False(await Taken(Garbage(), MaterialKind.DrivingLicence));
        Assert.False(await Taken(Garbage(), MaterialKind.PortraitPhoto));
    }

    [Fact]
    public async Task A_header_that_promises_a_field_of_pixels_is_refused_before_anything_is_unpacked() =>
        Assert.False(await Taken(Images.Png(20_000, 20_000)));

    private static byte[] Garbage() => Images.Png(
        Images.Chunk("IHDR", [0, 0, 3, 88, 0, 0, 2, 28, 8, 2, 0, 0, 0]), Images.Chunk("IDAT", [0x78, 0x9C, 1, 2, 3]),
        Images.Chunk("IEND", []));

    private async Task<bool> Taken(byte[] png, MaterialKind kind = MaterialKind.IdentityFront)
    {
        var documents = DocumentSteps.Over(_store.Store.Documents, TimeProvider.System);
        using var content = new MemoryStream(png);
        var upload = await documents.Add("D-" + Guid.NewGuid().ToString("N"), kind, "a.png",
            new Actor("A-1", Roles.Holder, Channel.Http), content);
        if (upload is Upload.No no) Assert.Equal(RefusalCode.MaterialUnfit, no.Refusal.Code);
        return upload is Upload.Kept;
    }

    private static byte[] Png(int width, int height, int depth, int colour, int interlace, int more, byte filter = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)interlace);
        var bits = depth * (colour switch { 2 => 3, 6 => 4, _ => 1 });
        int Row(int columns) => 1 + (columns * bits + 7) / 8;
        // Adam7 of 13 x 9, counted by hand: columns and rows of the seven passes.
        (int Columns, int Rows)[] passes = interlace == 0 ? [(width, height)]
            : [(2, 2), (2, 2), (4, 1), (3, 3), (7, 2), (6, 5), (13, 4)];
        var rows = new byte[passes.Sum(pass => pass.Rows * Row(pass.Columns)) + more];
        rows[0] = filter;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(rows);
        return Images.Png(Images.Chunk("IHDR", header), Images.Chunk("IDAT", packed.ToArray()),
            Images.Chunk("IEND", []));
    }

    public void Dispose() => _store.Dispose();
}

using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>What is an image, and what only looks like one.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class ImageInspectorTests
{
    [Fact]
    public void A_png_tells_its_size_and_density() =>
        Assert.Equal(
            new ImageInspection.Fit("image/png", 413, 579, 300),
            ImageInspector.Inspect(Images.Png(413, 579, perMetre: 11811)));

    [Fact]
    public void A_png_need_not_tell_its_density() =>
        Assert.Equal(
            new ImageInspection.Fit("image/png", 1, 20_000, null), ImageInspector.Inspect(Images.Png(1, 20_000)));

    [Theory]
    [InlineData(1, 300, 300)]
    [InlineData(2, 118, 300)]
    [InlineData(0, 1, null)]
    public void A_jpeg_tells_its_density_by_inch_or_centimetre(byte unit, int density, int? dpi) =>
        Assert.Equal(
            new ImageInspection.Fit("image/jpeg", 413, 579, dpi),
            ImageInspector.Inspect(Images.Jpeg(first: Images.Jfif(unit, density))));

    [Theory]
    [InlineData(1, true, 600, 400)]
    [InlineData(6, true, 400, 600)]
    [InlineData(6, false, 400, 600)]
    [InlineData(8, false, 400, 600)]
    [InlineData(3, false, 600, 400)]
    public void A_photo_taken_sideways_is_measured_as_it_is_shown(
        ushort orientation, bool small, int width, int height) =>
        Assert.Equal(new ImageInspection.Fit("image/jpeg", width, height, 300),
            ImageInspector.Inspect(Images.Jpeg(600, 400, Images.Exif(orientation, small))));

    [Fact]
    public void Unreadable_exif_is_no_fault() =>
        Assert.IsType<ImageInspection.Fit>(ImageInspector.Inspect(
            Images.Jpeg(first: Images.Segment(0xE1, [.. "Exif\0\0II*\0"u8, 255, 255, 255, 255]))));

    [Fact]
    public void What_stands_after_the_end_is_tolerated()
    {
        Assert.IsType<ImageInspection.Fit>(ImageInspector.Inspect([.. Images.Jpeg(), .. "MotionPhoto_Data"u8]));
        Assert.IsType<ImageInspection.Fit>(ImageInspector.Inspect(Images.Png(after: [0])));
    }

    [Theory]
    [InlineData("%PDF-1.7 and so on")]
    [InlineData("GIF89a")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'/>")]
    [InlineData("")]
    [InlineData("\u0089PNG")]
    public void All_else_is_foreign(string content) =>
        Assert.IsType<ImageInspection.Foreign>(ImageInspector.Inspect(System.Text.Encoding.Latin1.GetBytes(content)));

    public static TheoryData<string, byte[]> Broken => new()
    {
        { "zero width", Images.Png(0, 10) },
        { "zero height", Images.Png(10, 0) },
        { "absurd width", Images.Png(20_001, 10) },
        { "absurd height", Images.Png(10, uint.MaxValue) },
        { "a field of pixels", Images.Png(7_072, 7_072) },
        { "no pixels", Images.Png(
            Images.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]), Images.Chunk("IEND", [])) },
        { "no header", Images.Png(Images.Chunk("IDAT", [1]), Images.Chunk("IEND", [])) },
        { "no palette", Images.Png(
            Images.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 3, 0, 0, 0]),
            Images.Chunk("IDAT", [1]), Images.Chunk("IEND", [])) },
        { "unknown depth", Images.Png(
            Images.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 7, 2, 0, 0, 0]),
            Images.Chunk("IDAT", [1]), Images.Chunk("IEND", [])) },
        { "two headers", Images.Png(
            Images.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
            Images.Chunk("IHDR", [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])) },
        { "a chunk longer than the file", Images.Png([0xFF, 0xFF, 0xFF, 0xFF, .. "IHDR"u8]) },
        { "jpeg of zero width", Images.Jpeg(0, 10) },
        { "jpeg of zero height", Images.Jpeg(10, 0) },
        { "jpeg of absurd width", Images.Jpeg(20_001, 10) },
        { "jpeg without end", Images.Jpeg(end: []) },
        { "jpeg cut within a marker", Images.Jpeg(end: [0xFF]) },
        { "jpeg without scan", [0xFF, 0xD8, 0xFF, 0xD9] },
        { "jpeg with a segment of length 1", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 0xFF, 0xD9] },
        { "scan without frame", [0xFF, 0xD8, .. Images.Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 0xFF, 0xD9] },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Damaged_and_absurd_images_have_refusals_of_their_own(string what, byte[] content) =>
        Assert.True(ImageInspector.Inspect(content) is ImageInspection.Damaged, what);

    [Fact]
    public void Every_truncation_is_found()
    {
        var (png, jpeg) = (Images.Png(30, 40, 11811), Images.Jpeg(30, 40, Images.Exif(6, small: true)));
        for (var length = 0; length < png.Length; length++)
            Assert.IsNotType<ImageInspection.Fit>(ImageInspector.Inspect(png.AsSpan(0, length)));
        for (var length = 0; length < jpeg.Length; length++)
            Assert.IsNotType<ImageInspection.Fit>(ImageInspector.Inspect(jpeg.AsSpan(0, length)));
    }

    [Fact]
    public void Every_wrong_byte_of_a_png_is_found()
    {
        var png = Images.Png(30, 40, 11811);
        for (var at = 0; at < png.Length; at++)
        {
            for (var flip = 1; flip < 256; flip++)
            {
                png[at] ^= (byte)flip;
                Assert.IsNotType<ImageInspection.Fit>(ImageInspector.Inspect(png));
                png[at] ^= (byte)flip;
            }
        }
    }

    [Fact]
    public void Whatever_the_bytes_nothing_is_thrown()
    {
        var random = new Random(20260213);
        byte[][] images =
        [
            Images.Png(30, 40, 11811), Images.Jpeg(30, 40, Images.Exif(6, small: false)),
            RealJpegs.Baseline, RealJpegs.Progressive, RealJpegs.FourColours,
        ];
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = images[round % images.Length].ToArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            ImageInspector.Inspect(bytes.AsSpan(0, random.Next(bytes.Length + 1)));

            var noise = new byte[random.Next(200)];
            random.NextBytes(noise);
            if (noise.Length > 8) (round % 2 == 0 ? Images.Png([])[..8] : [0xFF, 0xD8, 0xFF]).CopyTo(noise, 0);
            ImageInspector.Inspect(noise);
        }
    }
}

using System.Diagnostics;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: a JPEG is one that decodes (finding M10), and finding out costs no more than frame and file allow. Method:
/// pictures by libjpeg, flat ones made here, cut, changed, and with more scans than anybody draws.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class JpegPixelsTests
{
    public static TheoryData<string> Real => ["baseline", "progressive", "four colours"];

    private static byte[] Of(string kind) => kind switch
    {
        "baseline" => RealJpegs.Baseline,
        "progressive" => RealJpegs.Progressive,
        _ => RealJpegs.FourColours,
    };

    private static bool IsFit(ReadOnlySpan<byte> file) => ImageInspector.Inspect(file) is ImageInspection.Fit;

    [Theory]
    [MemberData(nameof(Real))]
    public void What_libjpeg_writes_decodes(string kind) =>
        Assert.Equal(new ImageInspection.Fit("image/jpeg", 40, 52, 75), ImageInspector.Inspect(Of(kind)) switch
        {
            ImageInspection.Fit fit => fit with { Dpi = 75 },
            var other => other,
        });

    /// <summary>Some bytes of the scan are left out, and the end stands behind the rest.</summary>
    [Theory]
    [MemberData(nameof(Real))]
    public void M10_a_scan_that_ends_early_is_found(string kind)
    {
        var file = Of(kind);
        Assert.False(IsFit([.. file.AsSpan(0, file.Length - 12), 0xFF, 0xD9]));
        var scan = file.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.False(IsFit([.. file.AsSpan(0, scan + 2 + (file[scan + 3])), 0xFF, 0xD9]));
    }

    [Fact]
    public void M10_a_picture_of_which_one_block_is_coded_is_no_picture()
    {
        Assert.True(IsFit(Images.Jpeg(8, 8, scan: [0x3F])));
        Assert.False(IsFit(Images.Jpeg(236, 295, scan: [0x3F])));
        Assert.False(IsFit(Images.Jpeg(236, 295, scan: new byte[Images.ScanBytes(236, 295) - 1])));
        Assert.False(IsFit(Images.Jpeg(scan: [.. "these are no codes of this table"u8])));
    }

    [Fact]
    public void Restarts_come_where_the_interval_says()
    {
        byte[] interval = Images.Segment(0xDD, [0, 2]);
        Assert.True(IsFit(Images.Jpeg(24, 8, interval, [0x0F, 0xFF, 0xD0, 0x3F])));
        Assert.False(IsFit(Images.Jpeg(24, 8, interval, [0x0F, 0x3F])));
        Assert.False(IsFit(Images.Jpeg(24, 8, [], [0x0F, 0xFF, 0xD0, 0x3F])));
    }

    [Theory]
    [InlineData(0xC3)] // Lossless.
    [InlineData(0xC9)] // Arithmetic.
    [InlineData(0xC5)] // Differential.
    public void A_coding_that_no_browser_shows_is_refused(byte frame)
    {
        var file = Images.Jpeg(8, 8);
        file[file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = frame;
        Assert.False(IsFit(file));
    }

    [Fact]
    public void H5_scans_without_number_and_large_frames_do_not_cost_more_than_the_frame_allows()
    {
        // 50 megapixels, and as many scans of a few bytes as 10 MB hold: each would visit a million blocks.
        byte[] scan = [.. Images.Segment(0xDA, [1, 1, 0, 1, 63, 0]), .. Enumerable.Repeat((byte)0xFF, 0)];
        byte[] file =
        [
            0xFF, 0xD8, .. Images.Segment(0xC4, [0x10, 1, .. new byte[15], 0xE0]),
            .. Images.Segment(0xC2, [8, 0x1B, 0x9F, 0x1B, 0x9F, 1, 1, 0x11, 0]),
            .. Enumerable.Repeat(scan.Concat(new byte[150]), 60_000).SelectMany(one => one), 0xFF, 0xD9,
        ];
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        Assert.False(IsFit(file));
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{spent.TotalMilliseconds:0} ms");
        Assert.True(spent < TimeSpan.FromSeconds(3), $"{spent}");
    }
}

using OrleansRegistry.Sheets.Codes;
using OrleansRegistry.Sheets.Layout;
using OrleansRegistry.Sheets.Png;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>
/// Goal: every code that can be made is read by a scanner. Method: a program that knows nothing of this one reads the
/// shortest and the longest text of each version.
/// </summary>
public sealed class CodeTests
{
    private const int Pixels = 5;

    /// <summary>The longest text of each version, in bytes (ISO/IEC 18004, table 7, level M, bytes).</summary>
    public static TheoryData<int, int> Capacities { get; } = new()
    {
        { 1, 14 }, { 2, 26 }, { 3, 42 }, { 4, 62 }, { 5, 84 }, { 6, 106 }, { 7, 122 }, { 8, 152 }, { 9, 180 },
        { 10, 213 }, { 11, 251 }, { 12, 287 }, { 13, 331 },
    };

    [Theory, MemberData(nameof(Capacities))]
    public void A_scanner_reads_the_longest_text_of_each_version_and_one_more_needs_the_next(int version, int bytes)
    {
        Tools.Need("zbarimg");
        foreach (var (length, number) in new[] { (bytes, version), (bytes + 1, version + 1) })
        {
            var text = Text(length);
            if (number > QrVersion.Max)
            {
                Assert.Null(QrModules.Of(text));
                continue;
            }
            Assert.Equal(17 + 4 * number, QrModules.Of(text)!.Side);
            Assert.Equal(text, Tools.Scanned(Drawn(QrSquare.Of(text))));
        }
    }

    /// <summary>Texts that differ in one letter have other masks: each of the eight is read.</summary>
    [Fact]
    public void A_scanner_reads_what_each_mask_makes_of_a_text()
    {
        Tools.Need("zbarimg");
        for (var n = 0; n < 24; n++)
            Assert.Equal($"https://licences.example.cn/v/{n:D4}",
                Tools.Scanned(Drawn(QrSquare.Of($"https://licences.example.cn/v/{n:D4}"))));
    }

    [Fact]
    public void A_text_in_Chinese_is_read_as_it_was_written()
    {
        Tools.Need("zbarimg");
        Assert.Equal("省际包车 2026", Tools.Scanned(Drawn(QrSquare.Of("省际包车 2026"))));
    }

    private static string Text(int length) =>
        string.Concat(Enumerable.Range(0, length).Select(i => (char)('A' + (i * 7 + length) % 26)));

    private static byte[] Drawn(QrSquare code)
    {
        var side = code.Side * Pixels;
        var pixels = new byte[side * side];
        Array.Fill(pixels, byte.MaxValue);
        foreach (var (x, y, length) in code.Strips)
            for (var row = y * Pixels; row < (y + 1) * Pixels; row++)
                pixels.AsSpan(row * side + x * Pixels, length * Pixels).Clear();
        return PngFile.Of(side, side, pixels, dotsPerMetre: 4_000);
    }
}

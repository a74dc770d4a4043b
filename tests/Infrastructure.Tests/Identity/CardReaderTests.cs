using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Identity;

namespace OrleansRegistry.Infrastructure.Tests.Identity;

/// <summary>Goal: what is read off a card fills in the form, and what was misread is left out.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class CardReaderTests
{
    private static readonly DateOnly _today = new(2026, 2, 13);

    private const string Card = """
        <svg xmlns="http://www.w3.org/2000/svg" width="1000" height="630">
        <rect width="1000" height="630" fill="#e8f0f8"/>
        <g font-family="WenQuanYi Micro Hei" font-size="40" fill="#222">
        <text x="60" y="100">姓名</text><text x="170" y="100">王小明</text>
        <text x="60" y="180">性别</text><text x="170" y="180">男</text>
        <text x="300" y="180">民族</text><text x="410" y="180">汉</text>
        <text x="60" y="340">住址</text><text x="170" y="340">河南省新密市青屏街</text><text x="170" y="395">办事处示范路 8 号</text>
        <text x="60" y="560">公民身份号码</text><text x="350" y="560" font-size="46">410105198502280015</text></g></svg>
        """;

    [Fact]
    public async Task A_drawn_card_is_read()
    {
        using var reader = new TesseractCardReader(TimeProvider.System, NullLogger<TesseractCardReader>.Instance);
        Assert.SkipUnless(await reader.CanRead(), "needs tesseract with chi_sim");
        var card = await Drawn();
        Assert.SkipWhen(card is null, "needs rsvg-convert and the font WenQuanYi Micro Hei");
        var reading = await reader.Read(card);
        Assert.Equal(new CardReading("王小明", "410105198502280015", "河南省新密市青屏街办事处示范路8号"), reading);
    }

    [Theory]
    [InlineData("姓 名 王 小 明\n住 址 河南省\n新密市 8 号\n公民身份号码 410105198502280015\n", "王小明", "410105198502280015", "河南省新密市8号")]
    [InlineData("姓名王小明\n公民身份号码 ”410105198502280016", "王小明", null, null)] // Misread: the check digit fails.
    [InlineData("公民身份号码 11010519491231002x", null, "11010519491231002X", null)]
    [InlineData("中华人民共和国\n居民身份证", null, null, null)]
    [InlineData("", null, null, null)]
    public void What_was_read_is_found_or_left_out(string text, string? name, string? number, string? address) =>
        Assert.Equal(name is null && number is null && address is null ? null : new CardReading(name, number, address),
            CardText.Read(text, _today));

    private static async Task<byte[]?> Drawn()
    {
        try
        {
            if (!Directory.Exists("/usr/share/fonts/truetype/wqy")) return null;
            using var process = Process.Start(new ProcessStartInfo("rsvg-convert")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true
            })!;
            await process.StandardInput.WriteAsync(Card);
            process.StandardInput.Close();
            using var png = new MemoryStream();
            await process.StandardOutput.BaseStream.CopyToAsync(png);
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? png.ToArray() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

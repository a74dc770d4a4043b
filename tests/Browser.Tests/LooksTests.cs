using System.Globalization;
using OrleansRegistry.Sheets;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: in the rain, at one look, by old eyes: what is compared at the roadside is large, stands above the fold and
/// has a contrast of 7:1, and a code on a screen can be scanned. Method: the pages are measured as Chromium draws them.
/// </summary>
public sealed class LooksTests(SiloProcess silo) : IClassFixture<SiloProcess>
{
    private const int Fold = 664, QuietZone = 4;

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light), InlineData("en", ColorScheme.Light), InlineData("zh-CN", ColorScheme.Dark)]
    public async Task The_verdict_of_a_trip_is_read_at_one_look(string language, ColorScheme light)
    {
        SiloProcess.NeedsChromium();
        var display = await Display();
        await using var officer = await Visitor.Come(silo, language);
        await officer.Page.SetViewportSizeAsync(390, Fold);
        await officer.Page.EmulateMediaAsync(new() { ColorScheme = light });
        await officer.Page.GotoAsync(new Uri(display).AbsolutePath);
        foreach (var (what, least) in new[] { ("h1", 48), (".plate", 48), (".code", 40) })
        {
            var box = await officer.Page.Locator(what).EvaluateAsync<double[]>(
                "e => [parseFloat(getComputedStyle(e).fontSize), e.getBoundingClientRect().bottom, "
                + "e.scrollWidth - e.clientWidth]");
            Assert.True(box[0] >= least, $"{what}: {box[0]} px");
            Assert.True(box[1] <= Fold, $"{what} ends at {box[1]}");
            Assert.True(box[2] <= 0, $"{what} is {box[2]} px too wide");
        }
        Assert.Equal("", await Faint(officer, 7));
    }

    [Theory]
    [InlineData("zh-CN"), InlineData("en")]
    public async Task What_cannot_be_determined_has_the_same_contrast(string language)
    {
        SiloProcess.NeedsChromium();
        await using var officer = await Visitor.Come(silo, language);
        await officer.Page.GotoAsync("/v/not-a-code");
        await Expect(officer.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Equal("", await Faint(officer, 7));
    }

    [Theory]
    [InlineData(390, 844), InlineData(360, 740)]
    public async Task The_driver_s_screen_shows_code_plate_and_digits_without_scrolling(int width, int height)
    {
        SiloProcess.NeedsChromium();
        await Display();
        await using var driver = await Visitor.Inside(silo, "driver.3", "zh-CN", width);
        await driver.Page.SetViewportSizeAsync(width, height);
        using var api = await silo.Api("driver.3");
        var trip = (string)(await api.Got("trips?mine=true"))["items"]![0]!["id"]!;
        await driver.Page.GotoAsync($"/my/trips/{trip}/show");
        var (modules, pixels) = (
            await driver.Page.Locator("#qr").EvaluateAsync<double>("e => e.viewBox.baseVal.width"),
            await driver.Page.Locator("#qr").EvaluateAsync<double>("e => e.getBoundingClientRect().width"));
        var least = width == 390 ? 4.4 : 4.0;
        Assert.True(pixels / modules >= least,
            string.Create(CultureInfo.InvariantCulture, $"{pixels / modules:0.00} px a module, {modules} modules"));
        foreach (var what in (string[])[".plate", "#qr", "#digits"])
        {
            var bottom = await driver.Page.Locator(what).EvaluateAsync<double>("e => e.getBoundingClientRect().bottom");
            Assert.True(bottom <= height, $"{what} ends at {bottom}");
        }
        Assert.True(await driver.Page.Locator("#digits").EvaluateAsync<double>(
            "e => parseFloat(getComputedStyle(e).fontSize)") >= 40);
        Assert.Equal("", await Faint(driver, 4.5));
    }

    [Fact]
    public async Task A_camera_reads_the_code_of_a_driver_s_screen_at_69_modules()
    {
        SiloProcess.NeedsChromium();
        var (code, host) = (await Display(), "https://a");
        var token = code[(code.LastIndexOf('/') + 1)..]; // Behind the longest address that a registry may have.
        while (ModulesOf(code) < 69) code = $"{host += "a"}.example/v/{token}";
        Assert.Equal(69, ModulesOf(code));
        var film = Path.Combine(Path.GetTempPath(), $"camera-{Guid.NewGuid():N}.y4m");
        await CameraFilm.Write(film, code);
        try
        {
            await using var browser = await silo.Launch("--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture=" + film);
            await using var officer = await Visitor.Come(silo, browser: browser);
            await officer.Context.GrantPermissionsAsync(["camera"]);
            await officer.Page.GotoAsync("/verify/offline");
            await Expect(officer.Page.Locator("#counts")).ToContainTextAsync("状态清单 1");
            await officer.Press("扫一扫");
            // It is read and its signature is right; whether the trip still counts, this phone has not fetched.
            await Expect(officer.Page.Locator("#facts")).ToContainTextAsync("签名正确", new() { Timeout = 30_000 });
        }
        finally
        {
            File.Delete(film);
        }
    }

    private static int ModulesOf(string code) => new QrCodes().Draw(code).Side - 2 * QuietZone;

    /// <summary>Texts whose contrast with what is drawn behind them is less; empty: none.</summary>
    private static Task<string> Faint(Visitor visitor, double least) => visitor.Page.EvaluateAsync<string>(
        """
        least => {
          const light = c => c.slice(0, 3).map(v => v / 255)
            .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
            .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
          const parts = c => c.match(/[\d.]+/g).map(Number);
          const behind = e => {
            for (; e; e = e.parentElement) {
              const c = parts(getComputedStyle(e).backgroundColor);
              if (c.length < 4 || c[3] > .99) return c;
            }
            return [255, 255, 255];
          };
          return [...document.querySelectorAll('body *')].filter(e => {
            const words = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            if (!words || !e.getClientRects().length || e.closest('svg')) return false;
            const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
            return (a + .05) / (b + .05) < least;
          }).map(e => e.outerHTML.slice(0, 80)).join('\n');
        }
        """, least);

    /// <summary>The code on the screen of a driver who has received a trip that is under way.</summary>
    private async Task<string> Display()
    {
        using var driver = await silo.Api("driver.3");
        if ((await driver.Got("trips?mine=true"))["items"]!.AsArray().FirstOrDefault() is not { } known)
        {
            var trip = await JourneyTests.IssuedTrip(silo, "2026-02-12T09:05:00+08:00", "2026-02-14T20:00:00+08:00");
            await driver.Sent($"trips/{trip}/receive", new { });
            return (string)(await driver.Got($"trips/{trip}/display"))["qr"]!;
        }
        return (string)(await driver.Got($"trips/{(string)known["id"]!}/display"))["qr"]!;
    }
}

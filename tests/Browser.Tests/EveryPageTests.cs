using System.Diagnostics;
using System.Text.RegularExpressions;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: every page can be used by everybody, is small, and asks nobody else. Method: each page of the table, and each
/// page with an id that links lead to, is opened in a real browser, at 390 pixels in Chinese and at 1280 in English in
/// turn (by ./test.sh --browsers both languages at both widths); axe looks at it, its requests are counted. What a
/// browser keeps from the page before counts as well: any page may be somebody's first. Readers work side by side, as
/// most of a page's time is waiting.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class EveryPageTests(SiloProcess silo)
{
    private const int MaxBytes = 25 * 1024;

    private const int MaxRequests = 4;

    /// <summary>The page that scans without a network; its library comes when a code is scanned.</summary>
    private const string Scanner = "/verify/offline";

    private const int MaxScannerBytes = 60 * 1024;
    private const int MaxScannerRequests = 14;

    /// <summary>
    /// What of a case is as large, and as many, as whoever handed it in has made it: its materials, and they once more
    /// as small pictures that come after the page.
    /// </summary>
    private const string Material = @"/m/\d+(/small)?$";

    private static readonly int _readers = Math.Clamp(Environment.ProcessorCount, 2, 6);

    /// <summary>Where pictures of all pages are written to, for people to look at; null: nowhere.</summary>
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("REGISTRY_PICTURES");

    private static (string Language, int Width)[] Looks { get; } = SiloProcess.Everything
        ? [("zh-CN", 390), ("en", 1280), ("zh-CN", 1280), ("en", 390)] : [("zh-CN", 390), ("en", 1280)];

    [Fact]
    public async Task Each_page_is_accessible_small_and_stands_still()
    {
        SiloProcess.NeedsChromium();
        // Both looks share what a reader's links lead to: it is found once.
        var readers = PageTable.Rows.Where(row => row.Method == "GET").GroupBy(row => row.Who)
            .Select(rows => (Account: AccountOf(rows.Key), Pages: new Lazy<Task<List<string>>>(
                () => SitePages.Of(silo, AccountOf(rows.Key), [.. rows])))).ToList();
        var seen = 0;
        var faults = new List<string>();
        var turns = from reader in readers from look in Looks select (reader, look);
        await Parallel.ForEachAsync(turns, new ParallelOptions { MaxDegreeOfParallelism = _readers },
            async (turn, _) =>
            {
                var ((language, width), account) = (turn.look, turn.reader.Account);
                List<string> pages = [.. await turn.reader.Pages.Value];
                if (account is null) pages.Add(Scanner);
                await using var visitor = await Visitor.Inside(silo, account, language, width);
                var offset = language == "en" ? 1 : 0;
                foreach (var path in pages.Where((_, i) => SiloProcess.Everything || (i + offset) % 2 == 0))
                {
                    if (await Look(visitor, path, language, width) is { } fault)
                        lock (faults) faults.Add(fault);
                    Interlocked.Increment(ref seen);
                }
            });
        Assert.True(faults.Count == 0, string.Join("\n", faults));
        Assert.True(seen >= PageTable.Rows.Count(row => row.Example is not null), $"{seen}");
    }

    /// <summary>The account that a reader of the table signs in with; null: with none.</summary>
    private static string? AccountOf(string who) => who == "open" ? null : who == "account" ? "driver.1" : who;

    /// <summary>What is wrong with a page; null: nothing. One page does not keep the others from being looked at.
    /// </summary>
    private async Task<string?> Look(Visitor visitor, string path, string language, int width)
    {
        try
        {
            await Open(visitor, path, width);
            if (_pictures is not null) await Draw(visitor, path, language, width);
            await visitor.IsAccessible();
            return null;
        }
        catch (Exception fault) when (fault is Xunit.Sdk.XunitException or PlaywrightException or TimeoutException)
        {
            return $"{path} at {width}: {fault.Message}";
        }
    }

    private async Task Open(Visitor visitor, string path, int width)
    {
        var (bytes, requests) = (0, new List<Uri>());
        // The icon of the page before may come late: the same file again is no further one.
        void Count(object? _, IResponse answer)
        {
            if (!Regex.IsMatch(answer.Url, Material)) requests.Add(new Uri(answer.Url));
        }
        visitor.Page.Response += Count;
        await visitor.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        visitor.Page.Response -= Count;
        foreach (var size in await visitor.Page.EvaluateAsync<double[]>(
            """
            material => performance.getEntries()
                .filter(e => 'encodedBodySize' in e && !new RegExp(material).test(e.name)).map(e => e.encodedBodySize)
            """, Material))
            bytes += (int)size;
        var (mostRequests, mostBytes) = path == Scanner ? (MaxScannerRequests, MaxScannerBytes)
            : (MaxRequests, MaxBytes);
        Assert.All(requests, request => Assert.Equal(silo.Address.Authority, request.Authority));
        Assert.True(requests.Distinct().Count() <= mostRequests, string.Join(' ', requests));
        Assert.True(bytes <= mostBytes, $"{bytes} bytes");
        var overflow = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, FormattableString.Invariant($"{overflow} pixels too wide"));
        Assert.Equal("", await visitor.Squeezed());
        Assert.Equal("", await visitor.Moved());
    }

    private static async Task Draw(Visitor visitor, string path, string language, int width)
    {
        var name = string.Concat(path.Split('?')[0].Trim('/').Select(c => char.IsLetterOrDigit(c) ? c : '-'));
        var file = Path.Combine(_pictures!, $"{(name.Length == 0 ? "home" : name)}.{language}.{width}.png");
        Debug.Assert(name.Length < 200, "an address is no file's name");
        await visitor.Page.ScreenshotAsync(new PageScreenshotOptions { Path = file, FullPage = true });
    }
}

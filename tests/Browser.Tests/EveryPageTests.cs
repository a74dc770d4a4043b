using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: every page can be used by everybody, is small, and asks nobody else. Method: each page of the table is opened
/// in
/// a real browser, at 390 pixels in Chinese and at 1280 in English in turn; axe looks at it, its requests are counted.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class EveryPageTests(SiloProcess silo)
{
    private const int MaxBytes = 25 * 1024;
    private const int MaxRequests = 4;

    [Fact]
    public async Task Each_page_is_accessible_small_and_stands_still()
    {
        SiloProcess.NeedsChromium();
        (string Language, int Width)[] looks = [("zh-CN", 390), ("en", 1280)];
        var number = 0;
        foreach (var who in PageTable.Rows.Where(row => row.Example is not null).GroupBy(row => row.Who))
        {
            foreach (var (language, width) in looks)
            {
                await using var visitor = who.Key == "open"
                    ? await Visitor.Come(silo, language, width)
                    : await Visitor.As(silo, who.Key == "account" ? "driver.1" : who.Key, language, width);
                var offset = language == "en" ? 1 : 0;
                foreach (var row in who.Where((_, i) => SiloProcess.Everything || (i + offset) % 2 == 0))
                {
                    await Look(visitor, row.Example!, width);
                    number++;
                }
            }
        }
        Assert.True(number >= PageTable.Rows.Count(row => row.Example is not null), $"{number}");
    }

    private async Task Look(Visitor visitor, string path, int width)
    {
        var (bytes, requests) = (0, new List<Uri>());
        // The icon of the page before may come late: the same file again is no further one.
        void Count(object? _, IResponse answer) => requests.Add(new Uri(answer.Url));
        visitor.Page.Response += Count;
        await visitor.Page.GotoAsync(path, new PageGotoOptions { WaitUntil = WaitUntilState.Load });
        visitor.Page.Response -= Count;
        foreach (var size in await visitor.Page.EvaluateAsync<double[]>(
            "() => performance.getEntries().filter(e => 'transferSize' in e).map(e => e.transferSize)"))
            bytes += (int)size;
        Assert.All(requests, request => Assert.Equal(silo.Address.Authority, request.Authority));
        Assert.True(requests.Distinct().Count() <= MaxRequests, $"{path}: {string.Join(' ', requests)}");
        Assert.True(bytes <= MaxBytes, $"{path}: {bytes} bytes");
        var overflow = await visitor.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth");
        Assert.True(overflow <= 0, FormattableString.Invariant($"{path} at {width}: {overflow} pixels too wide"));
        var shift = await visitor.Page.EvaluateAsync<double>(
            """
            () => new Promise(done => {
              let sum = 0;
              new PerformanceObserver(list => { for (const shift of list.getEntries()) sum += shift.value; })
                .observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => done(sum), 50);
            })
            """);
        Assert.True(shift == 0, $"{path}: shifts by {shift}");
        await visitor.IsAccessible();
    }
}

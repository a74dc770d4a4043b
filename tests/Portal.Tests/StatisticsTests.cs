using System.Globalization;
using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: a desk sees its work in time as a picture, and the same numbers in a table and in a file.</summary>
[Collection(Shared.Name)]
public sealed class StatisticsTests(RegistryApp app)
{
    [Fact]
    public async Task What_came_in_and_what_was_decided_stands_in_picture_table_and_file_alike()
    {
        using var browser = await Browser.Inside(app, "officer.henan");
        var before = await Flow(browser);
        var (_, _, application) = await app.Renewal();
        var officer = await app.As("officer.henan");
        await officer.Done($"{HttpSteps.Api}/applications/{application}/not-accept",
            new { reasons = (string[])["材料不是本人的"] });
        var after = await Flow(browser);
        Assert.Equal(before.In + 1, after.In);
        Assert.Equal(before.Out + 1, after.Out);
        PageRules.Check(await browser.Open("/desk/statistics"));
    }

    [Fact]
    public async Task What_falls_due_has_the_line_of_what_the_desk_decides_in_a_week()
    {
        using var browser = await Browser.Inside(app, "officer.henan");
        var page = await browser.Open("/desk/statistics/due");
        Assert.Equal(13, page.Document.QuerySelectorAll("section:has(#due) tbody tr").Length);
        Assert.Contains("/desk/statistics/season.csv", page.Text, StringComparison.Ordinal);
        var missing = await browser.Open("/desk/statistics/nothing.csv");
        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
    }

    [Fact]
    public async Task Each_chart_of_the_desk_is_drawn_with_its_table_and_its_file()
    {
        var (_, _, application) = await app.Renewal();
        using var browser = await Browser.Inside(app, "officer.henan");
        var box = (await browser.Open("/desk/cases/" + application)).Document
            .QuerySelector("form[action$='/supplement'] [name=reason]")!;
        var (reason, code) = (box.ParentElement!.QuerySelector("span")!.LastChild!.TextContent,
            box.GetAttribute("value")!);
        await browser.Submit("/desk/cases/" + application, "form[action$='/supplement']", ("reason", code));
        var (page, ahead) = (await browser.Open("/desk/statistics"), await browser.Open("/desk/statistics/due"));
        PageRules.Check(ahead);
        Assert.Equal("/desk/statistics/due", page.Document.QuerySelector(".filters a:not([aria-current])")!
            .GetAttribute("href")); // Each leads to the other.
        Assert.Equal("/desk/statistics", ahead.Document.QuerySelector(".filters a:not([aria-current])")!
            .GetAttribute("href"));
        foreach (var chart in (string[])["waiting", "flow", "due", "season", "supplements", "reasons", "states"])
        {
            var on = chart is "due" or "season" ? ahead : page;
            var section = on.Document.QuerySelector($"section:has(#{chart})")!;
            var rows = section.QuerySelectorAll("tbody tr").Length;
            Assert.True(rows > 0, chart);
            var isEmpty = section.QuerySelectorAll("tbody td").All(cell => cell.TextContent == "0");
            Assert.Equal(isEmpty ? 0 : rows, section.QuerySelectorAll(".bars svg").Length);
            var file = (await browser.Open($"/desk/statistics/{chart}.csv")).Text;
            Assert.Equal(rows, file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        }
        Assert.Equal(12, ahead.Document.QuerySelectorAll("section:has(#season) tbody tr").Length);
        Assert.Contains(reason.Split('（')[0], page.Read("section:has(#reasons) tbody"), StringComparison.Ordinal);
    }

    private static async Task<(int In, int Out)> Flow(Browser browser)
    {
        var page = await browser.Open("/desk/statistics");
        var rows = page.Document.QuerySelectorAll("section:has(#flow) tbody tr")
            .Select(row => row.QuerySelectorAll("td").Select(cell =>
                int.Parse(cell.TextContent, CultureInfo.InvariantCulture)).ToArray()).ToList();
        var file = await browser.Open("/desk/statistics/flow.csv");
        Assert.Equal("text/csv", file.Answer.Content.Headers.ContentType!.MediaType);
        var cells = file.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..]
            .SelectMany(line => line.Split(',')[1..]).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture));
        Assert.Equal(rows.SelectMany(row => row), cells);
        return (rows.Sum(row => row[0]), rows.Sum(row => row[1]));
    }
}

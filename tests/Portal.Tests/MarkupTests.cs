using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whatever people type stays text, on pages, in sheets, in lists of cells, calendars, texts to phones and in the
/// log (findings M9, M10). Method: a register in which every text that is taken has a formula, a line of its own, a
/// script and a picture in it; then every page and file to which links lead is opened as those who wrote and as those
/// who read, and nothing of it is an element, a handler, a formula or a line.
/// </summary>
public sealed class MarkupTests(MarkupApp app) : IClassFixture<MarkupApp>
{
    private const int MaxPages = 90, AtLeastRead = 12, AtLeastTyped = 15;

    private static readonly string[] _readers =
    [
        "holder", "driver.0", "fleet", "carrier", "enterprise", "unit", "rail.unit", "officer.henan", "officer.yunnan",
        "enforcement.yunnan", "centre", "nra", "admin", "auditor",
    ];

    /// <summary>Files that no page links to.</summary>
    private static readonly string[] _files =
    [
        "/api/v1/me/deadlines.ics", "/api/v1/deliveries.csv?queue=true", "/api/v1/deliveries.pdf?queue=true",
    ];

    [Fact]
    public async Task M9_markup_formulas_and_lines_in_every_text_stay_text_wherever_it_is_shown()
    {
        var register = await WalkRegister.New(app);
        var typed = app.Typed.Select(one => one.Member).Distinct().ToArray();
        Assert.True(typed.Length >= AtLeastTyped, string.Join('\n', typed));
        Assert.Contains(typed, one => one.EndsWith(" delivery.recipient", StringComparison.Ordinal)); // In the table.
        Assert.Empty(app.Typed.Where(one => one.Text.Contains(MarkupApp.Unseen, StringComparison.Ordinal))
            .Select(one => one.Member).Where(one => !one.StartsWith("/api/v1/me/drafts/", StringComparison.Ordinal))
            .Distinct()); // A draft is its owner's own, and looked at when it is handed in.
        var shown = new StringBuilder();
        foreach (var name in _readers)
        {
            using var browser = await Browser.AsToken(app, register[name].Client);
            await Walk(browser, register[name].Client, shown);
        }
        Assert.True(await Verdicts(register, shown) > 0, "no verdict shows what somebody typed");
        var text = shown.ToString();
        var members = app.Typed.ToLookup(one => one.Member, one => one.Text);
        var read = members.Where(one => one.Any(typed => text.Contains(typed.Split('\r')[0], StringComparison.Ordinal)))
            .Select(one => one.Key).ToArray();
        // Not every text has a page; most have, or nothing of this was looked at.
        Assert.True(read.Length >= AtLeastRead, $"{read.Length} of {members.Count} texts are on a page: "
            + string.Join(", ", members.Select(one => one.Key).Except(read)));
        // A line of the log is one entry, whatever was typed: texts to phones stand there, too.
        Assert.DoesNotContain(app.Log, line => Regex.IsMatch(line, "[\r\n]" + MarkupApp.Forged));
    }

    /// <summary>The pages that a camera opens, to which no page leads; gives how many show what was typed.</summary>
    private async Task<int> Verdicts(WalkRegister register, StringBuilder shown)
    {
        var (verification, typed) = (app.Services.GetRequiredService<IRegistry>().Verification, 0);
        foreach (var id in register.Things.Select(one => one.Id).Distinct())
            foreach (var language in (string[])["zh-CN", "en"])
            {
                if (await verification.TokenFor(id) is not { } signed) break;
                using var camera = new Browser(app, language);
                var path = "/v/" + signed.QrText[(signed.QrText.LastIndexOf('/') + 1)..];
                using var answer = await camera.Client.GetAsync(path);
                var page = (await Look(path, answer, shown))!.DocumentElement.TextContent;
                if (app.Typed.Any(one => page.Contains(one.Text.Split('\r')[0], StringComparison.Ordinal)))
                    typed++;
            }
        return typed;
    }

    private async Task Walk(Browser browser, HttpClient client, StringBuilder shown)
    {
        foreach (var path in _files)
        {
            using var answer = await client.GetAsync(path);
            if (answer.IsSuccessStatusCode) await Look(path, answer, shown);
        }
        var (seen, left) = (new HashSet<string>(), new Queue<string>(["/"]));
        while (seen.Count < MaxPages && left.TryDequeue(out var path))
        {
            if (!seen.Add(path) || path.StartsWith("/sign-out", StringComparison.Ordinal)) continue;
            using var answer = await browser.Client.GetAsync(path);
            if (answer.StatusCode == HttpStatusCode.SeeOther) left.Enqueue(answer.Headers.Location!.ToString());
            if (answer.StatusCode != HttpStatusCode.OK) continue;
            if (await Look(path, answer, shown) is not { } page) continue;
            foreach (var link in page.QuerySelectorAll("a[href]"))
                if (link.GetAttribute("href") is ['/', ..] href) left.Enqueue(href.Split('#')[0]);
        }
    }

    /// <summary>Looks at what was answered; gives the page, if it is one.</summary>
    private async Task<IDocument?> Look(string path, HttpResponseMessage answer, StringBuilder shown)
    {
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        var text = Encoding.UTF8.GetString(bytes);
        switch (answer.Content.Headers.ContentType?.MediaType)
        {
            case "text/html":
                var page = new HtmlParser().ParseDocument(text);
                IsInert(path, page);
                shown.AppendLine(page.DocumentElement.TextContent);
                foreach (var field in page.QuerySelectorAll("input[value]"))
                    shown.AppendLine(field.GetAttribute("value"));
                return page;
            case "image/svg+xml":
                IsInert(path, XDocument.Parse(text));
                break;
            case "text/csv":
                HasNoFormula(path, text);
                break;
            case "text/calendar":
                HasOnlyItsOwnLines(path, text);
                break;
            case "application/pdf":
                Assert.DoesNotContain("/JavaScript", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
                break;
        }
        return null;
    }

    private static void IsInert(string path, IDocument page)
    {
        Assert.True(page.QuerySelectorAll("img[src=x]").Length == 0, path);
        Assert.True(
            page.QuerySelectorAll("script")
                .All(one => !one.TextContent.Contains("m()", StringComparison.Ordinal)), path);
        foreach (var element in page.QuerySelectorAll("*"))
            Assert.False(element.Attributes.Any(one => one.Name.StartsWith("on", StringComparison.Ordinal)),
                $"{path}: {element.OuterHtml}");
    }

    private static void IsInert(string path, XDocument sheet) => Assert.False(
        sheet.Descendants().Any(one => one.Name.LocalName is "script" or "img" or "foreignObject"
            || one.Attributes().Any(a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal))), path);

    /// <summary>No cell begins as a formula does: something stands before it.</summary>
    private static void HasNoFormula(string path, string cells) =>
        Assert.DoesNotMatch("(^|[\\r\\n,])\"?[=+@＝＋－＠\\t-]", path + "\n" + cells.TrimStart('\uFEFF'));

    /// <summary>Each line is a property or goes on with the one before.</summary>
    private void HasOnlyItsOwnLines(string path, string calendar)
    {
        Assert.DoesNotContain(app.Typed, one => calendar.Contains(one.Text, StringComparison.Ordinal));
        foreach (var line in calendar.Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
            Assert.True(line[0] == ' ' || Regex.IsMatch(line, "^[A-Z-]+[;:]"), $"{path}: {line}");
        Assert.DoesNotMatch("(^|\n)" + MarkupApp.Forged, calendar);
    }
}

using System.Collections.Concurrent;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>What holds for every page in every state.</summary>
internal static partial class PageRules
{
    private static readonly ConcurrentDictionary<string, string[]> _classes = new();
    private static readonly string[] _parts = ["frame.css", "people.css", "desk.css", "display.css"];

    public static void Check(PageSeen page)
    {
        Assert.Equal("text/html", page.Answer.Content.Headers.ContentType!.MediaType);
        CheckPolicy(page);
        CheckDocument(page.Document, page.Text);
    }

    /// <summary>The same of a page that was drawn without a server: what its markup promises.</summary>
    public static void CheckDocument(IDocument document, string text)
    {
        new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(text); // Nothing is left open.
        var all = document.All;
        Assert.DoesNotContain(all, element => element.HasAttribute("style") || element.LocalName == "style");
        Assert.DoesNotContain(all, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on",
            StringComparison.Ordinal)));
        Assert.All(document.Scripts, script => Assert.StartsWith("/assets/", script.GetAttribute("src")));
        Assert.Distinct(all.Select(element => element.Id).Where(id => !string.IsNullOrEmpty(id)));
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("main#main"));
        Assert.NotEmpty(document.Title!);
        Assert.All(document.QuerySelectorAll("input:not([type=hidden]),select,textarea"), IsLabelled);
        IsStyled(document);
        Assert.All(document.QuerySelectorAll("a[href],link[href],img[src],form[action]"), StaysHere);
        if (document.DocumentElement.GetAttribute("lang") == "en") ChineseIsMarked(document.Body!);
        Assert.All(document.QuerySelectorAll("form[method=post]:not([action='/display'])"),
            form => Assert.Single(form.QuerySelectorAll("input[name=token]")));
    }

    private static void CheckPolicy(PageSeen page)
    {
        var policy = Assert.Single(page.Answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        var cache = page.Answer.Headers.CacheControl!;
        var isForm = page.Answer.RequestMessage!.Method == HttpMethod.Post;
        Assert.True(cache.NoStore || (isForm && cache is { Private: true, NoCache: true })); // For going back to it.
        Assert.Equal("nosniff", Assert.Single(page.Answer.Headers.GetValues("X-Content-Type-Options")));
    }

    /// <summary>A screen reader that reads English says a Chinese name only where it is said to be one.</summary>
    private static void ChineseIsMarked(IElement body) => Assert.Empty(body.Descendants<IText>()
        .Where(text => text.Data.Any(c => c is >= '\u4e00' and <= '\u9fff'))
        .Where(text => text.ParentElement!.Closest("[lang]")!.GetAttribute("lang")!.StartsWith(
            "en", StringComparison.Ordinal)).Select(text => text.Data.Trim()));

    /// <summary>
    /// What has a look in some style has it in those of its page: staff and people have a file each, and a part of a
    /// page that is used by the other ones, too, would be bare there.
    /// </summary>
    private static void IsStyled(IDocument document)
    {
        var linked = document.QuerySelectorAll("link[rel=stylesheet]")
            .SelectMany(link => ClassesOf(link.GetAttribute("href")!.Split('/')[^1])).ToHashSet();
        if (linked.Count == 0) return; // A page that is one file, such as the verdict.
        Assert.Empty(document.All.SelectMany(element => element.ClassList).Distinct()
            .Intersect(_parts.SelectMany(ClassesOf)).Except(linked));
    }

    private static string[] ClassesOf(string style) => _classes.GetOrAdd(style, name =>
        [.. ClassName().Matches(Encoding.UTF8.GetString(AssetFiles.Content(name)))
            .Select(match => match.Groups[1].Value).Distinct()]);

    [GeneratedRegex(@"\.([a-z][\w-]*)")]
    private static partial Regex ClassName();

    private static void IsLabelled(IElement input) => Assert.True(
        input.HasAttribute("aria-label")
            || input.Owner!.QuerySelector($"label[for='{input.Id}']") is not null
            || input.Closest("label") is not null, input.OuterHtml);

    private static void StaysHere(IElement element)
    {
        var address = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
        Assert.True(address[0] is '/' or '#' && !address.StartsWith("//", StringComparison.Ordinal), address);
    }
}

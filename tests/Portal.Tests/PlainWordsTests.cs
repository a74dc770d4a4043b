using System.Text.RegularExpressions;
using AngleSharp.Dom;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: pages speak in words; what the program calls something is not shown to people. Method: every page of the table
/// is read in both languages, and its texts have no word that is written as a program's name.
/// </summary>
[Collection(Shared.Name)]
public sealed partial class PlainWordsTests(RegistryApp app)
{
    /// <summary>What is the name of a thing in the world, or is asked of people who know it.</summary>
    private static readonly string[] _known = ["iPhone", "getCertificate"];

    [Theory]
    [MemberData(nameof(PageListTests.Examples), MemberType = typeof(PageListTests))]
    public async Task A_page_shows_no_name_of_the_program(string path, string who, string language)
    {
        using var browser = who switch
        {
            "open" => new Browser(app, language),
            "account" => await Browser.Inside(app, "driver.1", language),
            _ => await Browser.Inside(app, who, language),
        };
        var page = await browser.Open(path);
        var texts = page.Document.Body!.Descendants<IText>()
            .Where(text => text.ParentElement is not ({ LocalName: "script" or "code" } or null))
            .Select(text => Address().Replace(text.Data, ""));
        Assert.Empty(texts.SelectMany(text => ProgramName().Matches(text).Select(found => found.Value)).Except(_known));
    }

    [Fact]
    public async Task A_history_names_who_acted_by_the_role()
    {
        var (_, _, application) = await app.Renewal();
        var officer = await app.As(StaffPageTable.Officer);
        await officer.Done($"{HttpSteps.Api}/applications/{application}/accept", new { });
        using var browser = await Browser.As(app, StaffPageTable.Officer);
        var past = (await browser.Open("/desk/cases/" + application)).Document.QuerySelectorAll(".past li small");
        Assert.StartsWith("经办人 officer.henan · ", past[0].TextContent, StringComparison.Ordinal);
        Assert.StartsWith("持证人 · ", past[1].TextContent, StringComparison.Ordinal);
    }

    /// <summary>Small letters with a capital among them, or capitals joined by a line: tripIssued, NOT_FOUND.</summary>
    [GeneratedRegex(@"(?<![\w.-])(?:[a-z]+[A-Z]\w*|[A-Z]+_[A-Z_]+)(?!\w)")]
    private static partial Regex ProgramName();

    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Address();
}

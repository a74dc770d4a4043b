using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whoever writes as much as a large field takes, in Chinese and in two paragraphs, is neither refused for its
/// size nor for its lines. Method: each form with a large field, on each page of the table and on a case that an
/// officer has taken, is handed in with each such field full.
/// </summary>
public sealed class LargeFieldTests(RegistryApp app) : IClassFixture<RegistryApp> // What is handed in may be done.
{
    private const int AtLeast = 8;

    /// <summary>Fields whose text has a form of its own, which a paragraph does not have: only their size is tried.
    /// </summary>
    private static readonly HashSet<string?> _ofAForm = ["calendar", "list", "places", "rows", "via"];

    [Fact]
    public async Task A_large_field_takes_what_it_says_in_chinese_and_in_two_paragraphs()
    {
        var (seen, faults) = (new SortedSet<string>(), new List<string>());
        foreach (var row in PageTable.Rows.Where(row => row.Method == "GET" && row.Example is not null))
        {
            using var browser = row.Who switch
            {
                "open" => new Browser(app),
                "account" => await Browser.Inside(app, "driver.1"),
                _ => await Browser.Inside(app, row.Who),
            };
            await Look(browser, await browser.Open(row.Example!), row.Example!);
        }
        using (var officer = await Browser.Inside(app, "officer.henan"))
        {
            var (_, _, application) = await app.Renewal();
            await officer.Submit("/desk/cases/" + application, "form[action$='/claim']");
            await Look(officer, await officer.Open("/desk/cases/" + application), "/desk/cases/{id}");
        }
        Assert.Empty(faults);
        Assert.True(seen.Count >= AtLeast, string.Join('\n', seen));

        async Task Look(Browser browser, PageSeen page, string path)
        {
            foreach (var form in page.Document.QuerySelectorAll("form[method=post]"))
                foreach (var field in form.QuerySelectorAll("textarea"))
                {
                    seen.Add($"{path} {field.GetAttribute("name")}");
                    if (await Fault(browser, form, field) is { } fault) faults.Add($"{path} {field.Id}: {fault}");
                }
        }
    }

    /// <summary>What is wrong with the answer to a form whose field is full; null: nothing that the field is at.
    /// </summary>
    private static async Task<string?> Fault(Browser browser, IElement form, IElement field)
    {
        var most = int.Parse(field.GetAttribute("maxlength") ?? "2000", CultureInfo.InvariantCulture);
        // A browser sends a new line as two characters, and counts it as one.
        var text = new string('字', most / 2) + "\r\n" + new string('字', most - (most / 2) - 2);
        var fields = form.QuerySelectorAll("input,select,textarea,button[name]")
            .Where(input => input.GetAttribute("type") is not ("file" or "radio" or "checkbox"))
            .DistinctBy(input => input.GetAttribute("name"))
            .Select(input => KeyValuePair.Create(
                input.GetAttribute("name")!, input == field ? text : input.GetAttribute("value") ?? ""));
        var answer = await browser.Post(form.GetAttribute("action")!, fields);
        if (answer.Status is HttpStatusCode.RequestEntityTooLarge or >= HttpStatusCode.InternalServerError)
            return $"{(int)answer.Status}";
        if (_ofAForm.Contains(field.GetAttribute("name"))) return null;
        var said = answer.Document.QuerySelectorAll($"#errors a[href='#{field.Id}']").Select(one => one.TextContent);
        return said.FirstOrDefault();
    }
}

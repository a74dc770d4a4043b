using System.Net;
using AngleSharp.Dom;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: no day that somebody types ends in a fault of the program. Method: every form with a field for a date, on
/// every page of the table, is handed in with days that exist in no register and with texts that are no day.
/// </summary>
[Collection(Shared.Name)]
public sealed class DateFieldTests(RegistryApp app)
{
    private static readonly string[] _days = ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow"];

    [Fact]
    public async Task A_day_that_cannot_be_is_refused_or_passed_over_by_every_form()
    {
        var (seen, faults) = (0, new List<string>());
        foreach (var row in PageTable.Rows.Where(row => row.Method == "GET" && row.Example is not null))
        {
            using var browser = row.Who switch
            {
                "open" => new Browser(app),
                "account" => await Browser.Inside(app, "driver.1"),
                _ => await Browser.Inside(app, row.Who),
            };
            var page = await browser.Open(row.Example!);
            foreach (var form in page.Document.QuerySelectorAll("form").Where(form => Dates(form).Any()))
                foreach (var day in _days)
                {
                    seen++;
                    var answer = await HandIn(browser, form, day);
                    if (answer.Status >= HttpStatusCode.InternalServerError) faults.Add($"{row.Example} {day}");
                }
        }
        Assert.Empty(faults);
        Assert.True(seen >= 5 * _days.Length, $"{seen}");
    }

    /// <summary>A form with several dates says which of them is missing, and says nothing twice.</summary>
    [Theory]
    [InlineData("/desk/register/certificate", "officer.henan", "初次领取：请填写日期。", "有效期起：请填写日期。")]
    [InlineData("/desk/rail-register/session", "centre", "报名截止日：请填写日期。",
        "理论考试日期：请填写日期。")]
    public async Task A_date_that_is_missing_is_said_with_the_name_of_its_field(
        string path, string who, string one, string other)
    {
        using var browser = await Browser.Inside(app, who);
        var page = await browser.Submit(path, "main form");
        var said = page.Document.QuerySelectorAll("#errors li").Select(item => item.TextContent.Trim()).ToList();
        Assert.Contains(one, said);
        Assert.Contains(other, said);
        Assert.Equal(said.Distinct(), said);
    }

    private static IEnumerable<IElement> Dates(IElement form) => form.QuerySelectorAll("input[type=date]");

    private static Task<PageSeen> HandIn(Browser browser, IElement form, string day)
    {
        var dates = Dates(form).Select(input => input.GetAttribute("name")!).ToHashSet();
        var fields = form.QuerySelectorAll("input,select,textarea")
            .Where(input => input.GetAttribute("type") is not ("file" or "radio" or "checkbox"))
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!,
                dates.Contains(input.GetAttribute("name")!) ? day : input.GetAttribute("value") ?? "")).ToList();
        var action = form.GetAttribute("action")!;
        return form.GetAttribute("method") == "post" ? browser.Post(action, fields)
            : browser.Open(action + "?" + string.Join('&', fields.Select(
                one => $"{one.Key}={Uri.EscapeDataString(one.Value)}")));
    }
}

using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a carrier asks its drivers from the list that it has, and knows of each line what became of it.
/// </summary>
[Collection(Shared.Name)]
public sealed class FleetImportTests(RegistryApp app)
{
    [Fact]
    public async Task Drivers_are_asked_from_a_list_after_every_line_was_looked_at_and_none_twice()
    {
        var fleet = await Carrier.New(app);
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet/import");
        PageRules.Check(page);
        var (good, other) = (Cases.CitizenNumber(), Cases.CitizenNumber());
        var list = $"姓名,身份证件号码\n张三,{good}\n李四，110101199001011234\n,{other}\n王五\t{good}\n赵六;{other}";
        var looked = await browser.Step(page, "check", [("rows", list)]);
        Assert.Equal(["可以发出", "身份证件号码不正确", "缺少姓名", "与前面的一行重复", "可以发出"],
            looked.Document.QuerySelectorAll("tbody .chip").Select(chip => chip.TextContent.Trim()));
        PageRules.Check(looked);
        Assert.Empty(await Asked(fleet)); // Nothing is sent by looking.
        var changed = await browser.Step(looked, "run", [("rows", list + $"\n钱七,{Cases.CitizenNumber()}")]);
        Assert.Equal(6, changed.Document.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(await Asked(fleet)); // Nor what was changed afterwards: it is looked at once more.
        var run = await browser.Step(looked, "run");
        Assert.Equal("2 人已发出请求，3 人未发出", run.Read("#receipts"));
        PageRules.Check(run);
        await browser.Step(looked, "run");
        Assert.Equal(2, (await Asked(fleet)).Count);
        var receipts = await browser.Submit(run, "form[action$='/receipts.csv']");
        Assert.Contains("\"赵六\",\"已发出请求", receipts.Text, StringComparison.Ordinal);
        var none = await browser.Step(page, "check", [("rows", "")]);
        Assert.NotEmpty(none.Read("#rows-fault"));
    }

    [Fact]
    public async Task A_full_list_has_its_receipts_as_a_file_and_one_line_more_is_counted()
    {
        var fleet = await Carrier.New(app);
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet/import");
        // What cannot be sent has a receipt, too.
        string[] lines =
        [
            $"名字很长的驾驶员甲乙丙丁戊己庚辛,{Cases.CitizenNumber()}",
            .. Enumerable.Range(0, 200).Select(n => $"名字很长的驾驶员甲乙丙丁戊己庚辛 {n:D3},11010119900101{n:D4}"),
        ];
        var looked = await browser.Step(page, "check", [("rows", string.Join('\n', lines[..200]))]);
        Assert.Equal(200, looked.Document.QuerySelectorAll("tbody tr").Length);
        var run = await browser.Step(looked, "run");
        var receipts = await browser.Post("/fleet/import/receipts.csv",
            run.Document.QuerySelectorAll("form[action$='/receipts.csv'] input").Select(input =>
                KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value") ?? "")));
        Assert.Equal(HttpStatusCode.OK, receipts.Status);
        Assert.Equal(200, receipts.Text.Split("甲乙丙丁").Length - 1);
        var more = await browser.Step(page, "check", [("rows", string.Join('\n', lines))]);
        Assert.Contains("这里有 201 行", more.Read("#rows-fault"), StringComparison.Ordinal);
    }

    /// <summary>Spreadsheets write what their system is used to, and people choose the sheet itself.</summary>
    [Theory]
    [InlineData("utf-8", true), InlineData("GB18030", true), InlineData("sheet", false)]
    public async Task A_file_is_read_as_it_was_saved_or_refused_in_words(string encoding, bool isRead)
    {
        var fleet = await Carrier.New(app);
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var page = await browser.Open("/fleet/import");
        var text = $"姓名,身份证件号码\n张三,{Cases.CitizenNumber()}";
        using var form = new MultipartFormDataContent();
        foreach (var input in page.Document.QuerySelectorAll("main form input[type=hidden]"))
            form.Add(new StringContent(input.GetAttribute("value")!), input.GetAttribute("name")!);
        form.Add(new StringContent("check"), "step");
        form.Add(new ByteArrayContent(encoding switch
        {
            "utf-8" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)],
            "sheet" => [0x50, 0x4B, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00],
            _ => CodePagesEncodingProvider.Instance.GetEncoding(encoding)!.GetBytes(text),
        }), "file", "list.csv");
        using var answer = await browser.Client.PostAsync("/fleet/import", form);
        var seen = await answer.Content.ReadAsStringAsync();
        Assert.Contains(isRead ? "<td data-l=\"姓名\">张三</td>" : "另存为 CSV", seen, StringComparison.Ordinal);
    }

    private static async Task<JsonArray> Asked(Carrier fleet) =>
        (await fleet.Operator.Get($"{HttpSteps.Api}/operators/{fleet.OperatorId}"))["asked"]!.AsArray();
}

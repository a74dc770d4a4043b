using System.Net;
using System.Text.Encodings.Web;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>The documents that an authority serves, with reasons, articles, remedies and their days.</summary>
[Collection(Shared.Name)]
public sealed class DecisionDocumentTests(RegistryApp app)
{
    [Fact]
    public async Task A_refusal_says_why_by_which_article_and_what_can_be_done_until_when()
    {
        var (holder, _, id) = await app.Renewal();
        var officer = await app.As("officer.henan");
        var one = $"{HttpSteps.Api}/applications/{id}";
        using var none = await holder.GetAsync(one + "/decision.pdf");
        await none.Problem(409, "WRONG_STATE");
        await officer.Done(one + "/accept");
        var accepted = await Text(holder, one + "/decision.svg");
        Assert.Contains("申请受理通知书", accepted, StringComparison.Ordinal);
        Assert.DoesNotContain("行政复议", accepted, StringComparison.Ordinal);
        await officer.Done(one + "/refuse", new { reasons = new[] { "照片与本人不符" } });

        var refused = await Text(holder, one + "/decision.svg");
        foreach (var said in (string[])[
            "不予许可决定书", "照片与本人不符", "第三十八条第二款", "60 日内依法申请行政复议", "第二十条", "2026年4月14日",
            "6 个月内依法向人民法院提起行政诉讼", "第四十六条", "2026年8月13日", "测试员"])
            Assert.Contains(said, refused, StringComparison.Ordinal);
        Assert.Contains("申请受理通知书", await Text(holder, one + "/decision.svg?of=accepted"), StringComparison.Ordinal);
        using var approved = await holder.GetAsync(one + "/decision.svg?of=approved");
        await approved.Problem(409, "WRONG_STATE");
        using var wrong = await holder.GetAsync(one + "/decision.svg?of=maybe");
        await wrong.Problem(400, "MALFORMED");
        using var stranger = await (await app.As("driver.1")).GetAsync(one + "/decision.svg");
        await stranger.Problem(404, "NOT_FOUND");
        foreach (var (ending, type) in ((string, string)[])[("pdf", "application/pdf"), ("png", "image/png")])
            await Is(holder, $"{one}/decision.{ending}", type);
    }

    [Fact]
    public async Task A_supplement_names_what_is_missing_and_the_last_day()
    {
        var (holder, _, id) = await app.Renewal();
        var one = $"{HttpSteps.Api}/applications/{id}";
        await (await app.As("officer.henan")).Done(one + "/supplement",
            new { materials = new[] { "portraitPhoto" }, message = "照片不清晰" });
        var asked = await Text(holder, one + "/decision.svg?of=supplement");
        foreach (var said in (string[])["申请材料补正告知书", "照片不清晰", "第三十二条第一款第（四）项", "2026年2月27日"])
            Assert.Contains(said, asked, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_has_its_document_and_what_is_not_cancelled_has_none()
    {
        var (holder, certificate) = await app.Holder();
        var path = $"{HttpSteps.Api}/certificates/{certificate}/cancellation.";
        using var none = await holder.GetAsync(path + "pdf");
        await none.Problem(409, "WRONG_STATE");
        await (await app.As("officer.henan")).Done($"{HttpSteps.Api}/certificates/{certificate}/cancel",
            new { ground = "authority", reason = "不再符合条件" });
        var text = await Text(holder, path + "svg");
        foreach (var said in (string[])["注销决定书", "不再符合条件", "2026年2月13日", "行政复议"])
            Assert.Contains(said, text, StringComparison.Ordinal);
        await Is(holder, path + "pdf", "application/pdf");
        await Is(holder, path + "png", "image/png");
    }

    [Fact]
    public async Task Anybody_checks_an_operator_by_its_whole_name_or_code_and_reads_nothing_else()
    {
        var fleet = await Fleet.New(app);
        using var anybody = app.Anonymous();
        var path = HttpSteps.Api + "/operators/check";
        var byCode = (await anybody.Done(path, new { creditCode = fleet.CreditCode }))["items"]!.AsArray();
        var name = (string)byCode.Single()!["name"]!;
        Assert.Equal($$"""[{"name":"{{name}}","permitState":"valid"}]""",
            byCode.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var byName = (await anybody.Done(path, new { name = $" {name} " }))["items"]!.AsArray();
        Assert.Equal(name, (string)byName.Single()!["name"]!);
        Assert.Empty((await anybody.Done(path, new { name = name[..^2] }))["items"]!.AsArray());
        await anybody.Refused(path, 400, "MALFORMED", new { });
        await anybody.Refused(path, 400, "MALFORMED", new { name, creditCode = fleet.CreditCode });
        await fleet.Officer.Done($"{HttpSteps.Api}/operators/{fleet.OperatorId}/permits/end",
            new { permitNumber = fleet.PermitNumber, reason = "依申请" });
        Assert.Equal("ended", (string)(await anybody.Done(path, new { name }))["items"]![0]!["permitState"]!);
    }

    /// <summary>Lines of a sheet follow each other; the text is what a reader reads across them.</summary>
    private static async Task<string> Text(HttpClient reader, string path)
    {
        using var answer = await reader.GetAsync(path);
        await answer.Is(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task Is(HttpClient reader, string path, string type)
    {
        using var answer = await reader.GetAsync(path);
        await answer.Is(HttpStatusCode.OK);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }
}

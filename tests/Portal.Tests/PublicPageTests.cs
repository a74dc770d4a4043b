using System.Net;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: what anybody may read without an account says what the law says.</summary>
[Collection(Shared.Name)]
public sealed partial class PublicPageTests(RegistryApp app)
{
    [Theory]
    [InlineData("certificate.renewal", "2026-04-10", "2026年3月11日", "2026年10月8日", "未到办理时间")]
    [InlineData("certificate.renewal", "2026-02-28", "2026年1月29日", "2026年8月27日", "现在可以办理")]
    [InlineData("certificate.renewal", "2025-01-01", "2024年12月2日", "2025年6月30日", "已过办理时间")]
    public async Task When_can_I_answers_by_the_rules_that_decide(
        string service, string date, string from, string to, string answer)
    {
        using var browser = new Browser(app);
        var page = await browser.Open($"/services/{service}?on={date}");
        var text = page.Read("main .note");
        Assert.Contains(answer, text, StringComparison.Ordinal);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.Contains(to, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("yesterday")]
    [InlineData("9999-12-31")]
    public async Task A_date_that_is_none_is_said_to_be_none(string date)
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/services/certificate.renewal?on=" + date);
        Assert.Equal("请填写日期，例如 2026-02-28。", page.Read("main .note"));
    }

    [Fact]
    public async Task Every_service_has_a_guide_in_both_languages()
    {
        var services = (await app.Anonymous().Get(HttpSteps.Api + "/services"))["items"]!.AsArray();
        foreach (var language in (string[])["zh-CN", "en"])
        {
            using var browser = new Browser(app, language);
            foreach (var service in services)
            {
                var page = await browser.Open("/services/" + (string)service!["id"]!);
                Assert.Equal((string)service["names"]![language[..2]]!, page.Read("h1"));
                PageRules.Check(page);
            }
        }
    }

    [Fact]
    public async Task An_unknown_service_is_not_found()
    {
        using var browser = new Browser(app);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/services/none")).Status);
    }

    /// <summary>
    /// Five working days from Friday 13 February 2026: the Saturday is worked, then comes Spring Festival.
    /// </summary>
    [Fact]
    public async Task Working_days_are_drawn_with_holidays_and_make_up_days()
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/tools?from=2026-02-13&count=5");
        Assert.Equal("2026年2月27日 星期五", page.Read("main section [role=status] b"));
        Assert.Equal("2026-02-27", page.Document.QuerySelector("td.last time")!.GetAttribute("datetime"));
        Assert.Equal("2026-02-14", page.Document.QuerySelector("td.makeup time")!.GetAttribute("datetime"));
        Assert.Equal(9, page.Document.QuerySelectorAll("td.off").Length);
    }

    [Theory]
    [InlineData("CitizenId", "410185198206150015", "写法正确")]
    [InlineData("CitizenId", "410185198206150016", "校验位不对")]
    [InlineData("Vin", "", "没有填写")]
    public async Task A_number_is_checked_without_standing_in_an_address(string kind, string number, string found)
    {
        using var browser = new Browser(app);
        var page = await browser.Submit(
            "/tools", "form[method=post][action='/tools']", ("kind", kind), ("number", number));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains(found, page.Read("main .note"), StringComparison.Ordinal);
        PageRules.Check(page);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080/v/abc.DEF-1", "/v/abc.DEF-1")]
    [InlineData(" abc ", "/v/abc")]
    public async Task A_pasted_code_leads_to_its_verdict(string pasted, string where)
    {
        using var browser = new Browser(app);
        var sent = await browser.Submit("/verify", "main form", ("code", pasted));
        Assert.Equal(where, sent.Answer.Headers.Location!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("有效")]
    [InlineData("https://elsewhere.example/?x=1")]
    public async Task What_is_no_code_is_said_to_be_none_and_stays_in_its_field(string pasted)
    {
        using var browser = new Browser(app);
        var page = await browser.Submit("/verify", "main form", ("code", pasted));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal(pasted, page.Document.QuerySelector("#code")!.GetAttribute("value"));
        PageRules.Check(page);
    }

    [Fact]
    public async Task Assets_are_kept_for_ever_under_the_hash_of_their_content()
    {
        using var browser = new Browser(app);
        var style = (await browser.Open("/")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;
        using var answer = await browser.Client.GetAsync(style);
        Assert.Equal("text/css", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        using var other = await browser.Client.GetAsync(Hash().Replace(style, "/assets/000000000000/"));
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }

    [GeneratedRegex("/assets/[0-9a-f]+/")]
    private static partial Regex Hash();

    [Fact]
    public async Task An_operator_is_checked_by_its_whole_name_or_code_and_nothing_else_is_shown()
    {
        const string form = "form[action='/verify/operator']";
        var demo = (await (await app.As("operator.demo")).Get(HttpSteps.Api + "/operators?mine=true"))["items"]![0]!;
        var (name, code) = ((string)demo["name"]!, (string)demo["creditCode"]!);
        using var browser = new Browser(app);
        var page = await browser.Submit("/verify/operator", form, ("name", name));
        Assert.Contains("有效", page.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain(code, page.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(page);
        Assert.Contains(name, (await browser.Submit("/verify/operator", form, ("creditCode", code.ToLowerInvariant())))
            .Read("main [role=status]"), StringComparison.Ordinal);
        var part = await browser.Submit("/verify/operator", form, ("name", name[..^1]));
        Assert.Contains("没有查到", part.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(part);
        var none = await browser.Submit("/verify/operator", form);
        Assert.NotEmpty(none.Document.QuerySelectorAll("#errors a[href='#name']"));
        PageRules.Check(none);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: who is turned away sees why, that nothing was changed and when to come again, and so does the browser
/// (Retry-After). Method: a registry whose lists wait too long, and every refusal that waiting cures, on a page and at
/// a form.
/// </summary>
public sealed class BusyPageTests(BusyListTests.CrowdedApp app) : IClassFixture<BusyListTests.CrowdedApp>
{
    [Theory]
    [InlineData("zh-CN", "请稍后重试", "重试")]
    [InlineData("en", "Please try again soon", "Try again")]
    public async Task A_page_that_is_turned_away_says_when_to_come_again_and_leads_back_to_itself(
        string language, string heading, string again)
    {
        using var officer = await Browser.Inside(app, "officer.henan", language);
        app.Lists = TimeSpan.FromSeconds(1);
        try
        {
            var page = await officer.Open("/desk?service=certificate.renewal");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Equal(TimeSpan.FromSeconds(2), page.Answer.Headers.RetryAfter!.Delta);
            Assert.Equal(heading, page.Read("h1"));
            Assert.Equal(again, page.Read("main a[href='/desk?service=certificate.renewal']"));
            PageRules.Check(page);
        }
        finally
        {
            app.Lists = TimeSpan.Zero;
        }
        Assert.Equal(HttpStatusCode.OK, (await officer.Open("/desk?service=certificate.renewal")).Status);
    }

    [Fact]
    public async Task A_form_that_is_turned_away_is_sent_again_by_loading_the_page_again()
    {
        using var officer = await Browser.Inside(app, "officer.henan");
        var form = await officer.Open("/desk/search");
        app.Lists = TimeSpan.FromSeconds(1);
        try
        {
            var page = await officer.Submit(form, "main form", ("kind", "certificate"), ("text", "张"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
            Assert.Equal(TimeSpan.FromSeconds(2), page.Answer.Headers.RetryAfter!.Delta);
            Assert.Contains("刷新本页", page.Read("main"), StringComparison.Ordinal);
            PageRules.Check(page);
        }
        finally
        {
            app.Lists = TimeSpan.Zero;
        }
    }

    public static TheoryData<RefusalCode, int?, int, string> Cured => new()
    {
        { RefusalCode.Busy, 2, 503, "2" }, { RefusalCode.StorageAway, null, 503, "5" },
        { RefusalCode.TooMany, 61, 429, "61" }, { RefusalCode.TooMany, null, 429, "5" },
        { RefusalCode.WrongState, 3, 422, "" }, { RefusalCode.FontMissing, null, 503, "" },
    };

    [Theory]
    [MemberData(nameof(Cured))]
    public async Task What_waiting_cures_says_for_how_long_on_a_page_and_at_a_form(
        RefusalCode code, int? wait, int status, string retryAfter)
    {
        var refusal = new Refusal(code, new("不行", "No."))
        {
            RetryAfter = wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        };
        var model = new MessageModel(refusal.Detail, refusal.Detail);
        foreach (var make in (Func<PageContext, PageResult>[])
            [page => page.Refused(refusal), page => page.Again<Message>(model, refusal)])
        {
            var http = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
            await make(new PageContext(http, new PageCookies(secure: false), isThisMachine: true)).ExecuteAsync(http);
            if (code != RefusalCode.FontMissing) Assert.Equal(status, http.Response.StatusCode);
            Assert.Equal(retryAfter, http.Response.Headers.RetryAfter.ToString());
        }
    }
}

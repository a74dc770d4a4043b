using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Public;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: who is turned away sees why, that nothing was changed and when to come again, and so does the browser
/// (Retry-After). Method: a registry that is too busy to draw codes, and every refusal that waiting cures, on a page
/// and at a form.
/// </summary>
public sealed class BusyPageTests(BusyPageTests.BusyApp app) : IClassFixture<BusyPageTests.BusyApp>
{
    /// <summary>A registry that turns everybody away who wants a code.</summary>
    public sealed class BusyApp : RegistryApp, IQrCodes
    {
        public QrDrawing Draw(string text) => throw new BusyException();

        protected override void Replace(IServiceCollection services) => services.AddSingleton<IQrCodes>(this);
    }

    [Theory]
    [InlineData("zh-CN", "请稍后重试", "重试")]
    [InlineData("en", "Please try again soon", "Try again")]
    public async Task A_page_that_is_turned_away_says_when_to_come_again_and_leads_back_to_itself(
        string language, string heading, string again)
    {
        using var driver = await Browser.Inside(app, "driver.1", language);
        var path = $"/my/certificates/{await app.CertificateOf("driver.1")}/show?x=1";
        var page = await driver.Open(path);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal(TimeSpan.FromSeconds(2), page.Answer.Headers.RetryAfter!.Delta);
        Assert.Equal(heading, page.Read("h1"));
        Assert.Equal(again, page.Read($"main a[href='{path}']"));
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_form_that_is_turned_away_is_sent_again_by_loading_the_page_again()
    {
        using var driver = await Browser.As(app, "driver.2");
        var page = await driver.Submit(await driver.Open("/account/second-factor"), "main form");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, page.Status);
        Assert.Equal(TimeSpan.FromSeconds(2), page.Answer.Headers.RetryAfter!.Delta);
        Assert.Contains("刷新本页", page.Read("main"), StringComparison.Ordinal);
        PageRules.Check(page);
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

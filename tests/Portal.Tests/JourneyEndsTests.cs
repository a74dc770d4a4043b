using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Domain.Words;
using OrleansRegistry.Portal.My;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: each journey has its end: whoever is refused, comes too late or does not get the letter reads what happened
/// and what can be done now, in words. Method: the page of an application, drawn in every status and with every reason
/// that the registry itself gives.
/// </summary>
[Collection(Shared.Name)]
public sealed class JourneyEndsTests(RegistryApp app)
{
    /// <summary>What is granted has its voucher, grade or document on the page.</summary>
    private static readonly ApplicationStatus[] _granted = [ApplicationStatus.Approved, ApplicationStatus.Announced];

    public static TheoryData<ApplicationStatus> Over => [.. Enum.GetValues<ApplicationStatus>().Except(_granted)
        .Where(status => !MyHomePage.IsUnderWay(View with { Status = status }))];

    public static TheoryData<ClosingReason> Reasons => [.. Enum.GetValues<ClosingReason>()];

    private static ApplicationModel Model => (ApplicationModel)Filled.Of(typeof(ApplicationModel), null)!;

    private static ApplicationView View => Model.View with { Reasons = [] };

    [Theory]
    [MemberData(nameof(Over))]
    public async Task Who_opens_a_case_that_is_over_reads_how_it_ended_and_what_can_be_done(ApplicationStatus status)
    {
        foreach (var (language, end) in ((string, Func<Domain.Machines.LocalText, string>)[])
            [("zh-CN", text => text.Zh), ("en", text => text.En)])
        {
            var ended = ApplicationEnds.Of(View with { Status = status })!;
            var page = await Drawn(View with { Status = status }, language);
            Assert.Contains(page.QuerySelectorAll("main .note"), note =>
                note.TextContent.Contains(end(ended.How), StringComparison.Ordinal)
                && note.TextContent.Contains(end(ended.Then), StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(ApplicationStatus.Closed), InlineData(ApplicationStatus.NotAccepted)]
    public async Task Only_a_decision_can_be_taken_to_court(ApplicationStatus status)
    {
        var page = await Drawn(View with { Status = status, Reasons = ["x"] }, "zh-CN");
        Assert.Equal(status == ApplicationStatus.NotAccepted,
            page.QuerySelector("main")!.TextContent.Contains("行政复议", StringComparison.Ordinal));
    }

    /// <summary>A renewal that ends after its last day is the end of the certificate (H.7).</summary>
    [Theory]
    [InlineData(ApplicationStatus.NotAccepted), InlineData(ApplicationStatus.Refused)]
    [InlineData(ApplicationStatus.Withdrawn)]
    public void Nobody_is_asked_to_apply_again_when_it_is_too_late(ApplicationStatus status)
    {
        var end = ApplicationEnds.Of(View with { Status = status })!;
        Assert.Contains("仍在办理期限内的", end.Then.Zh, StringComparison.Ordinal);
        Assert.Contains("While it can still be filed", end.Then.En, StringComparison.Ordinal);
        Assert.DoesNotContain("没有留下任何影响", end.Then.Zh, StringComparison.Ordinal);
    }

    /// <summary>Until it is accepted (000 L335), while more is asked (H.5), past the limit to decide (H.18).</summary>
    [Theory]
    [InlineData(ApplicationStatus.Submitted, 0, true), InlineData(ApplicationStatus.SupplementRequested, 0, true)]
    [InlineData(ApplicationStatus.Accepted, 0, false), InlineData(ApplicationStatus.Accepted, 1, true)]
    [InlineData(ApplicationStatus.AwaitingDelivery, 1, false), InlineData(ApplicationStatus.Withdrawn, 1, false)]
    public async Task Who_may_withdraw_an_application_has_the_button_for_it(
        ApplicationStatus status, int daysLate, bool offered)
    {
        var view = View with { Status = status, RailLicenceId = null, DecideBy = Model.Today.AddDays(-daysLate) };
        var page = await Drawn(view, "zh-CN");
        Assert.Equal(offered, page.QuerySelector("form[action$='/withdraw']") is not null);
        Assert.Null((await Drawn(view with { RailLicenceId = "L-1" }, "zh-CN"))
            .QuerySelector("form[action$='/withdraw']"));
    }

    [Fact]
    public void Pages_and_documents_name_the_same_limits_and_articles()
    {
        var domain = typeof(Remedies).Assembly;
        using var data = domain.GetManifestResourceStream(
            domain.GetManifestResourceNames().Single(name => name.EndsWith("decision-documents.json",
                StringComparison.Ordinal)))!;
        var text = JsonNode.Parse(data)!["remedies"]!;
        foreach (var sentence in (string[])[Remedies.Sentence.Zh, Remedies.Sentence.En])
            Assert.All((string[])["reconsiderationDays", "reconsiderationLaw", "litigationMonths", "litigationLaw"],
                name => Assert.Contains(text[name]!.ToString(), sentence, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task A_reason_that_the_registry_gives_is_read_in_words(ClosingReason reason)
    {
        var view = View with { Status = ApplicationStatus.Closed, Reasons = [reason.Name()] };
        var (zh, en) = (await Drawn(view, "zh-CN"), await Drawn(view, "en"));
        Assert.DoesNotContain(reason.Name(), zh.Body!.TextContent + en.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(DecisionReasons.Of(reason).Zh, zh.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains(DecisionReasons.Of(reason).En, en.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_did_not_get_the_letter_reads_why_and_what_comes_next()
    {
        var posted = View.Delivery! with { Way = DeliveryWay.Post, ReturnedAt = Back, ReturnReason = "查无此人" };
        var page = await Drawn(View with { Status = ApplicationStatus.AwaitingDelivery, Delivery = posted }, "zh-CN");
        Assert.Contains(page.QuerySelectorAll("main .note"), note =>
            note.TextContent.Contains("被邮局退回：查无此人", StringComparison.Ordinal)
            && note.TextContent.Contains("再次寄出", StringComparison.Ordinal));
        var sent = await Drawn(View with
        {
            Status = ApplicationStatus.AwaitingDelivery,
            Delivery = posted with { ReturnedAt = null },
        }, "zh-CN");
        Assert.DoesNotContain("退回", sent.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whose_certificate_was_cancelled_reads_what_can_be_done()
    {
        Assert.All(Enum.GetValues<CancellationGround>(), ground => Assert.NotEmpty(CertificateEnds.Of(ground).En));
        var (holder, id) = await app.Holder();
        await (await app.As("officer.henan")).Done(
            $"{HttpSteps.Api}/certificates/{id}/cancel", new { ground = "authority", reason = "测试" });
        using var browser = await Browser.AsToken(app, holder);
        var page = await browser.Open("/my/certificates/" + id);
        var end = page.Read("main .note.bad");
        Assert.Contains(CertificateEnds.Of(CancellationGround.Authority).Zh, end, StringComparison.Ordinal);
        Assert.Contains("《道路运输从业人员管理规定》第三十二条", end, StringComparison.Ordinal);
        Assert.Contains("60 日内申请行政复议", end, StringComparison.Ordinal);
        PageRules.Check(page);
    }

    private static DateTimeOffset Back { get; } = new(2026, 2, 12, 9, 0, 0, TimeSpan.FromHours(8));

    private static async Task<IDocument> Drawn(ApplicationView view, string language)
    {
        var text = await DrawnPage.Of(
            typeof(ApplicationDetails), Model with { View = view, HasDecision = true }, language);
        var page = new HtmlParser().ParseDocument(text);
        PageRules.CheckDocument(page, text);
        return page;
    }
}

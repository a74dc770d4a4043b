using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: an officer asks a colleague inside the case, and the colleague answers there.</summary>
[Collection(Shared.Name)]
public sealed class OpinionPageTests(RegistryApp app)
{
    [Fact]
    public async Task Asked_and_answered_inside_the_case_both_in_its_history_and_with_nothing_for_the_applicant()
    {
        var (holder, _, application) = await app.Renewal();
        var path = "/desk/cases/" + application;
        using var asker = await Browser.As(app, StaffPageTable.Officer);
        using var colleague = await Browser.As(app, "officer.henan.2");
        await asker.Submit(path, "form[action$='/claim']");
        const string ask = "form[action$='/opinions']";
        var wrong = await asker.Submit(path + "?ask=1", ask, ("of", "officer.yunnan"), ("question", "x"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("没有办理这类申请的同事", wrong.Read("#errors"), StringComparison.Ordinal);
        Assert.Equal("x", wrong.Read("#question"));
        PageRules.Check(wrong);
        Assert.Contains(wrong.Document.QuerySelectorAll("#colleagues option"),
            option => option.GetAttribute("value") == "officer.henan.2");
        await asker.Submit(wrong, "form[action$='/opinions']",
            ("of", "officer.henan.2"), ("question", "照片是否为本人？"));

        var list = await colleague.Open("/desk/opinions");
        PageRules.Check(list);
        Assert.Contains("照片是否为本人？", list.Read("main"), StringComparison.Ordinal);
        Assert.NotEqual("0", (await colleague.Open("/desk")).Read(".filters a[href='/desk/opinions'] .count"));
        var asked = await colleague.Open(path);
        PageRules.Check(asked);
        var form = asked.Document.QuerySelector("#opinions form")!.GetAttribute("action")!;
        var unsaid = await colleague.Submit(asked, $"form[action='{form}']", ("text", "是"));
        Assert.Contains("请选择同意或不同意", unsaid.Read("#errors"), StringComparison.Ordinal);
        await colleague.Submit(unsaid, $"form[action='{form}']", ("agrees", "no"), ("text", "与证件照片不是同一人"));

        var answered = await asker.Open(path);
        PageRules.Check(answered);
        Assert.Contains("✕ 不同意：与证件照片不是同一人", answered.Read("#opinions"), StringComparison.Ordinal);
        Assert.Contains("征求同事意见：照片是否为本人？", answered.Read(".past"), StringComparison.Ordinal);
        Assert.Contains("同事不同意：与证件照片不是同一人", answered.Read(".past"), StringComparison.Ordinal);
        Assert.Contains("已由您领取", answered.Read(".case"), StringComparison.Ordinal);
        Assert.DoesNotContain("照片是否为本人", await holder.GetStringAsync(
            $"{HttpSteps.Api}/applications/{application}"), StringComparison.Ordinal);
    }
}

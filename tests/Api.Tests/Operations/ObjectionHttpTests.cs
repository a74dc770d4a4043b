using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Who disagrees with a decision, points, a grade or a finding says so, and gets an answer.</summary>
[Collection(Shared.Name)]
public sealed class ObjectionHttpTests(RegistryApp app)
{
    private const string Objections = HttpSteps.Api + "/objections";

    [Fact]
    public async Task A_holder_objects_to_a_decision_and_the_authority_answers()
    {
        var (holder, _, about) = await app.Renewal();
        var officer = await app.As("officer.henan");
        await officer.Done($"{HttpSteps.Api}/applications/{about}/not-accept", new { reasons = new[] { "照片不清" } });
        var proof = await holder.Uploaded("evidence");

        var filed = await holder.Done(Objections, new { about, text = "照片清晰", documentIds = new[] { proof } },
            HttpStatusCode.Created);
        var id = (string)filed["id"]!;
        Assert.Equal(("open", "2026-03-12", "410100"),
            ((string)filed["status"]!, (string)filed["answerBy"]!, (string)filed["authority"]!));
        await holder.Refused(Objections, 409, "DUPLICATE", new { about, text = "再次" });
        Assert.Contains((await holder.Get(Objections + "?mine=true"))["items"]!.AsArray(),
            it => (string)it!["id"]! == id);
        Assert.Contains((await officer.Get(Objections + "?queue=true&limit=200"))["items"]!.AsArray(),
            it => (string)it!["id"]! == id);
        Assert.DoesNotContain(
            (await (await app.As("officer.yunnan")).Get(Objections + "?queue=true&limit=200"))["items"]!.AsArray(),
            it => (string)it!["id"]! == id);
        using var read = await officer.GetAsync($"{HttpSteps.Api}/documents/{proof}");
        await read.Is(HttpStatusCode.OK);

        var answered = await officer.Done($"{Objections}/{id}/answer", new { upheld = true, text = "重新受理" });
        Assert.Equal(("answered", true), ((string)answered["status"]!, (bool)answered["answer"]!["upheld"]!));
        var notice = (await holder.Get(HttpSteps.Api + "/me/notices?kind=objectionUpheld"))["items"]![0]!;
        Assert.Equal("您对申请决定的异议成立：重新受理。经办机关将据此处理。", (string)notice["text"]!);
        await officer.Refused($"{Objections}/{id}/answer", 409, "WRONG_STATE", new { upheld = false, text = "无误" });
        Assert.Equal("notAccepted", (string)(await holder.Get($"{HttpSteps.Api}/applications/{about}"))["status"]!);
        await holder.Done(Objections, new { about, text = "仍有异议" }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_the_caller_may_not_read_cannot_be_objected_to_and_a_stranger_sees_nothing()
    {
        var (holder, certificate) = await app.Holder();
        var filed = await holder.Done(Objections, new { about = certificate, text = "计分有误" }, HttpStatusCode.Created);
        var one = $"{Objections}/{filed["id"]}";
        var stranger = await app.As("driver.1");
        await stranger.Refused(Objections, 404, "NOT_FOUND", new { about = certificate, text = "x" });
        await stranger.Refused(Objections, 404, "NOT_FOUND", new { about = "none", text = "x" });
        using var hidden = await stranger.GetAsync(one);
        await hidden.Problem(404, "NOT_FOUND");
        await holder.Refused(one + "/answer", 403, "NOT_ALLOWED", new { upheld = true, text = "x" });
        await (await app.As("officer.yunnan")).Refused(
            one + "/answer", 404, "NOT_FOUND", new { upheld = true, text = "x" });
        var fault = await holder.Refused(Objections, 400, "MALFORMED",
            new { about = certificate, text = " ", documentIds = new[] { "D-NOT-THERE" } });
        Assert.NotNull(fault["errors"]!["text"]);
        Assert.NotNull(fault["errors"]!["documentIds"]);
        using var unsaid = await holder.GetAsync(Objections);
        await unsaid.Problem(400, "MALFORMED");
    }
}

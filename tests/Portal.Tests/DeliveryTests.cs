using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: what is made reaches its holder; the desk knows what goes where, the holder where it is.</summary>
[Collection(Shared.Name)]
public sealed class DeliveryTests(RegistryApp app)
{
    private const string Address = "河南省郑州市金水区花园路 1 号";

    [Fact]
    public async Task A_document_is_posted_comes_back_and_is_sent_again_and_its_holder_sees_where_it_is()
    {
        var (holder, certificate) = await app.Holder();
        var id = (string)(await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { }, materials = await holder.RenewalMaterials(),
            delivery = new { way = "post", recipient = "张三", phone = "13800138000", address = Address },
        }, HttpStatusCode.Created))["id"]!;
        var desk = await app.As("officer.henan");
        foreach (var step in (string[])["accept", "approve", "ready"])
            await desk.Done($"{HttpSteps.Api}/applications/{id}/{step}");

        using var officer = await Browser.As(app, StaffPageTable.Officer);
        var list = await officer.Open("/desk/deliveries?way=Post");
        PageRules.Check(list);
        Assert.Contains(list.Document.QuerySelectorAll("main td"),
            cell => cell.TextContent.Contains(Address, StringComparison.Ordinal));
        var paper = await officer.Open("/desk/deliveries.pdf");
        Assert.Equal("application/pdf", paper.Answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains(id, (await officer.Open("/desk/deliveries.csv?status=AwaitingDelivery")).Text,
            StringComparison.Ordinal);

        var path = "/desk/deliveries/" + id;
        var record = await officer.Open(path);
        PageRules.Check(record);
        Assert.Contains(Address, record.Read("main .facts"), StringComparison.Ordinal);
        const string form = "main form";
        var sent = await officer.Follow(await officer.Submit(
            path + "/deliver", form, ("carrier", "中国邮政"), ("trackingNumber", "EA123456789CN")));
        Assert.Contains("EA123456789CN", sent.Read("main .facts"), StringComparison.Ordinal);
        using var own = await Browser.AsToken(app, holder);
        Assert.Contains("EA123456789CN", (await own.Open("/my/applications/" + id)).Text, StringComparison.Ordinal);

        var unsaid = await officer.Submit(path + "/returned", form, ("recipient", "李四"));
        Assert.NotEmpty(unsaid.Document.QuerySelectorAll("#errors a[href='#reason']"));
        Assert.Equal("李四", unsaid.Document.QuerySelector("#recipient")!.GetAttribute("value"));
        PageRules.Check(unsaid);
        var back = await officer.Follow(
            await officer.Submit(unsaid, form, ("reason", "查无此人"), ("recipient", "李四")));
        Assert.Contains("查无此人", back.Read("main .facts"), StringComparison.Ordinal);
        Assert.Contains("李四", back.Read("main .facts"), StringComparison.Ordinal);
        Assert.Contains("查无此人", (await own.Open("/my/applications/" + id)).Text, StringComparison.Ordinal);
        await officer.Follow(await officer.Submit(
            path + "/deliver", form, ("carrier", "顺丰"), ("trackingNumber", "SF1")));
        var again = await own.Open("/my/applications/" + id);
        Assert.Contains("SF1", again.Text, StringComparison.Ordinal);
        PageRules.Check(again);
    }

    [Fact]
    public async Task What_is_picked_up_says_by_when()
    {
        var (holder, _, id) = await app.Renewal();
        var desk = await app.As("officer.henan");
        foreach (var step in (string[])["accept", "approve", "ready"])
            await desk.Done($"{HttpSteps.Api}/applications/{id}/{step}");
        using var own = await Browser.AsToken(app, holder);
        var page = await own.Open("/my/applications/" + id);
        PageRules.Check(page);
        Assert.Contains("前领取", page.Read("main .note.now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_made_yet_is_no_delivery()
    {
        var (_, _, id) = await app.Renewal();
        using var officer = await Browser.As(app, StaffPageTable.Officer);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Open("/desk/deliveries/" + id)).Status);
    }
}

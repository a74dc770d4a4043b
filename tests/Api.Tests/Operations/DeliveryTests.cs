using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>A document goes to somebody at an address, with a number, and may come back.</summary>
public sealed class DeliveryTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Address = "河南省郑州市金水区花园路 1 号", Phone = "13800138000";

    [Fact]
    public async Task What_is_posted_has_an_address_and_a_number_and_may_come_back()
    {
        var (holder, officer, id) = await Filed(
            new { way = "post", recipient = "张三", phone = Phone, address = Address });
        var one = $"{HttpSteps.Api}/applications/{id}";
        await Ready(officer, one);

        var row = (await officer.Get(HttpSteps.Api + "/deliveries?queue=true&way=post&limit=200"))["items"]!.AsArray()
            .Single(item => (string)item!["applicationId"]! == id)!;
        Assert.Equal((Address, Phone, "张三", "onDelivery"), ((string)row["delivery"]!["address"]!,
            (string)row["delivery"]!["phone"]!, (string)row["delivery"]!["recipient"]!,
            (string)row["delivery"]!["fee"]!));
        var table = await officer.GetStringAsync(HttpSteps.Api + "/deliveries.csv?queue=true");
        Assert.Contains(Address, table, StringComparison.Ordinal);
        using var paper = await officer.GetAsync(HttpSteps.Api + "/deliveries.pdf?queue=true");
        Assert.Equal("application/pdf", paper.Content.Headers.ContentType?.MediaType);

        await officer.Done(one + "/deliver", new { carrier = "中国邮政", trackingNumber = "EA123456789CN" });
        var seen = (await holder.Get(one))["delivery"]!;
        Assert.Equal(("中国邮政", "EA123456789CN", Address),
            ((string)seen["carrier"]!, (string)seen["trackingNumber"]!, (string)seen["address"]!));
        Assert.Contains("EA123456789CN", (string)(await holder.Get(
            HttpSteps.Api + "/me/notices?kind=documentPosted"))["items"]![0]!["text"]!, StringComparison.Ordinal);

        await officer.Refused(one + "/returned", 400, "MALFORMED", new { reason = " " });
        await officer.Done(one + "/returned", new { reason = "查无此人", address = Address + " 2 楼" });
        Assert.Equal("awaitingDelivery", (string)(await holder.Get(one))["status"]!);
        var again = await officer.Done(one + "/deliver", new { carrier = "顺丰", trackingNumber = "SF1" });
        Assert.Equal(("delivered", "SF1", Address + " 2 楼"), ((string)again["status"]!,
            (string)again["delivery"]!["trackingNumber"]!, (string)again["delivery"]!["address"]!));
    }

    [Fact]
    public async Task The_plain_words_stay_and_post_needs_an_address_on_record()
    {
        var (holder, certificate) = await app.Holder();
        var path = $"{HttpSteps.Api}/certificates/{certificate}/applications";
        var (service, form, materials) = ("certificate.renewal", new { }, await holder.RenewalMaterials());
        var no = await holder.Refused(path, 400, "MALFORMED", new { service, form, materials, delivery = "post" });
        Assert.NotNull(no["errors"]!["delivery.address"]);
        no = await holder.Refused(path, 400, "UNKNOWN_FIELD",
            new { service, form, materials, delivery = new { way = "post", street = "x" } });
        Assert.NotNull(no["errors"]!["delivery.street"]);
        await holder.Refused(path, 400, "MALFORMED", new { service, form, materials, delivery = "pigeon" });
        await holder.Refused(path, 400, "MALFORMED",
            new { service, form, materials, delivery = new { way = "post", phone = "no", address = Address } });

        var filed = await holder.Done(path, new
        {
            service, form = new { serviceUnit = "个人", phone = Phone, address = Address }, materials, delivery = "post",
        }, HttpStatusCode.Created);
        Assert.Equal((Address, Phone), (
            (string)filed["delivery"]!["address"]!, (string)filed["delivery"]!["phone"]!));
    }

    [Fact]
    public async Task What_is_picked_up_says_the_word_and_has_no_courier()
    {
        var (holder, officer, id) = await Filed("pickUp");
        var one = $"{HttpSteps.Api}/applications/{id}";
        Assert.Equal("pickUp", (string)(await holder.Get(one))["delivery"]!);
        await Ready(officer, one);
        await officer.Refused(one + "/deliver", 400, "MALFORMED", new { carrier = "顺丰" });
        Assert.Equal("delivered", (string)(await officer.Done(one + "/deliver"))["status"]!);
        await officer.Refused(one + "/returned", 409, "WRONG_STATE", new { reason = "x" });
    }

    [Fact]
    public async Task The_list_is_a_desk_s_within_its_reach()
    {
        var (_, officer, id) = await Filed(new { way = "post", address = Address });
        await Ready(officer, $"{HttpSteps.Api}/applications/{id}");
        var path = HttpSteps.Api + "/deliveries?queue=true&limit=200";
        Assert.DoesNotContain((await (await app.As("officer.yunnan")).Get(path))["items"]!.AsArray(),
            item => (string)item!["applicationId"]! == id);
        Assert.Empty((await (await app.As("centre")).Get(path))["items"]!.AsArray());
        using var holder = await (await app.As("driver.1")).GetAsync(path);
        await holder.Problem(403, "NOT_ALLOWED");
        using var unsaid = await officer.GetAsync(HttpSteps.Api + "/deliveries");
        await unsaid.Problem(400, "MALFORMED");
    }

    private async Task<(HttpClient Holder, HttpClient Officer, string Id)> Filed(object delivery)
    {
        var (holder, certificate) = await app.Holder();
        var filed = await holder.Done($"{HttpSteps.Api}/certificates/{certificate}/applications", new
        {
            service = "certificate.renewal", form = new { }, materials = await holder.RenewalMaterials(), delivery,
        }, HttpStatusCode.Created);
        return (holder, await app.As("officer.henan"), (string)filed["id"]!);
    }

    private static async Task Ready(HttpClient officer, string one)
    {
        foreach (var step in (string[])["accept", "approve", "ready"]) await officer.Done($"{one}/{step}");
    }
}

using System.Net;
using AngleSharp.Dom;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: a driver who owns a one-vehicle business does its work with the one account and always sees for whom
/// (docs/adr/0128); nobody else gets in, and nothing is handed in for another.
/// </summary>
[Collection(Shared.Name)]
public sealed class OwnBusinessTests(RegistryApp app)
{
    private const string Acting = "main > .acting";

    [Fact]
    public async Task The_home_page_leads_to_the_business_and_each_of_its_pages_says_for_whom_and_leads_back()
    {
        var owner = await OwnerDriver.New(app);
        var plate = (string)(await owner.Fleet.Vehicle())["plate"]!;
        using var browser = await Browser.AsToken(app, owner.Person);
        var home = await browser.Open("/my");
        PageRules.Check(home);
        Assert.Empty(home.Document.QuerySelectorAll(Acting));
        Assert.Equal("代我的企业办理", home.Read("main a[href='/fleet']"));
        var fleet = await browser.Open("/fleet");
        Assert.Equal(plate, fleet.Read("tbody tr:first-child a"));
        var seen = new HashSet<string>();
        var left = new Queue<string>(StaffPageTable.Rows
            .Where(row => row.Who == StaffPageTable.Carrier && row.Example is not null).Select(row => row.Example!));
        while (left.TryDequeue(out var path))
        {
            if (!seen.Add(path)) continue;
            var page = await browser.Open(path);
            Assert.True(page.Status == HttpStatusCode.OK, $"{path}: {page.Status}");
            if (page.Answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
            PageRules.Check(page);
            if (path.EndsWith("/show", StringComparison.Ordinal)) continue; // What is shown to others is nothing else.
            Assert.Contains(Name(fleet), page.Read(Acting), StringComparison.Ordinal);
            Assert.Equal("/my", page.Document.QuerySelector(Acting + " a")!.GetAttribute("href"));
            Assert.Equal("/fleet", page.Document.QuerySelector("nav.side a")!.GetAttribute("href"));
            foreach (var link in page.Document.QuerySelectorAll("a[href^='/fleet']"))
                left.Enqueue(link.GetAttribute("href")!.Split('#')[0]);
        }
        Assert.True(seen.Count > 12, string.Join(' ', seen));
    }

    [Fact]
    public async Task What_is_handed_in_there_is_the_businesss_and_stays_apart_from_the_persons()
    {
        var owner = await OwnerDriver.New(app);
        var vehicle = await owner.Fleet.Vehicle();
        using var browser = await Browser.AsToken(app, owner.Person);
        var review = await browser.Open("/fleet/review");
        var matched = await browser.Step(review, "match", photos: [(string)vehicle["plate"]! + " 正面.png"]);
        var done = await browser.Step(matched, "submit",
            [("contactName", "李四"), ("contactPhone", "13800000000"), ("declared", "yes")]);
        Assert.Equal("1 辆已提交，0 辆未提交", done.Read("#receipts"));
        Assert.Empty((await owner.Person.Get(HttpSteps.Api + "/applications?mine=true"))["items"]!.AsArray());
        Assert.Single((await owner.Business.Get(HttpSteps.Api + "/applications?mine=true"))["items"]!.AsArray());
        Assert.Empty((await browser.Open("/my/applications")).Document.QuerySelectorAll(Acting));
    }

    [Fact]
    public async Task Without_a_business_or_with_a_foreign_one_in_the_form_nothing_opens_and_nothing_is_taken()
    {
        using var stranger = await Browser.AsToken(app, await app.NewHolder());
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Open("/fleet")).Status);
        Assert.Empty((await stranger.Open("/my")).Document.QuerySelectorAll("a[href='/fleet']"));

        var (owner, other) = (await OwnerDriver.New(app), await OwnerDriver.New(app));
        using var browser = await Browser.AsToken(app, owner.Person);
        var form = (await browser.Open("/fleet/import")).Document.QuerySelector("main form")!;
        var fields = form.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        Assert.Equal(owner.Fleet.OperatorId, fields["actsFor"]);
        foreach (var party in (string?[])[null, "", "O-0000000000000000", other.Fleet.OperatorId])
        {
            if (party is null) fields.Remove("actsFor");
            else fields["actsFor"] = party;
            var refused = await browser.Post("/fleet/import", fields);
            Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
            PageRules.Check(refused);
        }
        var chosen = await browser.Post("/my/businesses",
            new Dictionary<string, string> { ["token"] = fields["token"], ["business"] = other.Fleet.OperatorId });
        Assert.Equal(HttpStatusCode.Forbidden, chosen.Status);
    }

    [Fact]
    public async Task What_ends_the_ownership_ends_its_pages_and_the_forms_that_are_open()
    {
        var owner = await OwnerDriver.New(app);
        using var browser = await Browser.AsToken(app, owner.Person);
        var open = await browser.Open("/fleet/import");
        await owner.Ended(app);
        await OwnerDriver.Until(owner, parties: 1);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open("/fleet")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Step(open, "check", [("rows", "张三,1")])).Status);
        Assert.Empty((await browser.Open("/my")).Document.QuerySelectorAll("a[href='/fleet']"));
    }

    [Fact]
    public async Task Who_owns_several_chooses_one_and_a_form_stays_that_of_the_business_for_which_it_was_opened()
    {
        var owner = await OwnerDriver.New(app);
        var second = owner with { Fleet = await Carrier.New(app, individual: true) };
        await OwnerDriver.Confirmed(app, await second.Asked());
        await OwnerDriver.Until(owner, parties: 3);
        using var browser = await Browser.AsToken(app, owner.Person);
        Assert.Equal("代我的企业办理", (await browser.Open("/my")).Read("main a[href='/my/businesses']"));
        var question = await browser.Follow(await browser.Open("/fleet/import"));
        PageRules.Check(question);
        Assert.Equal(2, question.Document.QuerySelectorAll("main button").Length);
        var first = await browser.Follow(await Choose(question, owner.Fleet.OperatorId));
        Assert.Equal("/fleet/import", first.Answer.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Single(first.Document.QuerySelectorAll(Acting + " a[href='/my/businesses']"));
        var later = await browser.Follow(
            await Choose(await browser.Open("/my/businesses?back=%2Ffleet"), second.Fleet.OperatorId));
        Assert.NotEqual(first.Read(Acting), later.Read(Acting));
        var looked = await browser.Step(first, "check", [("rows", $"张三,{Cases.CitizenNumber()}")]);
        Assert.Equal(first.Read(Acting), looked.Read(Acting));
        await browser.Step(looked, "run");
        Assert.Single(await Asked(owner.Fleet));
        Assert.Empty(await Asked(second.Fleet));

        async Task<PageSeen> Choose(PageSeen page, string business)
        {
            var form = page.Document.QuerySelector($"button[value='{business}']")!.Closest("form")!;
            return await browser.Post(form.GetAttribute("action")!, form.QuerySelectorAll("input").Select(input =>
                    KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!))
                .Append(KeyValuePair.Create("business", business)));
        }
    }

    [Fact]
    public async Task The_audit_names_the_business_for_which_an_act_on_an_account_was_done()
    {
        var owner = await OwnerDriver.New(app);
        using var browser = await Browser.AsToken(app, owner.Person);
        var users = await browser.Open("/fleet/accounts");
        Assert.Empty(users.Document.QuerySelectorAll("button[value=open],button[value=reset]")); // docs/adr/0185
        var fields = users.Document.QuerySelector("main form")!.QuerySelectorAll("input[type=hidden]")
            .ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value")!);
        foreach (var step in (string[])["open", "reset"])
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.Post("/fleet/accounts",
                [.. fields, new("step", step), new("userName", "owner.x")])).Status);
        await owner.Fleet.Operator.Get(HttpSteps.Api + "/me"); // Its session goes on.
        Assert.Equal(HttpStatusCode.OK, (await browser.Step(users, "disable")).Status);
        var account = (string)(await owner.Person.Get(HttpSteps.Api + "/me"))["id"]!;
        var auditor = await app.As(StaffPageTable.Auditor);
        var found = await auditor.Done(HttpSteps.Api + "/admin/audit/search?limit=200", new { by = account });
        Assert.Contains(found["items"]!.AsArray(), one => (string)one!["what"]! == "POST /fleet/accounts"
            && (string)one["party"]! == owner.Fleet.OperatorId);
    }

    private static string Name(PageSeen fleet) => fleet.Read("h1");

    private static async Task<System.Text.Json.Nodes.JsonArray> Asked(Carrier fleet) =>
        (await fleet.Operator.Get($"{HttpSteps.Api}/operators/{fleet.OperatorId}"))["asked"]!.AsArray();
}

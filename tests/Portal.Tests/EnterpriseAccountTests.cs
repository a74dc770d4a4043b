using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;
using Carrier = OrleansRegistry.Api.Tests.Support.Fleet;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: an enterprise opens and takes back its own users on a page, and nobody else's.</summary>
[Collection(Shared.Name)]
public sealed class EnterpriseAccountTests(RegistryApp app)
{
    [Fact]
    public async Task A_carrier_opens_a_user_with_a_code_that_is_shown_once_and_disables_it()
    {
        var fleet = await Carrier.New(app);
        using var browser = await Browser.AsToken(app, fleet.Operator);
        var name = "fleet." + Guid.NewGuid().ToString("N")[..10];
        var page = await browser.Open("/fleet/accounts");
        PageRules.Check(page);
        var opened = await browser.Step(page, "open", [("userName", name)]);
        PageRules.Check(opened);
        var code = opened.Read(".secret");
        using var signed = await app.Anonymous().PostAsJsonAsync(
            HttpSteps.Api + "/sessions", new { userName = name, password = code });
        await signed.Is(HttpStatusCode.OK);
        var again = await browser.Step(page, "open", [("userName", name)]); // A second press opens nothing more.
        Assert.Empty(again.Document.QuerySelectorAll(".secret"));
        var listed = await browser.Open("/fleet/accounts");
        Assert.DoesNotContain(code, listed.Text, StringComparison.Ordinal);
        var disabled = await browser.Step(listed, "disable");
        Assert.Contains("已停用", disabled.Read("main [role=status]"), StringComparison.Ordinal);
        Assert.Empty(disabled.Document.QuerySelectorAll("button[value=disable]"));
    }

    [Fact]
    public async Task A_user_of_another_enterprise_is_not_there()
    {
        var (own, other) = (await Carrier.New(app), await Carrier.New(app));
        var foreign = (string)(await other.Operator.Get(HttpSteps.Api + "/me"))["id"]!;
        using var browser = await Browser.AsToken(app, own.Operator);
        var token = await browser.Token("/fleet/accounts");
        var answer = await browser.Post("/fleet/accounts",
            new Dictionary<string, string>
            {
                ["token"] = token, ["key"] = "k1", ["account"] = foreign, ["step"] = "reset",
            });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.NotNull(await other.Operator.Get(HttpSteps.Api + "/me")); // Its sessions are as they were.
    }
}

using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: a driver who owns a one-vehicle business does its work by visible words with the one account, and always sees
/// for whom (docs/adr/0128).
/// </summary>
[Collection(OneSilo.Name)]
public sealed class OwnerJourneyTests(SiloProcess silo)
{
    private const string Name = "郑州个体货运一号";

    [Fact]
    public async Task A_driver_opens_the_own_business_sees_its_vehicle_and_comes_back()
    {
        SiloProcess.NeedsChromium();
        var plate = await Owned("driver.4");
        await using var driver = await Visitor.As(silo, "driver.4");
        await driver.Follow("代我的企业办理");
        await Expect(driver.Page.GetByText("您正在代")).ToContainTextAsync(Name);
        await driver.IsAccessible();
        await driver.Follow(plate);
        await Expect(driver.Page.GetByText("您正在代")).ToContainTextAsync(Name);
        await driver.IsAccessible();
        await driver.Follow("回到我的首页");
        await Expect(driver.Page.GetByRole(AriaRole.Heading, new() { Name = "我的证照" })).ToBeVisibleAsync();

        await using var desk = await Visitor.As(silo, "driver.4", "en", 1280, scripts: false);
        await desk.Follow("Act for my business");
        await desk.Follow("Annual reviews");
        await Expect(desk.Page.GetByText("You act for")).ToContainTextAsync(Name);
    }

    /// <summary>
    /// Records a business of the account's person, with one vehicle, as two officers of its authority do; gives the
    /// plate.
    /// </summary>
    private async Task<string> Owned(string account)
    {
        using var driver = await silo.Api(account);
        using var officer = await silo.Api("officer.henan");
        using var second = await silo.Api("officer.henan.2");
        var known = (await driver.Got("me"))["realName"]!;
        var code = CreditCode.Complete("92410100MF000007");
        var business = (string)(await officer.Sent(
            "operators", new { creditCode = code, name = Name, authority = "410100" }))["id"]!;
        const string Plate = "豫B70707";
        await officer.Sent("vehicles", new
        {
            creditCode = code, kind = "generalFreight", plate = Plate, plateColour = "yellow",
            vin = Vin.Complete("LZYTDTE6N0000707"), certificateNumber = "410170707070", authority = "410100",
            validFrom = "2023-03-01", reviewedOn = "2025-03-01",
        });
        var asked = await officer.Sent($"operators/{business}/owner", new
        {
            name = (string)known["name"]!, identityNumber = (string)known["identityNumber"]!,
            evidence = "营业执照和身份证原件",
        });
        await second.Sent($"approvals/{(string)asked["approvalId"]!}/confirm", new { });
        for (var i = 0; i < 200; i++)
        {
            if ((await driver.Got("me"))["parties"]!.AsArray().Count == 2) return Plate;
            await Task.Delay(50);
        }
        throw new TimeoutException("the account has not followed its person");
    }
}

namespace OrleansRegistry.Browser.Tests;

/// <summary>
/// Goal: nothing moves under a finger while a page arrives, with one bar of signal too. Method: the network is made
/// slow, so that Chromium could paint a page in pieces, and what moved since the first paint is asked for.
/// </summary>
[Collection(OneSilo.Name)]
public sealed class StandsStillTests(SiloProcess silo)
{
    private const double BytesPerSecond = 10_000;

    [Theory]
    [InlineData("driver.1", 390)]
    [InlineData("driver.5", 1280)]
    public async Task A_page_that_arrives_in_pieces_does_not_move(string account, int width)
    {
        SiloProcess.NeedsChromium();
        await using var visitor = await Visitor.Inside(silo, account, "zh-CN", width);
        await visitor.Page.GotoAsync("/my"); // The style is there: it is not what is waited for.
        var browser = await visitor.Context.NewCDPSessionAsync(visitor.Page);
        await browser.SendAsync("Network.enable");
        await browser.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = BytesPerSecond, ["uploadThroughput"] = -1,
        });
        await visitor.Page.GotoAsync("/my");
        Assert.Equal("", await visitor.Moved());
    }
}

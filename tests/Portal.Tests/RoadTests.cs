using System.Net;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: an officer at the roadside knows in one look what stands there, and every look-up has a reason.
/// </summary>
[Collection(Shared.Name)]
public sealed class RoadTests(RegistryApp app)
{
    private const string Form = "form[action='/road']", DemonstrationPlate = "云A10D18";

    [Fact]
    public async Task A_plate_gives_what_the_vehicle_is_worth_and_no_number_in_an_address()
    {
        using var browser = await Browser.Inside(app, "enforcement.yunnan");
        var page = await browser.Submit("/road", Form, ("plate", DemonstrationPlate), ("purpose", "RoadCheck"));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Equal(DemonstrationPlate, page.Read("main .plate"));
        Assert.NotEmpty(page.Document.QuerySelectorAll("main .note b"));
        Assert.DoesNotContain(page.Document.QuerySelectorAll("a"),
            link => Uri.UnescapeDataString(link.GetAttribute("href")!)
                .Contains(DemonstrationPlate, StringComparison.Ordinal));
        PageRules.Check(page);
    }

    [Fact]
    public async Task What_is_not_on_the_register_is_never_said_to_be_without_a_certificate()
    {
        using var browser = await Browser.Inside(app, "enforcement.yunnan", "en");
        var page = await browser.Submit("/road", Form, ("plate", "云A00000"), ("purpose", "RoadCheck"));
        Assert.Contains("does not prove", page.Read("main [role=status]"), StringComparison.Ordinal);
        PageRules.Check(page);
    }

    [Theory]
    [InlineData("", "RoadCheck", "certificateNumber")]
    [InlineData("云A00000", "Case", "caseNumber")]
    public async Task A_look_up_without_a_criterion_or_a_needed_number_keeps_what_was_typed(
        string plate, string purpose, string field)
    {
        using var browser = await Browser.Inside(app, "enforcement.yunnan");
        var page = await browser.Submit("/road", Form, ("plate", plate), ("purpose", purpose));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEmpty(page.Document.QuerySelectorAll($"#errors a[href='#{field}']"));
        Assert.Equal(plate, page.Document.QuerySelector("#plate")!.GetAttribute("value") ?? "");
        PageRules.Check(page);
    }

    [Fact]
    public async Task A_shift_says_until_when_it_lasts_and_needs_a_place()
    {
        using var browser = await Browser.Inside(app, "enforcement.yunnan");
        const string shift = "form[action='/road/shift']";
        var page = await browser.Submit("/road", shift, ("place", "昆明西收费站"));
        Assert.Contains("昆明西收费站", page.Read("main [role=status]"), StringComparison.Ordinal);
        var without = await browser.Submit("/road", shift, ("place", "  "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
    }
}

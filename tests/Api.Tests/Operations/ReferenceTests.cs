using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>Goal: what anybody may look up: services, working days, identifiers.</summary>
[Collection(Shared.Name)]
public sealed class ReferenceTests(RegistryApp app)
{
    [Theory]
    [InlineData("from=2026-02-13&count=2", "2026-02-24", false)]
    [InlineData("from=2026-02-13&count=0", "2026-02-13", false)]
    [InlineData("from=2040-01-02&count=1", "2040-01-03", true)]
    public async Task Working_days_are_counted(string query, string date, bool provisional)
    {
        var answer = await app.Anonymous().Get($"{HttpSteps.Api}/working-days?{query}");
        Assert.Equal(date, (string)answer["date"]!);
        Assert.Equal(provisional, (bool)answer["provisional"]!);
    }

    [Theory]
    [InlineData("from=2026-02-30&count=2", "from")]
    [InlineData("count=2", "from")]
    [InlineData("from=9999-12-31&count=2", "from")]
    [InlineData("from=2026-02-13", "count")]
    [InlineData("from=2026-02-13&count=-1", "count")]
    [InlineData("from=2026-02-13&count=1001", "count")]
    [InlineData("from=2026-02-13&count=2.5", "count")]
    public async Task What_is_no_date_or_count_is_malformed(string query, string field)
    {
        using var answer =
            await app.Anonymous().GetAsync(new Uri($"{HttpSteps.Api}/working-days?{query}", UriKind.Relative));
        Assert.NotNull((await answer.Problem(400, "MALFORMED"))["errors"]![field]);
    }

    [Theory]
    [InlineData("""{"kind":"citizenId","value":"11010519491231002X"}""", null, "11010519491231002X")]
    [InlineData("""{"kind":"citizenId","value":"11010519491231002x"}""", null, "11010519491231002X")]
    [InlineData("""{"kind":"citizenId","value":"110105194912310021"}""", "CHECKSUM", null)]
    [InlineData("""{"kind":"citizenId","value":"11010519491331002X"}""", "DATE", null)]
    [InlineData("""{"kind":"citizenId","value":""}""", "EMPTY", null)]
    [InlineData("""{"kind":"citizenId"}""", "EMPTY", null)]
    [InlineData("""{"kind":"plate","value":"豫A12345","colour":"purple"}""", "COLOUR", null)]
    public async Task Identifiers_are_checked(string body, string? reason, string? normalized)
    {
        var answer = (await app.Anonymous().Done(HttpSteps.Api + "/identifiers/check", body)).AsObject();
        Assert.Equal(reason is null, (bool)answer["valid"]!);
        Assert.True(answer.ContainsKey("reason") && answer.ContainsKey("normalized") && answer.ContainsKey("warnings"));
        Assert.Equal(reason, (string?)answer["reason"]);
        Assert.Equal(normalized, (string?)answer["normalized"]);
    }

    [Theory]
    [InlineData("""{"kind":"passport","value":"E1"}""")]
    [InlineData("""{"kind":1,"value":"E1"}""")]
    [InlineData("""{"value":"E1"}""")]
    public async Task An_unknown_kind_of_identifier_is_malformed(string body) =>
        Assert.NotNull(
            (await app.Anonymous().Refused(
                HttpSteps.Api + "/identifiers/check", 400, "MALFORMED", body))["errors"]!["kind"]);

    [Fact]
    public async Task The_catalogue_says_what_the_law_asks_today()
    {
        var list = await app.Anonymous().Get(HttpSteps.Api + "/services");
        Assert.Equal(
            ["certificate.assessment", "certificate.cancellation", "certificate.change", "certificate.reissue",
                "certificate.renewal",
                "identity.binding", "rail.cancellation",
                "rail.first", "rail.reissue", "rail.renewal", "rail.upgrade", "trip.filing", "vehicle.annualReview",
                "vehicle.cancellation",
                "vehicle.reissue", "vehicle.renewal"],
            list["items"]!.AsArray().Select(service => (string)service!["id"]!).Order(StringComparer.Ordinal));
        var review = await app.Anonymous().Get(HttpSteps.Api + "/services/vehicle.annualReview");
        Assert.Equal((1, 2, "vehicle", "operator"), ((int)review["limits"]!["acceptTargetWorkingDays"]!,
            (int)review["limits"]!["acceptWorkingDays"]!, (string)review["subject"]!, (string)review["applicant"]!));
        Assert.Equal("hasInspectionRecords", (string)review["materials"]![1]!["condition"]!);
        var renewal = await app.Anonymous().Get(HttpSteps.Api + "/services/certificate.renewal");
        Assert.Equal(30, (int)renewal["window"]!["opensDaysBefore"]!);
        Assert.Equal(180, (int)renewal["window"]!["closesDaysAfter"]!);
        Assert.Equal(2, (int)renewal["limits"]!["acceptWorkingDays"]!);
        Assert.Equal(3, (int)renewal["limits"]!["decideWorkingDays"]!);
        Assert.Equal(["post", "pickUp"], renewal["delivery"]!.AsArray().Select(way => (string)way!));
        var licence = renewal["materials"]!.AsArray().Single(line => (string)line!["kind"]! == "drivingLicence")!;
        Assert.Equal("drivers", (string)licence["condition"]!);
        Assert.Equal(10485760, (int)licence["maxBytes"]!);
        Assert.Equal(["png", "jpg"], licence["formats"]!.AsArray().Select(format => (string)format!));
        var reissue = await app.Anonymous().Get(HttpSteps.Api + "/services/certificate.reissue");
        Assert.Equal(
            ["lost", "damaged"], reissue["fields"]![0]!["choices"]!.AsArray().Select(choice => (string)choice!));
    }

    [Fact]
    public async Task The_charter_scope_and_the_provinces_are_announced()
    {
        var list = (await app.Anonymous().Get(HttpSteps.Api + "/announcements")).AsObject();
        Assert.Equal(["charterScope", "charterCapabilities"],
            list["items"]!.AsArray()
                .Select(item => (string)item!["kind"]!)
                .Where(kind => kind.StartsWith("charter", StringComparison.Ordinal)));
        Assert.True(list.ContainsKey("next"));
    }

    [Fact]
    public async Task The_clock_is_not_moved_to_where_dates_end() =>
        await app.Anonymous().Refused("/dev/clock", 400, "MALFORMED", new { to = "9999-12-31T00:00:00+08:00" });
}

using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Audit;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: whoever looks people up learns what the purpose needs, and no number. Each test is named after the row of
/// docs/threats.md that it walks.
/// </summary>
[Collection(Shared.Name)]
public sealed class LookUpAttackTests(RegistryApp app)
{
    /// <summary>H7: the number of a certificate is its holder's, so the mask beside it hid nothing.</summary>
    [Theory]
    [InlineData("certificateNumber")]
    [InlineData("identityNumber")]
    public async Task T8_H7_a_look_up_gives_no_number_of_a_person(string criterion)
    {
        var number = (string)(await app.Certificate())["certificateNumber"]!;
        var enforcement = await app.As("enforcement.yunnan");
        var found = await enforcement.Done(HttpSteps.Api + "/lookup",
            new JsonObject
            {
                [criterion] = number, ["reason"] = "核查", ["purpose"] = "case", ["caseNumber"] = "案2026-1",
            }.ToJsonString());
        Assert.Single(found["items"]!.AsArray());
        Assert.DoesNotContain(number, found.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal($"{number[..4]}************{number[^2..]}", (string)found["items"]![0]!["certificateNumber"]!);
    }

    /// <summary>H7: an empty plate gave out every vehicle of the country.</summary>
    [Theory]
    [InlineData("plate", "")]
    [InlineData("plate", " ")]
    [InlineData("plate", "·")]
    [InlineData("certificateNumber", "")]
    [InlineData("identityNumber", "")]
    [InlineData("caseNumber", "")]
    public async Task T8_H7_an_empty_criterion_cannot_be_expressed(string criterion, string text)
    {
        var body = new JsonObject { ["plate"] = "云A12345", ["reason"] = "路检" };
        if (criterion is "identityNumber") body.Remove("plate");
        body[criterion] = text;
        var enforcement = await app.As("enforcement.yunnan");
        var problem = await enforcement.Refused(HttpSteps.Api + "/lookup", 400, "MALFORMED", body.ToJsonString());
        Assert.NotNull(problem["errors"]![criterion]);
    }

    [Fact]
    public async Task T8_persons_of_another_authority_are_shown_for_a_case_alone()
    {
        var number = (string)(await app.Certificate())["certificateNumber"]!; // Of Henan.
        using var yunnan = await Enforcement("53");
        foreach (var body in new object[]
        {
            new { certificateNumber = number, reason = "路检" },
            new { certificateNumber = number, reason = "举报", purpose = "report", caseNumber = "举2026-1" },
        })
            Assert.Empty((await yunnan.Done(HttpSteps.Api + "/lookup", body))["items"]!.AsArray());
        await yunnan.Refused(HttpSteps.Api + "/lookup", 400, "MALFORMED",
            new { certificateNumber = number, reason = "案件", purpose = "case" });
        Assert.Single((await yunnan.Done(HttpSteps.Api + "/lookup", new
        {
            certificateNumber = number, reason = "案件", purpose = "case", caseNumber = "案2026-1",
        }))["items"]!.AsArray());
        using var henan = await Enforcement("41");
        Assert.Single((await henan.Done(HttpSteps.Api + "/lookup",
            new { certificateNumber = number, reason = "路检" }))["items"]!.AsArray());
    }

    [Theory]
    [InlineData("identityNumber", "110105194912310025", 30)]
    [InlineData("plate", "云A00000", 120)]
    public async Task T8_an_account_has_a_budget_of_look_ups(string criterion, string text, int anHour)
    {
        using var enforcement = await Enforcement("53");
        var body = new JsonObject { [criterion] = text, ["reason"] = "路检" }.ToJsonString();
        for (var i = 0; i < anHour; i++) await enforcement.Done(HttpSteps.Api + "/lookup", body);
        using var spent = await enforcement.Post(HttpSteps.Api + "/lookup", body);
        await spent.Problem(429, "TOO_MANY");
        Assert.InRange(spent.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        await (await Enforcement("53")).Done(HttpSteps.Api + "/lookup", body); // Another account has its own.
    }

    /// <summary>A finding by the plate names the carrier: it is a look-up, whatever it is called.</summary>
    [Fact]
    public async Task T8_a_finding_by_the_plate_counts_and_is_on_record_as_a_look_up()
    {
        using var enforcement = await Enforcement("53");
        var fleet = await Fleet.New(app); // Of Henan.
        var vehicle = await fleet.Vehicle();
        var finding = new { plate = (string)vehicle["plate"]!, finding = "other", note = "x" };
        var findings = HttpSteps.Api + "/roadside-findings";
        var made = await enforcement.Done(findings, finding, System.Net.HttpStatusCode.Created);
        Assert.Equal((string)vehicle["id"]!, (string)made["about"]!);
        var account = (string)(await enforcement.Get(HttpSteps.Api + "/me"))["id"]!;
        var line = Assert.Single(await app.Audited(new { by = account, what = "lookup" }));
        Assert.Equal((string)vehicle["id"]!, (string)Assert.Single(line["about"]!.AsArray())!);

        for (var i = 1; i < 120; i++)
            await enforcement.Done(HttpSteps.Api + "/lookup", new { plate = "云A00000", reason = "路检" });
        await enforcement.Refused(findings, 429, "TOO_MANY", finding);
        await enforcement.Done(findings, new { token = "unknown", finding = "other", note = "x" },
            System.Net.HttpStatusCode.Created); // What was scanned was shown, and looks nothing up.
    }

    [Fact]
    public async Task A_shift_is_opened_at_a_place_for_eight_hours()
    {
        using var enforcement = await Enforcement("53");
        await enforcement.Refused(HttpSteps.Api + "/me/shift", 400, "MALFORMED", new { place = " " });
        var shift = await enforcement.Done(HttpSteps.Api + "/me/shift", new { place = "昆明西收费站" });
        Assert.Equal("昆明西收费站", (string)shift["place"]!);
        Assert.Equal(TimeSpan.FromHours(8), DateTimeOffset.Parse((string)shift["endsAt"]!, null)
            - DateTimeOffset.Parse((string)shift["startedAt"]!, null));
    }

    private Task<HttpClient> Enforcement(string authority)
    {
        var name = "road." + Guid.NewGuid().ToString("N")[..12];
        var account = new Account(
            "", name, null, Roles.Enforcement, authority, Desks.None, null, MustChangePassword: false, Disabled: false);
        return app.Opened(account);
    }

    [Fact]
    public async Task The_holder_and_the_officer_in_charge_see_the_number_of_the_certificate()
    {
        var (holder, id) = await app.Holder();
        foreach (var client in new[] { holder, await app.As("officer.henan") })
            Assert.Matches(@"^\d{17}[\dX]$",
                (string)(await client.Get($"{HttpSteps.Api}/certificates/{id}"))["certificateNumber"]!);
    }

    [Fact]
    public async Task T8_a_history_shows_no_number_not_even_to_those_who_may_read_it()
    {
        var (holder, certificate, _) = await app.Renewal();
        var number = (string)(await holder.Get(HttpSteps.Api + "/me"))["realName"]!["identityNumber"]!;
        foreach (var client in new[] { holder, await app.As("officer.henan") })
        {
            var history = await client.Get($"{HttpSteps.Api}/certificates/{certificate}/history");
            Assert.DoesNotContain(number, history.ToJsonString(), StringComparison.Ordinal);
        }
    }
}

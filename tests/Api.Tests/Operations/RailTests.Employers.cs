using System.Net;
using OrleansRegistry.Api.Tests.Support;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>What a railway enterprise does: letters, reports about its drivers, and its accounts.</summary>
public sealed partial class RailTests
{
    [Fact]
    public async Task Only_a_letter_takes_it_back_and_letters_are_on_file()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var application = await Applied(
            driver, id, "rail.renewal", new { reason = "expiry", healthReportOn = "2026-02-01" }, _expiry);
        await driver.Refused($"{Applications}/{application}/withdraw", 422, "EMPLOYER_ONLY", new { });
        var letters = $"{Employers}/{railway.EmployerId}/letters";
        await railway.Employer.Refused(letters, 400, "MALFORMED", new { kind = "withdrawal" });
        await railway.Employer.Refused(letters, 400, "MALFORMED", new { kind = "gossip", text = "x" });
        var filed = await railway.Employer.Done(
            letters, new { kind = "withdrawal", applicationId = application, text = "来函撤回" }, HttpStatusCode.Created);
        Assert.Equal("withdrawal", (string)filed["letters"]![0]!["kind"]!);
        Assert.Equal("withdrawn", (string)(await driver.Get($"{Applications}/{application}"))["status"]!);
        await railway.Employer.Done(
            letters, new { kind = "identityChange", railLicenceId = id, text = "附派出所证明" }, HttpStatusCode.Created);
    }

    [Fact]
    public async Task Reports_within_thirty_days_retirement_and_study_are_the_employer_s()
    {
        var railway = await Railway.New(app);
        var (driver, id) = await railway.Driver();
        var reported = await railway.Employer.Done($"{Employers}/{railway.EmployerId}/reports",
            new { railLicenceId = id, ground = "fraudOrBribery", discoveredOn = "2026-02-01", reported = false },
            HttpStatusCode.Created);
        Assert.Equal("2026-03-03", (string)reported["findings"]![0]!["reportBy"]!);
        var finding = (string)reported["findings"]![0]!["id"]!;
        reported = await railway.Employer.Done(
            $"{Employers}/{railway.EmployerId}/reports", new { findingId = finding }, HttpStatusCode.Created);
        Assert.Equal("2026-02-13", (string)reported["findings"]![0]!["reportedOn"]!);
        await railway.Employer.Refused(
            $"{Employers}/{railway.EmployerId}/reports", 400, "MALFORMED", new { railLicenceId = id });
        await railway.Employer.Done($"{Licences}/{id}/retirement", new { retiresOn = "2040-01-01" });
        await driver.Refused($"{Licences}/{id}/retirement", 403, "NOT_ALLOWED", new { retiresOn = "2041-01-01" });
        await railway.Employer.Refused($"{Licences}/{id}/revoke", 403, "NOT_ALLOWED", new { ground = "staffFault" });
        Assert.Equal(
            "cancelled",
            (string)(await railway.Nra.Done(
                $"{Licences}/{id}/cancel", new { ground = "otherCancellation" }))["status"]!);
        var newcomer = Cases.CitizenNumber(); // Nobody yet: an enterprise creates no person (H.24), an authority does.
        await railway.Employer.Done($"{Employers}/{railway.EmployerId}/drivers",
            new { name = "李新人", identityNumber = newcomer }, HttpStatusCode.Accepted);
        await railway.Nra.Done(Licences, new { holder = new { name = "李新人", identityNumber = newcomer } },
            HttpStatusCode.Created);
        await railway.Centre.Refused($"{Employers}/{railway.EmployerId}/drivers", 422, "IDENTITY_CHECK_FAILED",
            new { name = "李别人", identityNumber = newcomer });
        var linked = await railway.Centre.Done($"{Employers}/{railway.EmployerId}/drivers",
            new { name = "李新人", identityNumber = newcomer, unit = "u1" }, HttpStatusCode.Created);
        Assert.Equal("u1", (string)linked["employer"]!["unit"]!);
        await railway.Employer.Refused($"{Employers}/{railway.EmployerId}/drivers",
            400,
            "IDENTIFIER_INVALID",
            new { name = "李新人", identityNumber = "1" });
        await (await Railway.New(app)).Employer.Refused(
            $"{Employers}/{railway.EmployerId}/drivers", 404, "NOT_FOUND", new { name = "李新人", identityNumber = "1" });
    }

    [Fact]
    public async Task An_enterprise_account_is_opened_for_an_employer_or_its_unit()
    {
        var railway = await Railway.New(app);
        var admin = await app.As("admin");
        var name = "employer." + Guid.NewGuid().ToString("N")[..8];
        await admin.Refused(HttpSteps.Api + "/accounts/enterprises",
            400,
            "MALFORMED",
            new { userName = name, role = "employer", employerId = railway.EmployerId, employerUnit = "u9" });
        await admin.Done(HttpSteps.Api + "/accounts/enterprises",
            new
            {
                userName = name,
                role = "employer",
                password = "Battery-Staple-2",
                employerId = railway.EmployerId,
                employerUnit = "u1",
            },
            HttpStatusCode.Created);
        var client = await app.As(name, "Battery-Staple-2");
        await (await client.GetAsync($"{Licences}?mine=true")).Problem(403, "PASSWORD_CHANGE_DUE");
    }
}

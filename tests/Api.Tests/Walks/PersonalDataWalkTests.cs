using System.Net;
using System.Text.RegularExpressions;
using OrleansRegistry.Api.Tests.Edge;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Access;

namespace OrleansRegistry.Api.Tests.Attacks;

/// <summary>
/// Goal: no answer shows a whole identity number or mobile number to anybody who may not see it. Method: every GET of
/// the access table, with the ids of things that are there, as every kind of account; who may see whose number is
/// said here once more, apart from the program's own rules.
/// </summary>
[Collection(Shared.Name)]
public sealed partial class PersonalDataWalkTests(RegistryApp app)
{
    private static readonly string[] _accounts =
    [
        "driver.1", "driver.2", "officer.henan", "officer.yunnan", "enforcement.yunnan", "operator.demo",
        "employer.demo", "centre", "nra", "admin",
    ];

    /// <summary>Who decides about people, and so sees the number of whom it is about.</summary>
    private static readonly string[] _desks = ["officer.henan", "officer.yunnan", "centre", "nra"];

    // Ids are random letters and digits: eleven digits among them are nobody's phone.
    [GeneratedRegex(@"(?<![0-9A-Za-z_-])\d{17}[\dXx](?![0-9A-Za-z_-])")]
    private static partial Regex Number();

    [GeneratedRegex(@"(?<![0-9A-Za-z_-])1[3-9]\d{9}(?![0-9A-Za-z_-])")]
    private static partial Regex Phone();

    [Fact]
    public async Task T8_no_answer_shows_a_number_or_a_phone_to_whoever_may_not_see_it()
    {
        var (holder, certificate, application) = await app.Renewal();
        var number = await NumberOf(holder);
        var railway = await Railway.New(app);
        var (driver, career) = await railway.Driver();
        var applied = await Railway.Applied(driver, career, "rail.reissue", new { reason = "lost" }, "reissueForm",
            "employerConsent", "video");
        var railNumber = await NumberOf(driver);
        var ids = new Dictionary<string, string[]>
        {
            ["/certificates/"] = [certificate, await app.CertificateOf("driver.1")],
            ["/applications/"] = [application, applied],
            ["/rail-licences/"] = [career],
            ["/employers/"] = [railway.EmployerId],
        };
        var seen = new List<string>();
        foreach (var account in _accounts)
        {
            using var client = await app.As(account);
            var own = account.StartsWith("driver", StringComparison.Ordinal) ? await NumberOf(client) : null;
            foreach (var path in Paths(ids))
            {
                using var answer = await client.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.StatusCode != HttpStatusCode.OK
                    || answer.Content.Headers.ContentType?.MediaType != "application/json") continue;
                var text = await answer.Content.ReadAsStringAsync();
                seen.AddRange(Number().Matches(text).Select(match => match.Value)
                    .Where(PersonalText.IsIdentityNumber).Where(one => one != own && !May(account, one))
                    .Concat(Phone().Matches(text).Select(match => match.Value).Where(_ => !_desks.Contains(account)
                            && account != "operator.demo")) // The telephone of its own contact person.
                    .Select(one => $"{account} {path}: {one}"));
            }
        }
        Assert.Empty(seen.Distinct());

        bool May(string account, string one) =>
            one == number ? account == "officer.henan"
            : one == railNumber ? account is "centre" or "nra"
            : _desks.Contains(account);
    }

    private static async Task<string> NumberOf(HttpClient client) =>
        (string)(await client.Get(HttpSteps.Api + "/me"))["realName"]!["identityNumber"]!;

    /// <summary>Every GET; where an id is asked for, with each that is there, else with one that nothing has.</summary>
    private static IEnumerable<string> Paths(Dictionary<string, string[]> ids)
    {
        foreach (var row in AccessTable.Rows.Where(row => row.Method == "GET" && !row.Route.Contains("/dev/")))
        {
            var kind = ids.Keys.FirstOrDefault(one => row.Route.Contains(one + "{id}", StringComparison.Ordinal));
            foreach (var id in kind is null ? [""] : ids[kind])
            {
                var path = kind is null ? row.Path : row.Route.Replace("{id}", id, StringComparison.Ordinal);
                if (path.Contains('{', StringComparison.Ordinal)) continue;
                yield return path;
                if (kind is not null) continue;
                foreach (var list in (string[])["?mine=true", "?queue=true"]) yield return path + list;
            }
        }
    }
}

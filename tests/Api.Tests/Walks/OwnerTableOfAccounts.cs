using static OrleansRegistry.Api.Tests.Walks.OwnerTable;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>Accounts, what belongs to one of them alone, and what stands below something else in an address.</summary>
internal static class OwnerTableOfAccounts
{
    private const string Reason = """{"reason":"x"}""";

    public static IReadOnlyList<OwnerRow> Rows { get; } =
    [
        .. new[] { "/disable", "/enable", "/unlock", "/end-sessions", "/reset" }.Select(step =>
            new OwnerRow("POST", "/accounts/{id}" + step, "account", "admin", "admin")),
        new("GET", "/admin/accounts/{id}", "account", "admin", "admin"),
        .. new[] { "/reset", "/disable" }.SelectMany(step => new OwnerRow[]
        {
            new("POST", "/operators/{id}/accounts/{below}" + step, "operatorUser", "operator", "operator.own"),
            new("POST", "/employers/{id}/accounts/{below}" + step, "employerUser", "employer", "employer.own"),
        }),
        Own("DELETE", "/me/sessions/{id}", "session", "enforcement.own"),
        Own("DELETE", "/me/devices/{id}", "device", "enforcement.own"),
        Own("POST", "/me/notices/{id}/read", "notice", "holder.own"),
        new("POST", "/employers/{id}/drivers/{below}/phone-recovery", "employerDriver", "employer", "employer.own"),
        new("POST", "/vehicles/{id}/violations/{below}/settle", "violation", "officer", "officer.desk"),
        new("POST", "/persons/{id}/facts/{below}/correct", "fact", "officer centre nra", "officer.desk", Reason),
        new("POST", "/letters/{id}/done", "letter", "centre nra", "centre nra", """{"note":"x"}"""),
        new("GET", "/exam-sessions/{id}", "examSession", Everybody, Knows["examSession"]),
        new("GET", "/exam-sessions/{id}/registrations", "examSession", "centre nra", "centre nra"),
    ];

    /// <summary>Nobody else learns that it is there, whatever the role.</summary>
    private static OwnerRow Own(string method, string path, string kind, string own) =>
        new(method, path, kind, Everybody, own) { Elsewhere = NotFound };
}

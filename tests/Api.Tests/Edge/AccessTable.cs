namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Who may knock at which route.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Route">The pattern.</param>
/// <param name="Who">"open"; "account": every account; or the roles, by the demonstration account that has
/// each.</param>
internal sealed record AccessRow(string Method, string Route, params string[] Who)
{
    /// <summary>The route with ids that nothing has.</summary>
    public string Path => Route.Replace("{serviceId}", "certificate.renewal", StringComparison.Ordinal)
        .Replace("{factId}", "P-0000000000000000.f1", StringComparison.Ordinal)
        .Replace("{violationId}", "V-0000000000000000.v1", StringComparison.Ordinal)
        .Replace("{id}", Route.Contains("/persons/", StringComparison.Ordinal) ? "P-0000000000000000"
            : Route.Contains("/vehicles/", StringComparison.Ordinal) ? "V-0000000000000000"
            : Route.Contains("/operators/", StringComparison.Ordinal) ? "O-0000000000000000"
            : Route.Contains("/trips/", StringComparison.Ordinal) ? "T-0000000000000000"
            : Route.Contains("/applications/", StringComparison.Ordinal) ? "Q-0000000000000000.1"
            : Route.Contains("/approvals/", StringComparison.Ordinal) ? "H-0000000000000000.1"
            : Route.Contains("/rail-licences/", StringComparison.Ordinal) ? "R-0000000000000000"
            : Route.Contains("/employers/", StringComparison.Ordinal) ? "W-0000000000000000"
            : Route.Contains("/exam-sessions/", StringComparison.Ordinal) ? "X-0000000000000000"
            : "Q-0000000000000000", StringComparison.Ordinal);
}

/// <summary>
/// Every route of the program. A route that is not here fails the inventory (spec/traps.md, debug endpoints).
/// </summary>
internal static class AccessTable
{
    private const string Api = "/api/v1";

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET", "/healthz", "open"), new("GET", "/readyz", "open"), new("GET", "/metrics", "open"),
        new("GET", "/openapi/{documentName}.json", "open"),
        new("GET", "/docs/{documentName?}", "open"), new("GET", "/docs/favicon.svg", "open"),
        new("GET", "/docs/scalar.js", "open"), new("GET", "/docs/scalar.aspnetcore.js", "open"),
        new("GET", "/dev/clock", "open"), new("POST", "/dev/clock", "open"),
        new("POST", Api + "/sessions", "open"), new("POST", Api + "/verification-codes", "open"),
        new("POST", Api + "/accounts", "open"),
        new("POST", Api + "/accounts/officers", "admin"), new("POST", Api + "/accounts/enterprises", "admin"),
        new("POST", Api + "/accounts/{id}/disable", "admin"), new("POST", Api + "/accounts/{id}/reset", "admin"),
        new("GET", Api + "/me", "account"), new("POST", Api + "/me/real-name", "driver.1"),
            new("GET", Api + "/me/real-name", "driver.1"), new("POST", Api + "/me/phone", "account"),
        new("POST", Api + "/me/password", "account"), new("POST", Api + "/me/sessions/revoke-all", "account"),
        new("GET", Api + "/me/notices", "account"), new(
            "GET", Api + "/me/deadlines.ics", "account"), new("GET", Api + "/me/export", "account"),
        new("POST", Api + "/documents", "account"), new("GET", Api + "/documents/{id}", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates", "driver.1"), new("POST", Api + "/certificates", "officer.henan"),
        new("GET", Api + "/certificates/{id}", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates/{id}/history", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates/{id}/timeline", "driver.1", "officer.henan"),
        new("POST", Api + "/certificates/{id}/applications", "account"),
        new("POST", Api + "/certificates/{id}/violations", "account"), new(
            "POST", Api + "/certificates/{id}/education", "account"),
        new("POST", Api + "/certificates/{id}/reassess", "account"), new(
            "POST", Api + "/certificates/{id}/cancel", "account"),
        new("GET", Api + "/vehicles", "operator.demo"), new("POST", Api + "/vehicles", "officer.henan"),
        new("GET", Api + "/vehicles/{id}", "operator.demo", "officer.henan"),
        new("GET", Api + "/vehicles/{id}/history", "operator.demo", "officer.henan"),
        new("GET", Api + "/vehicles/{id}/timeline", "operator.demo", "officer.henan"),
        new("POST", Api + "/vehicles/{id}/applications", "account"), new(
            "POST", Api + "/vehicles/{id}/status", "account"),
        new("POST", Api + "/vehicles/{id}/technical-grade", "account"), new("POST",
            Api + "/vehicles/{id}/review",
            "account"), new("POST", Api + "/vehicles/{id}/violations", "account"),
        new("POST", Api + "/vehicles/{id}/violations/{violationId}/settle", "account"), new(
            "POST", Api + "/vehicles/{id}/cancel", "account"),
        new("GET", Api + "/operators", "operator.demo"), new("POST", Api + "/operators", "officer.henan"),
        new("GET", Api + "/operators/{id}", "operator.demo", "officer.henan"),
        new("GET", Api + "/operators/{id}/history", "operator.demo", "officer.henan"),
        new("GET", Api + "/operators/{id}/drivers", "operator.demo", "officer.henan"), new(
            "POST", Api + "/operators/{id}/drivers", "account"),
        new("POST", Api + "/operators/{id}/drivers/unlink", "account"), new(
            "POST", Api + "/operators/{id}/contacts", "account"),
        new("POST", Api + "/operators/{id}/permits", "account"), new(
            "POST", Api + "/operators/{id}/permits:register", "account"),
        new("POST", Api + "/operators/{id}/permits/end", "account"), new(
            "POST", Api + "/operators/{id}/auto-review", "account"),
        new("GET", Api + "/rail-licences", "driver.1", "employer.demo", "centre", "nra"), new(
            "POST", Api + "/rail-licences", "centre", "nra"),
        new("GET", Api + "/rail-licences/eligibility", "driver.1"), new(
            "POST", Api + "/rail-licences/applications", "driver.1"),
        new("GET", Api + "/rail-licences/{id}", "account"), new("GET", Api + "/rail-licences/{id}/history", "account"),
        new("GET", Api + "/rail-licences/{id}/timeline", "account"), new(
            "GET", Api + "/rail-licences/{id}/eligibility", "account"),
        new("POST", Api + "/rail-licences/{id}/applications", "account"), new(
            "POST", Api + "/rail-licences/{id}/revoke", "account"),
        new("POST", Api + "/rail-licences/{id}/cancel", "account"), new(
            "POST", Api + "/rail-licences/{id}/retirement", "account"),
        new("POST", Api + "/rail-licences/{id}/study", "account"), new(
            "POST", Api + "/rail-licences/{id}/employer", "account"),
        new("GET", Api + "/employers", "employer.demo", "centre", "nra", "admin"), new(
            "POST", Api + "/employers", "centre", "nra", "admin"),
        new("GET", Api + "/employers/{id}", "account"), new("GET", Api + "/employers/{id}/history", "account"),
        new("GET", Api + "/employers/{id}/drivers", "account"), new("POST", Api + "/employers/{id}/drivers", "account"),
        new("POST", Api + "/employers/{id}/units", "account"), new("POST", Api + "/employers/{id}/reports", "account"),
        new("POST", Api + "/employers/{id}/letters", "account"),
        new("GET", Api + "/exam-sessions", "account"), new(
            "GET", Api + "/exam-sessions/{id}", "account"), new("POST", Api + "/exam-sessions", "centre", "nra"),
        new("POST", Api + "/applications/{id}/employer-submit", "account"), new(
            "POST", Api + "/applications/{id}/employer-return", "account"),
        new("POST", Api + "/applications/{id}/originals-checked", "account"), new(
            "POST", Api + "/applications/{id}/exam-result", "account"),
        new("POST", Api + "/applications/{id}/report", "account"), new(
            "POST", Api + "/applications/{id}/announce", "account"),
        new("GET",
            Api + "/applications",
            "driver.1",
            "operator.demo",
            "employer.demo",
            "officer.henan",
            "centre",
            "nra",
            "admin"),
        new("GET", Api + "/trips", "driver.1", "operator.demo", "officer.henan"), new(
            "POST", Api + "/trips", "operator.demo"),
        new("GET", Api + "/trips/current", "driver.1"), new("GET", Api + "/trips/{id}/display", "driver.1"),
        new("GET", Api + "/trips/{id}", "driver.1", "operator.demo", "officer.henan"),
        new("GET", Api + "/trips/{id}/certificate.pdf", "driver.1", "operator.demo", "officer.henan"),
        new("GET", Api + "/trips/{id}/certificate.svg", "driver.1", "operator.demo", "officer.henan"),
        new("GET", Api + "/trips/{id}/certificate.png", "driver.1", "operator.demo", "officer.henan"),
        new("GET", Api + "/trips/{id}/history", "driver.1", "operator.demo", "officer.henan"),
        new("GET", Api + "/trips/{id}/timeline", "driver.1", "operator.demo", "officer.henan"),
        new("POST", Api + "/trips/{id}/amend", "account"), new("POST", Api + "/trips/{id}/cancel", "account"),
        new("POST", Api + "/trips/{id}/issue", "account"), new("POST", Api + "/trips/{id}/paper", "account"),
        new("POST", Api + "/trips/{id}/receive", "account"), new("POST", Api + "/trips/{id}/approve", "account"),
        new("POST", Api + "/trips/{id}/refuse", "account"),
        new("GET", Api + "/applications/{id}", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/voucher.pdf", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/voucher.svg", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/voucher.png", "driver.1", "officer.henan"),
        new("POST", Api + "/applications/{id}/withdraw", "account"), new(
            "POST", Api + "/applications/{id}/supplement-answer", "account"),
        new("POST", Api + "/applications/{id}/claim", "account"), new(
            "POST", Api + "/applications/{id}/release", "account"),
        new("POST", Api + "/applications/{id}/accept", "account"), new(
            "POST", Api + "/applications/{id}/not-accept", "account"),
        new("POST", Api + "/applications/{id}/supplement", "account"), new(
            "POST", Api + "/applications/{id}/approve", "account"),
        new("POST", Api + "/applications/{id}/refuse", "account"), new(
            "POST", Api + "/applications/{id}/ready", "account"),
        new("POST", Api + "/applications/{id}/deliver", "account"),
        new("GET", Api + "/verify/{token}", "open"), new(
            "GET", "/v/{token}", "open"), new("GET", "/.well-known/jwks.json", "open"),
        new("GET", Api + "/trust-lists", "admin"), new(
            "POST", Api + "/trust-lists", "admin"), new("GET", Api + "/admin/keys", "admin"),
        new("POST", Api + "/admin/keys/rotate", "admin"), new("POST", Api + "/admin/keys/{kid}/retire", "admin"),
        new("POST", Api + "/persons/{id}/death", "officer.henan", "centre", "nra"), new(
            "POST", Api + "/persons/{id}/driving-licence", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/identity-change", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/facts/{factId}/correct", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/unbind", "officer.henan", "centre", "nra"),
        new("GET", Api + "/approvals", "officer.henan", "centre", "nra"),
        new("POST", Api + "/approvals/{id}/confirm", "officer.henan", "centre", "nra"),
        new("POST", Api + "/approvals/{id}/decline", "officer.henan", "centre", "nra"),
        new("GET", Api + "/services", "open"), new("GET", Api + "/services/{serviceId}", "open"),
        new("GET", Api + "/working-days", "open"), new(
            "POST", Api + "/identifiers/check", "open"), new("GET", Api + "/announcements", "open"),
        new("POST", Api + "/search", "officer.henan"), new("POST", Api + "/lookup", "enforcement.yunnan"),
        new("GET", Api + "/statistics", "officer.henan", "centre", "nra", "admin"), new(
            "GET", Api + "/statistics/forecast", "officer.henan", "centre", "nra", "admin"),
        new("GET", Api + "/admin/parked", "admin"), new("POST", Api + "/admin/parked/{id}/retry", "admin"),
        new("GET", Api + "/admin/notices", "admin"), new(
            "POST", Api + "/admin/calendar", "admin"), new("POST", Api + "/admin/rules/reload", "admin"),
    ];
}

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Routes of checks, offices and administration, as <see cref="AccessTable"/> has the others.</summary>
internal static class AccessTableOfOffices
{
    private const string Api = "/api/v1";

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET", Api + "/verify/{token}", "open"),
        new("GET", "/v/{token}", "open"),
        new("GET", "/.well-known/jwks.json", "open"),
        new("GET", Api + "/trust-lists", "admin", "enforcement.yunnan"),
        new("GET", Api + "/enforcement/snapshot", "enforcement.yunnan"),
        new("POST", Api + "/trust-lists", "admin"),
        new("GET", Api + "/admin/keys", "admin"),
        new("POST", Api + "/admin/keys/rotate", "admin"),
        new("POST", Api + "/admin/keys/{kid}/retire", "admin"),
        new("POST", Api + "/persons/{id}/death", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/driving-licence", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/identity-change", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/facts/{factId}/correct", "officer.henan", "centre", "nra"),
        new("POST", Api + "/operators/{id}/owner", "officer.henan"),
        new("POST", Api + "/operators/{id}/owner/end", "officer.henan"),
        new("POST", Api + "/persons/{id}/unbind", "officer.henan", "centre", "nra"),
        new("POST", Api + "/persons/{id}/phone", "officer.henan", "centre", "nra"),
        new("GET", Api + "/approvals", "officer.henan", "centre", "nra", "admin"),
        new("POST", Api + "/approvals/{id}/confirm", "officer.henan", "centre", "nra", "admin"),
        new("POST", Api + "/approvals/{id}/decline", "officer.henan", "centre", "nra", "admin"),
        new("GET", Api + "/services", "open"),
        new("GET", Api + "/samples/{kind}", "open"),
        new("GET", Api + "/services/{serviceId}", "open"),
        new("GET", Api + "/working-days", "open"),
        new("POST", Api + "/identifiers/check", "open"),
        new("GET", Api + "/announcements", "open"),
        new("GET", Api + "/regions", "open"),
        new("POST", Api + "/search", "officer.henan"),
        new("POST", Api + "/lookup", "enforcement.yunnan"),
        new("POST", Api + "/me/shift", "enforcement.yunnan"),
        new("GET", Api + "/statistics", "officer.henan", "centre", "nra", "admin"),
        new("GET", Api + "/statistics/forecast", "officer.henan", "centre", "nra", "admin"),
        new("GET", Api + "/admin/parked", "admin"),
        new("POST", Api + "/admin/parked/{id}/retry", "admin"),
        new("GET", Api + "/admin/notices", "admin"),
        new("POST", Api + "/admin/calendar", "admin"),
        new("POST", Api + "/admin/rules/reload", "admin"),
        new("POST", Api + "/admin/audit/search", "auditor"),
        new("GET", Api + "/admin/retention", "admin", "auditor"),
        new("GET", Api + "/admin/audit/roots", "auditor"),
        new("GET", Api + "/audit/proof/{kind}/{id}", "account"),
    ];
}

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Routes of admission tickets, decision documents, objections, findings and the public check, as
/// <see cref="AccessTable"/> has the others.
/// </summary>
internal static class AccessTableOfContests
{
    private const string Api = "/api/v1";

    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("POST", Api + "/objections", "driver.1", "operator.demo", "employer.demo"),
        new("GET", Api + "/objections", "account"),
        new("GET", Api + "/objections/{id}", "account"),
        new("POST", Api + "/objections/{id}/answer", "officer.henan", "centre", "nra"),
        new("POST", Api + "/applications/{id}/opinions", "officer.henan", "centre", "nra"),
        new("GET", Api + "/applications/{id}/opinions", "officer.henan"), // Of the road.
        new("POST", Api + "/applications/{id}/opinions/{opinion}/answer", "officer.henan", "centre", "nra"),
        new("GET", Api + "/opinions", "officer.henan", "centre", "nra"),
        new("POST", Api + "/roadside-findings", "enforcement.yunnan"),
        new("GET", Api + "/roadside-findings", "enforcement.yunnan", "operator.demo", "driver.1", "officer.henan"),
        new("GET", Api + "/roadside-findings/{id}", "account"),
        new("POST", Api + "/operators/check", "open"),
        new("GET", Api + "/applications/{id}/admission-ticket.pdf", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/admission-ticket.svg", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/admission-ticket.png", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/decision.pdf", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/decision.svg", "driver.1", "officer.henan"),
        new("GET", Api + "/applications/{id}/decision.png", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates/{id}/cancellation.pdf", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates/{id}/cancellation.svg", "driver.1", "officer.henan"),
        new("GET", Api + "/certificates/{id}/cancellation.png", "driver.1", "officer.henan"),
    ];
}

using static OrleansRegistry.Api.Tests.Walks.OwnerTable;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>What is done to a thing, but the steps of a review.</summary>
internal static class OwnerTableOfCommands
{
    private const string Reissue = """{"service":"certificate.reissue","form":{"reason":"lost"}}""",
        Vehicle = """
            {"service":"vehicle.reissue","form":{"contactName":"李四","contactPhone":"13800000000","declared":true}}
            """,
        Rail = """{"service":"rail.reissue","form":{"reason":"lost"}}""",
        Person = """{"name":"张测试","identityNumber":"410185198506150013"}""", Reason = """{"reason":"x"}""";

    public static IReadOnlyList<OwnerRow> Rows { get; } =
    [
        Holder("certificate", "/certificates/{id}/applications", Reissue),
        Holder("certificate", "/certificates/{id}/applications/check", Reissue),
        Desk("certificate", "/certificates/{id}/violations", """{"points":1,"on":"2026-02-01"}"""),
        Desk("certificate", "/certificates/{id}/education", """{"hours":1,"on":"2026-02-01"}"""),
        Desk("certificate", "/certificates/{id}/reassess", """{"cycle":1,"grade":"A","reason":"x"}"""),
        Desk("certificate", "/certificates/{id}/cancel", """{"ground":"authority","reason":"x"}"""),
        // http.md 7 has a code for it, so an operator learns that somebody else's vehicle is there.
        Carrier("vehicle", "/vehicles/{id}/applications", Vehicle) with { Peer = "422 OTHER_OPERATOR" },
        Carrier("vehicle", "/vehicles/{id}/applications/check", Vehicle) with { Peer = "422 OTHER_OPERATOR" },
        Desk("vehicle", "/vehicles/{id}/status", """{"status":"suspended","reason":"x"}"""),
        Desk("vehicle", "/vehicles/{id}/technical-grade", """{"grade":"grade1","on":"2026-02-01"}"""),
        Desk("vehicle", "/vehicles/{id}/review", """{"on":"2026-02-01"}"""),
        Desk("vehicle", "/vehicles/{id}/violations", """{"on":"2026-02-01","note":"x"}"""),
        Desk("vehicle", "/vehicles/{id}/cancel", Reason),
        Carrier("operator", "/operators/{id}/permits", "bind"),
        Desk("operator", "/operators/{id}/permits:register",
            """
            {"permitNumber":"x","scopes":["generalFreight"],"validFrom":"2020-01-01","validTo":"2030-12-31"}
            """),
        Desk("operator", "/operators/{id}/permits/end", "permit"),
        Desk("operator", "/operators/{id}/owner", """{"name":"x","identityNumber":"x","evidence":"x"}"""),
        Desk("operator", "/operators/{id}/owner/end", """{"evidence":"x"}"""),
        Desk("charterOperator", "/operators/{id}/auto-review", """{"enabled":false}""") with { OtherDesk = NotAllowed },
        Both("/operators/{id}/contacts", """{"contacts":[]}"""),
        Both("/operators/{id}/drivers", Person),
        Both("/operators/{id}/drivers/unlink", """{"driverId":"P-0000000000000000"}"""),
        Carrier("operator", "/operators/{id}/accounts", """{"userName":" "}""") with { Owner = NotAllowed },
        Carrier("trip", "/trips/{id}/amend", "plan"),
        new("POST", "/trips/{id}/cancel", "trip", Fleet, "operator.own officer.desk")
        {
            OtherDesk = NotAllowed,
        },
        Carrier("trip", "/trips/{id}/issue"),
        Carrier("trip", "/trips/{id}/paper"),
        new("POST", "/trips/{id}/receive", "trip", "holder", "holder.own"),
        Desk("trip", "/trips/{id}/approve") with { OtherDesk = NotAllowed },
        Desk("trip", "/trips/{id}/refuse", """{"reasons":["x"]}""") with { OtherDesk = NotAllowed },
        Holder("career", "/rail-licences/{id}/applications", Rail),
        Holder("career", "/rail-licences/{id}/applications/check", Rail),
        new("POST", "/rail-licences/{id}/revoke", "career", "nra", "nra", """{"ground":"staffFault"}"""),
        new("POST", "/rail-licences/{id}/cancel", "career", "nra", "nra", """{"ground":"otherCancellation"}"""),
        Employer("career", "/rail-licences/{id}/retirement", """{"retiresOn":"2050-01-01"}"""),
        Employer("career", "/rail-licences/{id}/study", """{"aptitudePassed":true}"""),
        new("POST", "/rail-licences/{id}/employer", "career", "centre", "centre", "employer"),
        new("POST", "/employers/{id}/drivers/unlink", "employerDriver", Everybody, "employer.own centre nra", "unlink")
        {
            Elsewhere = NotFound,
        },
        Employer("employer", "/employers/{id}/reports", """{"railLicenceId":"R-0000000000000000"}""")
            with { Door = Everybody, May = Knows["employer"], Elsewhere = NotFound, Asked = NotFound },
        new("POST", "/rail-licences/{id}/correct", "career", "centre nra", "centre nra", """{"reason":"x"}""")
        {
            Door = Everybody, Elsewhere = NotFound,
        },
        Employer("employer", "/employers/{id}/drivers", """{"name":"张测试","identityNumber":"1"}""")
            with { Door = Everybody, May = "employer.own employer.otherUnit centre nra", Elsewhere = NotFound },
        new("POST", "/employers/{id}/units", "employer", Everybody, "employer.own centre nra admin",
            """{"name":"三车间"}""") { Elsewhere = NotFound },
        new("POST", "/employers/{id}/letters", "employer", Everybody, Knows["employer"],
            """{"kind":"other","text":"x"}""") { Elsewhere = NotFound },
        new("POST", "/employers/{id}/accounts", "employer", "employer", "employer.own employer.otherUnit",
            """{"userName":" "}"""),
        Fact("/persons/{id}/death", """{"on":"2026-02-01"}"""),
        Fact("/persons/{id}/driving-licence", """{"state":"revoked","on":"2026-02-01"}"""),
        Fact("/persons/{id}/identity-change", Person), Fact("/persons/{id}/unbind", Reason),
        Fact("/persons/{id}/phone", """{"requestIdNew":"x","codeNew":"x","reason":"x"}"""),
        OfRail("/persons/{id}/phone", """{"requestIdNew":"x","codeNew":"x","reason":"x"}"""),
        OfRail("/persons/{id}/death", """{"on":"2026-02-01"}"""),
        OfRail("/persons/{id}/driving-licence", """{"state":"revoked","on":"2026-02-01"}"""),
        OfRail("/persons/{id}/identity-change", Person), OfRail("/persons/{id}/unbind", Reason),
        new("POST", "/approvals/{id}/decline", "approval", "officer centre nra admin", "officer.desk", Reason),
        new("POST", "/approvals/{id}/confirm", "approval", "officer centre nra admin", "officer.desk"),
        new("POST", "/objections/{id}/answer", "objection", "officer centre nra", "officer.desk",
            """{"upheld":false,"text":"x"}""") { Elsewhere = NotFound },
        new("POST", "/objections/{id}/answer", "railObjection", "officer centre nra", "centre nra",
            """{"upheld":false,"text":"x"}""") { Elsewhere = NotFound },
        Holder("link", "/me/links/{id}/accept", "{}"), Holder("link", "/me/links/{id}/decline", "{}"),
        Holder("link", "/me/links/{id}/end", "{}"),
        new("DELETE", "/documents/{id}", "document", Everybody, "holder.own")
        {
            Elsewhere = NotFound, NotTheirs = NotFound,
        },
        new("DELETE", "/documents/{id}", "railDocument", Everybody, "holder.own")
        {
            Elsewhere = NotFound, NotTheirs = NotFound,
        },
    ];

    private static OwnerRow Holder(string kind, string path, string body) =>
        new("POST", path, kind, "holder", "holder.own", body) { NeedsIdentity = true };

    private static OwnerRow Carrier(string kind, string path, string body = "{}") =>
        new("POST", path, kind, "operator", "operator.own", body);

    private static OwnerRow Desk(string kind, string path, string body = "{}") =>
        new("POST", path, kind, "officer", "officer.desk", body);

    private static OwnerRow Both(string path, string body) =>
        new("POST", path, "operator", Fleet, Knows["operator"], body);

    private static OwnerRow Employer(string kind, string path, string body) =>
        new("POST", path, kind, "employer centre nra", "employer.own centre nra", body)
        {
            Asked = "409 CONSENT_AWAITED",
        };

    private static OwnerRow Fact(string path, string body) =>
        new("POST", path, "person", "officer centre nra", "officer.desk", body);

    private static OwnerRow OfRail(string path, string body) =>
        new("POST", path, "railPerson", "officer centre nra", "centre nra", body) { Elsewhere = NotFound };
}

using static OrleansRegistry.Api.Tests.Walks.OwnerTable;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>What is read of a thing.</summary>
internal static class OwnerTableOfReads
{
    /// <summary>
    /// Whoever reads what others handed in. Operators and enforcement do with trips alone, by its id.
    /// </summary>
    private const string Uploaders = "holder officer employer centre nra";

    public static IReadOnlyList<OwnerRow> Rows { get; } =
    [
        .. Read("certificate", Road, "/certificates/{id}", "/history", "/timeline", "/services", "/card.svg",
            "/cancellation.svg"),
        new("GET", "/certificates/{id}/display", "certificate", "holder", "holder.own"),
        .. Read("vehicle", Fleet, "/vehicles/{id}", "/history", "/timeline", "/services", "/card.svg"),
        new("GET", "/vehicles/{id}/display", "vehicle", "operator", "operator.own"),
        .. Read("operator", Fleet, "/operators/{id}", "/history", "/drivers"),
        new("GET", "/operators/{id}/accounts", "operator", "operator", "operator.own"),
        .. Read("trip", "holder operator officer", "/trips/{id}", "/history", "/timeline", "/certificate.svg")
            .Select(row => row with { Elsewhere = NotFound }),
        new("GET", "/trips/{id}/display", "trip", "holder", "holder.own"),
        new("GET", "/trips/{id}/display/slots", "trip", "holder", "holder.own"),
        .. Read("career", Everybody, "/rail-licences/{id}", "/history", "/timeline", "/eligibility", "/services",
            "/card.svg").Select(row => row with { Elsewhere = NotFound }),
        new("GET", "/rail-licences/{id}/display", "career", "holder", "holder.own"),
        .. Read("employer", Everybody, "/employers/{id}", "/drivers").Select(row => row with { Elsewhere = NotFound }),
        new("GET", "/employers/{id}/history", "employer", Everybody, "employer.own centre nra admin")
        {
            Elsewhere = NotFound,
        },
        new("GET", "/employers/{id}/accounts", "employer", "employer", "employer.own employer.otherUnit"),
        .. Read("certificateApplication", Road, "/applications/{id}", "/decision.svg"),
        .. Read("grantedApplication", Road, "/applications/{id}", "/decision.svg", "/voucher.svg"),
        .. Read("vehicleApplication", Fleet, "/applications/{id}", "/decision.svg"),
        .. Read("examApplication", Everybody,
            "/applications/{id}", "/admission-ticket", "/admission-ticket.svg")
            .Select(row => row with { Elsewhere = NotFound }),
        .. Read("railApplication", Everybody, "/applications/{id}", "/decision.svg")
            .Select(row => row with { Elsewhere = NotFound }),
        .. Read("bindingApplication", Everybody, "/applications/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("objection", Everybody, "/objections/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("railObjection", Everybody, "/objections/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("finding", Everybody, "/roadside-findings/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("document", Road + " employer centre nra", "/documents/{id}"),
        .. Read("railDocument", Uploaders, "/documents/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("findingDocument", Uploaders, "/documents/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. Read("upload", Uploaders, "/documents/{id}").Select(row => row with { Elsewhere = NotFound }),
        .. new[] { ("certificate", Road), ("vehicle", Fleet), ("operator", Fleet) }.Select(one =>
            new OwnerRow("GET", $"/audit/proof/{one.Item1}/{{id}}", one.Item1, one.Item2 + " auditor",
                Knows[one.Item1] + " auditor")),
        new("GET", "/audit/proof/trip/{id}", "trip", "holder operator officer auditor", Knows["trip"] + " auditor")
        {
            Elsewhere = NotFound,
        },
        new("GET", "/audit/proof/railLicence/{id}", "career", Everybody, Knows["career"] + " auditor")
        {
            Elsewhere = NotFound,
        },
    ];

    /// <summary>The thing and what is below it, by whoever knows of it.</summary>
    private static IEnumerable<OwnerRow> Read(string kind, string door, string path, params string[] below) =>
        below.Prepend("").Select(one => new OwnerRow("GET", path + one, kind, door, Knows[kind]));
}

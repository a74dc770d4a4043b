using static OrleansRegistry.Api.Tests.Walks.OwnerTable;

namespace OrleansRegistry.Api.Tests.Walks;

/// <summary>The steps of a review (http.md 3, 4), for each kind of application.</summary>
internal static class OwnerTableOfReviews
{
    private const string Reasons = """{"reasons":["x"]}""", Authorities = "officer centre nra employer admin",
        Offices = "officer centre nra";

    public static IReadOnlyList<OwnerRow> Rows { get; } =
    [
        .. Applicant("certificateApplication", "holder", "holder.own"),
        .. Applicant("vehicleApplication", "operator", "operator.own"),
        .. Authority("certificateApplication"), .. Authority("vehicleApplication"),
        // An administrator puts back what lies with somebody who is away (T11), of every kind.
        .. Steps("certificateApplication", "officer", "officer.desk admin", ("/release", "{}")),
        .. Steps("vehicleApplication", "officer", "officer.desk admin", ("/release", "{}")),
        .. Rail(),
        // Nobody but filer and desk learns that somebody filed for a number (H.24).
        .. Applicant("bindingApplication", Everybody, "holder.own")
            .Concat(Steps("bindingApplication", Everybody, "officer.desk", ("/claim", "{}"), ("/approve", "{}"),
                ("/refuse", Reasons)))
            .Select(row => row with { Elsewhere = NotFound, NotTheirs = NotFound }),
        .. Opinions(),
    ];

    /// <summary>Of the desk alone; whoever applied learns of none (docs/adr/0125).</summary>
    private static IEnumerable<OwnerRow> Opinions() =>
    [
        .. Asked("certificateApplication", "officer", "officer.desk"),
        .. Asked("vehicleApplication", "officer", "officer.desk"),
        .. Asked("railApplication", Offices, "centre nra").Select(row => row with { Elsewhere = NotFound }),
        .. Asked("bindingApplication", Offices, "officer.desk").Select(row => row with { Elsewhere = NotFound }),
        new("POST", "/applications/{id}/opinions/{below}/answer", "opinion", Offices, "officer.desk",
            """{"agrees":true,"text":"x"}""") { Elsewhere = NotFound },
    ];

    private static IEnumerable<OwnerRow> Asked(string kind, string door, string may) =>
    [
        new("GET", "/applications/{id}/opinions", kind, door, may),
        new("POST", "/applications/{id}/opinions", kind, door, may, """{"question":"x"}"""),
    ];

    private static IEnumerable<OwnerRow> Applicant(string kind, string door, string own) =>
    [
        new("POST", "/applications/{id}/withdraw", kind, door, own),
        new("POST", "/applications/{id}/supplement-answer", kind, door, own, """{"materials":[]}"""),
    ];

    private static IEnumerable<OwnerRow> Authority(string kind) => Steps(kind, "officer", "officer.desk",
        ("/claim", "{}"), ("/accept", "{}"), ("/not-accept", Reasons), ("/supplement", """{"message":"x"}"""),
        ("/approve", "{}"), ("/refuse", Reasons), ("/ready", "{}"), ("/deliver", "{}"),
        ("/returned", """{"reason":"x"}"""));

    private static IEnumerable<OwnerRow> Rail() =>
    [
        .. Rail("employer holder centre nra", "employer.own",
            ("/employer-submit", "{}"), ("/employer-return", Reasons))
            .Select(row => row with { Driver = "422 EMPLOYER_ONLY" }),
        .. Rail("employer centre nra", "centre", ("/originals-checked", "{}"),
            ("/exam-result", """{"part":"theory","passed":true}"""), ("/report", "{}")),
        .. Rail("employer centre nra", "nra", ("/announce", "{}")),
        .. Rail(Authorities, "centre", ("/accept", "{}"), ("/not-accept", Reasons), ("/ready", "{}"),
            ("/deliver", "{}")),
        .. Rail(Authorities, "nra", ("/approve", "{}"), ("/refuse", Reasons)),
    ];

    private static IEnumerable<OwnerRow> Rail(string door, string may, params (string Path, string Body)[] steps) =>
        Steps("railApplication", door, may, steps).Select(row => row with { Elsewhere = NotFound });

    private static IEnumerable<OwnerRow> Steps(
        string kind, string door, string may, params (string Path, string Body)[] steps) =>
        steps.Select(one => new OwnerRow("POST", "/applications/{id}" + one.Path, kind, door, may, one.Body));
}

using System.Collections.Frozen;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Audit;

/// <summary>What a route leaves in the audit.</summary>
/// <param name="Class">Its class.</param>
/// <param name="OwnFor">
/// For a route with personal data: callers who only have these roles see nothing but their own data.
/// </param>
/// <param name="WithCriteria">True: each request has a record of its own, which has the masked body in it.</param>
/// <param name="ByHandler">
/// True: the record is written elsewhere, because the route has no filter, or because pages give the same answer.
/// </param>
/// <param name="SaysWho">True: in the request callers say who they are, so each refusal is counted.</param>
internal sealed record AuditRoute(
    AuditClass Class, Roles OwnFor = Roles.None, bool WithCriteria = false, bool ByHandler = false,
    bool SaysWho = false)
{
    /// <summary>The code of the refusal, for one answer.</summary>
    public RefusalCode? Refused { get; init; }

    /// <summary>The operation.</summary>
    public string What { get; init; } = "";

    /// <summary>The class for a caller with these roles; none: nobody is signed in.</summary>
    public AuditClass For(Roles roles) =>
        Class == AuditClass.Personal && (roles & ~OwnFor) == 0 ? AuditClass.Own : Class;
}

/// <summary>
/// The audit class of every route, by the name of its operation, or by its path where it has none. A command to an
/// entity needs no row: its event is the record, with its actor. Any other route without a row makes the start in
/// Development fail, and a test.
/// </summary>
internal static class AuditTable
{
    private const Roles Holders = Roles.Holder, Fleet = Roles.Holder | Roles.Operator,
        Parties = Fleet | Roles.Employer;

    private static readonly FrozenDictionary<string, AuditRoute> _routes = Rows().ToFrozenDictionary(
        row => row.What, StringComparer.Ordinal);

    /// <summary>All operations.</summary>
    public static IReadOnlyCollection<AuditRoute> All => _routes.Values;

    /// <summary>The row of a route; null: it has none yet.</summary>
    public static AuditRoute? Find(Endpoint endpoint)
    {
        var what = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
            ?? "/" + (endpoint as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');
        return Find(what) ?? (endpoint.Metadata.GetMetadata<EntityCommand>() is null ? null
            : new AuditRoute(AuditClass.Own) { What = what });
    }

    /// <summary>The row for the name of an operation.</summary>
    public static AuditRoute? Find(string name) => _routes.GetValueOrDefault(name);

    private static IEnumerable<AuditRoute> Rows() =>
    [
        .. Of(new(AuditClass.Open),
            "getHealth", "getReadiness", "getMetrics", "/openapi/v1.json", "/docs/{documentName?}",
            "/docs/favicon.svg", "/docs/scalar.js", "/docs/scalar.aspnetcore.js", "/dev/clock", "/dev/codes",
            "takeSmsReceipt", "getVerificationKeys", "showVerdict", "verifyToken", "listAnnouncements", "listServices",
            "getService", "countWorkingDays", "checkIdentifier", "listAgreements", "listExamSessions",
            "getExamSession", "getStatistics", "getForecast", "getTrustList", "getKeyring", "getStatusList",
            "getSample", "getCalendar", "checkOperator", "listRetention", "listRegions"),
        // The caller's own data.
        .. Of(new(AuditClass.Own),
            "getMe", "getProfile", "listSessions", "listDevices", "getRealName", "listNotices", "listDocuments",
            "getDeadlines", "listLinks", "listCertificates", "listVehicles", "listOperators", "listCurrentTrips",
            "displayTrip", "getEligibility", "addDocument", "removeDocument", "agree", "checkForCertificate",
            "checkForVehicle", "checkForRailLicence", "checkRailApplication", "checkTrip",
            "getNoticeChoices", "putNoticeChoices", "readNotice", "changeCalendar", "getDue", "listDrafts", "getDraft",
            "saveDraft", "removeDraft", "getSpokenText", "listRecoveries", "getClosing"),
        .. Of(new(AuditClass.Own, SaysWho: true), "fileRealName"),
        // Data of a person, which that person may read as well.
        .. Of(new(AuditClass.Personal, Holders),
            "getRailLicence", "getRailLicenceHistory", "getRailLicenceTimeline", "getRailLicenceEligibility",
            "listRailLicences", "listRailLicenceServices", "displayRailLicence", "getPdfRailLicenceCard",
            "getSvgRailLicenceCard", "getPngRailLicenceCard"),
        .. Of(new(AuditClass.Personal, Fleet, ByHandler: true), "getCertificate"),
        .. Of(new(AuditClass.Personal, Fleet),
            "getCertificateHistory", "getCertificateTimeline", "getVehicle", "getVehicleHistory",
            "getVehicleTimeline", "getOperator", "getOperatorHistory", "getTrip", "getTripHistory", "getTripTimeline",
            "listTrips", "listApplications", "getApplication", "getDocument", "getPdfVoucher", "getSvgVoucher",
            "getPngVoucher", "getAdmissionTicket", "getPdfAdmissionTicket", "getSvgAdmissionTicket",
            "getPngAdmissionTicket", "getPdfTripCertificate", "getSvgTripCertificate", "getPngTripCertificate",
            "listCertificateServices", "listVehicleServices", "displayCertificate", "displayVehicle",
            "displayTripAhead", "getPdfCertificateCard", "getSvgCertificateCard", "getPngCertificateCard",
            "getPdfVehicleCard", "getSvgVehicleCard", "getPngVehicleCard", "getPdfDecision", "getSvgDecision",
            "getPngDecision", "getPdfCancellation", "getSvgCancellation", "getPngCancellation",
            "getAuditProof"),
        .. Of(new(AuditClass.Personal, Parties), "listObjections", "getObjection", "listFindings", "getFinding"),
        .. Of(new(AuditClass.Personal, Roles.Employer),
            "getEmployer", "getEmployerHistory", "listEmployers"),
        // Nobody's own.
        .. Of(new(AuditClass.Personal),
            "listOperatorDrivers", "listEmployerDrivers", "listOperatorAccounts", "listEmployerAccounts", "getAccount",
            "listApprovals", "listParked", "listAllNotices", "listOpinions", "listOpinionQueue",
            "listLetters", "listExamRegistrations", "claimNextApplication", "listDeliveries", "listDeliveriesCsv",
            "listDeliveriesPdf"),
        // Written by Reads, for routes and pages.
        .. Of(new(AuditClass.Personal, ByHandler: true), "search", "lookup"),
        .. Of(new(AuditClass.Personal, WithCriteria: true), "searchAccounts"),
        .. Of(new(AuditClass.Act),
            "signIn", "sendCode", "openAccount", "resetPassword", "endSession", "signOut", "forgetDevice",
            "reAuthenticate", "changePhone", "changePassword", "revokeSessions", "beginTotp", "confirmTotp",
            "removeTotp", "newRecoveryCodes", "openOfficerAccount", "openEnterpriseAccount", "disableAccount",
            "resetAccount", "enableAccount", "unlockAccount", "endAccountSessions", "openOperatorAccount",
            "resetOperatorAccount", "disableOperatorAccount", "openEmployerAccount", "resetEmployerAccount",
            "disableEmployerAccount", "confirmApproval", "declineApproval", "exportMe", "rotateKeys", "retireKey",
            "recoverDriverPhone", "recoverPhone", "acceptTrustList", "getEnforcementSnapshot", "loadCalendar",
            "reloadRules", "retryParked", "listAuditRoots", "sayNotMe",
            "closeAccount"),
        .. Of(new(AuditClass.Act, WithCriteria: true), "searchAudit", "openShift"),
    ];

    private static IEnumerable<AuditRoute> Of(AuditRoute row, params string[] names) =>
        names.Select(name => row with { What = name });
}

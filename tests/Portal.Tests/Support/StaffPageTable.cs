namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>The pages of those who work in the registry, or for an enterprise (<see cref="PageTable"/>).</summary>
internal static class StaffPageTable
{
    /// <summary>An officer of the road desk.</summary>
    public const string Officer = "officer.henan";

    /// <summary>An officer of the road and the charter desk.</summary>
    public const string CharterOfficer = "officer.yunnan";

    /// <summary>A railway enterprise.</summary>
    public const string Employer = "employer.demo";

    /// <summary>The exam centre.</summary>
    public const string Centre = "centre";

    /// <summary>A carrier.</summary>
    public const string Carrier = "operator.demo";

    /// <summary>An administrator.</summary>
    public const string Administrator = "admin";

    /// <summary>An auditor.</summary>
    public const string Auditor = "auditor";

    public static IReadOnlyList<PageRow> Rows { get; } =
    [
        new("GET", "/desk", Officer, "/desk"),
        new("POST", "/desk/next", Officer),
        new("GET", "/desk/cases/{id}", Officer),
        new("POST", "/desk/cases/{id}/claim", Officer),
        new("POST", "/desk/cases/{id}/release", Officer),
        new("POST", "/desk/cases/{id}/{step}", Officer),
        new("GET", "/desk/cases/{id}/m/{n:int}", Officer),
        new("GET", "/desk/cases/{id}/m/{n:int}/small", Officer),
        new("GET", "/desk/certificates/{id}/apply/{service}", Officer),
        new("POST", "/desk/certificates/{id}/apply/{service}", Officer),
        new("GET", "/desk/cases/{id}/receipt", Officer),
        new("POST", "/desk/cases/{id}/take-back", Officer),
        new("GET", "/desk/cases/{id}/answer", Officer),
        new("POST", "/desk/cases/{id}/answer", Officer),
        .. PageTable.Sheets("/desk/cases/{id}/decision", Officer),
        new("GET", "/desk/bulk", Officer, "/desk/bulk"),
        new("POST", "/desk/bulk", Officer),
        new("GET", "/desk/opinions", Officer, "/desk/opinions"),
        new("POST", "/desk/cases/{id}/opinions", Officer),
        new("POST", "/desk/cases/{id}/opinions/{opinion}", Officer),
        new("GET", "/employer", Employer, "/employer"),
        new("GET", "/employer/drivers", Employer, "/employer/drivers"),
        new("GET", "/employer/applications/{id}", Employer),
        new("POST", "/employer/applications/{id}/claim", Employer),
        new("POST", "/employer/applications/{id}/release", Employer),
        new("POST", "/employer/applications/{id}/{step}", Employer),
        new("GET", "/employer/applications/{id}/m/{n:int}", Employer),
        new("GET", "/employer/applications/{id}/m/{n:int}/small", Employer),
        new("GET", "/desk/rail-licences", Centre, "/desk/rail-licences"),
        new("GET", "/desk/employers", Centre, "/desk/employers"),
        new("GET", "/desk/exams", Centre, "/desk/exams"),
        new("GET", "/desk/exams/{id}", Centre),
        new("GET", "/desk/rail-register", Centre, "/desk/rail-register"),
        new("GET", "/desk/rail-register/{act}", Centre, "/desk/rail-register/session"),
        new("POST", "/desk/rail-register/{act}", Centre),
        new("GET", "/fleet", Carrier, "/fleet"),
        new("GET", "/fleet/vehicles/{id}/apply/{service}", Carrier),
        new("POST", "/fleet/vehicles/{id}/apply/{service}", Carrier),
        new("GET", "/fleet/applications", Carrier, "/fleet/applications"),
        new("GET", "/fleet/applications/{id}", Carrier),
        new("POST", "/fleet/applications/{id}/withdraw", Carrier),
        new("GET", "/fleet/applications/{id}/supplement", Carrier),
        new("POST", "/fleet/applications/{id}/supplement", Carrier),
        new("GET", "/fleet/trips", Carrier, "/fleet/trips"),
        new("GET", "/fleet/trips/new", Carrier, "/fleet/trips/new"),
        new("POST", "/fleet/trips/new", Carrier),
        new("GET", "/fleet/accounts", Carrier, "/fleet/accounts"),
        new("POST", "/fleet/accounts", Carrier),
        new("GET", "/employer/accounts", Employer, "/employer/accounts"),
        new("POST", "/employer/accounts", Employer),
        new("GET", "/fleet/review", Carrier, "/fleet/review"),
        new("POST", "/fleet/review", Carrier),
        new("POST", "/fleet/review/receipts.csv", Carrier),
        new("GET", "/fleet/import", Carrier, "/fleet/import"),
        new("POST", "/fleet/import", Carrier),
        new("POST", "/fleet/import/receipts.csv", Carrier),
        new("GET", "/fleet/trips/{id}/amend", Carrier),
        new("POST", "/fleet/trips/{id}/amend", Carrier),
        .. PageTable.Sheets("/fleet/trips/{id}/plate", Carrier),
        .. PageTable.Sheets("/fleet/vehicles/{id}/card", Carrier),
        .. PageTable.Sheets("/fleet/applications/{id}/voucher", Carrier),
        .. PageTable.Sheets("/fleet/applications/{id}/decision", Carrier),
        new("GET", "/desk/deliveries", Officer, "/desk/deliveries"),
        new("GET", "/desk/deliveries.pdf", Officer),
        new("GET", "/desk/deliveries.csv", Officer),
        .. Records("/desk/deliveries", Officer),
        new("GET", "/desk/letters", Centre, "/desk/letters"),
        new("GET", "/desk/letters/{id}/d/{n:int}", Centre),
        .. Records("/desk/letters", Centre),
        new("GET", "/desk/employers/{id}/letter", Centre),
        new("POST", "/desk/employers/{id}/letter", Centre),
        new("GET", "/employer/enterprise/{id}/letter", Employer),
        new("POST", "/employer/enterprise/{id}/letter", Employer),
        new("GET", "/employer/exams", Employer, "/employer/exams"),
        .. PageTable.Sheets("/employer/applications/{id}/admission-ticket", Employer),
        .. PageTable.Sheets("/desk/cases/{id}/admission-ticket", Centre),
        new("GET", "/admin", Administrator, "/admin"),
        new("GET", "/admin/clock", Administrator, "/admin/clock"),
        new("POST", "/admin/clock", Administrator),
        new("GET", "/admin/approvals", Administrator, "/admin/approvals"),
        new("POST", "/admin/approvals/{id}/confirm", Administrator),
        new("POST", "/admin/approvals/{id}/decline", Administrator),
        new("GET", "/admin/parked", Administrator, "/admin/parked"),
        new("POST", "/admin/parked/{id}/retry", Administrator),
        new("GET", "/admin/notices", Administrator, "/admin/notices"),
        new("GET", "/admin/keys", Administrator, "/admin/keys"),
        new("POST", "/admin/keys", Administrator),
        new("GET", "/admin/rules", Administrator, "/admin/rules"),
        new("POST", "/admin/rules", Administrator),
        new("POST", "/admin/rules/preview", Administrator),
        new("GET", "/admin/accounts/new", Administrator, "/admin/accounts/new"),
        new("POST", "/admin/accounts/new", Administrator),
        new("GET", "/admin/accounts/{id}", Administrator),
        new("POST", "/admin/accounts/{id}", Administrator),
        new("GET", "/audit", Auditor, "/audit"),
        new("POST", "/audit", Auditor),
        new("GET", "/audit/roots", Auditor, "/audit/roots"),
        new("POST", "/audit/roots", Auditor),
        new("GET", "/admin/retention", Administrator, "/admin/retention"),
        new("GET", "/admin/accounts", Administrator, "/admin/accounts"),
        new("POST", "/admin/accounts", Administrator),
        new("GET", "/desk/trips", CharterOfficer, "/desk/trips"),
        new("GET", "/desk/search", Officer, "/desk/search"),
        new("POST", "/desk/search", Officer),
        new("GET", "/desk/approvals", Officer, "/desk/approvals"),
        new("POST", "/desk/approvals/{id}/confirm", Officer),
        new("POST", "/desk/approvals/{id}/decline", Officer),
        new("GET", "/desk/statistics", Officer, "/desk/statistics"),
        new("GET", "/desk/statistics/due", Officer, "/desk/statistics/due"),
        new("GET", "/desk/statistics/{chart}.csv", Officer),
        new("GET", "/desk/register", Officer, "/desk/register"),
        new("GET", "/desk/register/{act}", Officer, "/desk/register/certificate"),
        new("POST", "/desk/register/{act}", Officer),
        .. Records("/desk/certificates", Officer), .. Records("/desk/vehicles", Officer),
        .. Records("/desk/persons", Officer), .. Records("/desk/operators", Officer),
        .. Records("/desk/trips", CharterOfficer),
        .. Records("/desk/rail-licences", Centre), .. Records("/desk/employers", Centre),
        .. Records("/employer/drivers", Employer), .. Records("/employer/enterprise", Employer),
        .. Records("/fleet/company", Carrier), new("GET", "/fleet/vehicles/{id}", Carrier),
        .. Records("/fleet/trips", Carrier),
    ];

    /// <summary>A record with its acts.</summary>
    private static PageRow[] Records(string path, string who) =>
    [
        new("GET", path + "/{id}", who), new("GET", path + "/{id}/{act}", who), new("POST", path + "/{id}/{act}", who),
    ];
}

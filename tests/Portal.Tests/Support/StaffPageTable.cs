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

    public static IReadOnlyList<PageRow> Rows { get; } =
    [
        new("GET", "/desk", Officer, "/desk"),
        new("POST", "/desk/next", Officer),
        new("GET", "/desk/cases/{id}", Officer),
        new("POST", "/desk/cases/{id}/claim", Officer),
        new("POST", "/desk/cases/{id}/release", Officer),
        new("POST", "/desk/cases/{id}/{step}", Officer),
        new("GET", "/desk/cases/{id}/m/{n:int}", Officer),
        new("GET", "/employer/applications/{id}/m/{n:int}", Employer),
        new("GET", "/desk/trips", CharterOfficer, "/desk/trips"),
        new("GET", "/desk/search", Officer, "/desk/search"),
        new("POST", "/desk/search", Officer),
        new("GET", "/desk/approvals", Officer, "/desk/approvals"),
        new("POST", "/desk/approvals/{id}/confirm", Officer),
        new("POST", "/desk/approvals/{id}/decline", Officer),
        new("GET", "/desk/statistics", Officer, "/desk/statistics"),
        new("GET", "/desk/register", Officer, "/desk/register"),
        new("GET", "/desk/register/{act}", Officer, "/desk/register/certificate"),
        new("POST", "/desk/register/{act}", Officer),
        .. Records("/desk/certificates", Officer), .. Records("/desk/vehicles", Officer),
        .. Records("/desk/persons", Officer), .. Records("/desk/operators", Officer),
        .. Records("/desk/trips", CharterOfficer),
    ];

    /// <summary>A record with its acts.</summary>
    private static PageRow[] Records(string path, string who) =>
    [
        new("GET", path + "/{id}", who), new("GET", path + "/{id}/{act}", who), new("POST", path + "/{id}/{act}", who),
    ];
}

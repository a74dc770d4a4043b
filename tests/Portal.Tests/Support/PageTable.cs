namespace OrleansRegistry.Portal.Tests.Support;

/// <summary>A page and whom it is for.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Route">The pattern.</param>
/// <param name="Who">"open", "account", or the demonstration account of the role that it is for.</param>
/// <param name="Example">An address of it that answers; null: it has none by itself.</param>
internal sealed record PageRow(string Method, string Route, string Who, string? Example = null);

/// <summary>Every page of the program. A page that is not here fails the inventory.</summary>
internal static class PageTable
{
    /// <summary>The demonstration account of a holder: certificate in its renewal window, identity proven.</summary>
    public const string Holder = "driver.1";

    public static IReadOnlyList<PageRow> Rows { get; } =
    [
        new("GET", "/assets/{hash}/{name}", "open"),
        new("GET", "/", "open", "/"),
        new("GET", "/services", "open", "/services"),
        new("GET", "/services/{id}", "open", "/services/certificate.renewal?on=2026-04-10"),
        new("GET", "/verify", "open", "/verify"),
        new("POST", "/verify", "open"),
        new("GET", "/verify/offline", "open"),
        new("GET", "/verify/app.webmanifest", "open"),
        new("GET", "/verify/worker.js", "open"),
        new("GET", "/verify/now", "open"),
        new("GET", "/announcements", "open", "/announcements"),
        new("GET", "/tools", "open", "/tools?from=2026-02-13&count=5"),
        new("POST", "/tools", "open"),
        new("GET", "/help", "open", "/help"),
        new("GET", "/help/terms", "open", "/help/terms"),
        new("GET", "/help/privacy", "open", "/help/privacy"),
        new("GET", "/agreements", "account", "/agreements"),
        new("POST", "/agreements", "account"),
        new("GET", "/help/accessibility", "open", "/help/accessibility"),
        new("GET", "/sign-in", "open", "/sign-in"),
        new("POST", "/sign-in", "open"),
        new("POST", "/sign-in/code", "open"),
        new("GET", "/sign-in/staff", "open", "/sign-in/staff"),
        new("POST", "/sign-in/staff", "open"),
        new("GET", "/account", "account", "/account"),
        new("POST", "/account/sessions/end", "account"),
        new("POST", "/account/sessions/{id}/end", "account"),
        new("POST", "/account/devices/{id}/forget", "account"),
        new("GET", "/account/phone", "account", "/account/phone"),
        new("POST", "/account/phone", "account"),
        new("GET", "/account/profile", Holder, "/account/profile"),
        new("POST", "/account/profile", Holder),
        new("GET", "/account/not-me", "account", "/account/not-me"),
        new("POST", "/account/not-me", "account"),
        new("GET", "/account/close", Holder, "/account/close"),
        new("POST", "/account/close", Holder),
        new("GET", "/recover", "open", "/recover"),
        new("POST", "/recover", "open"),
        new("GET", "/account/notices", "account", "/account/notices"),
        new("POST", "/account/notices", "account"),
        new("GET", "/account/calendar", "account", "/account/calendar"),
        new("POST", "/account/calendar", "account"),
        new("GET", "/account/second-factor", "account", "/account/second-factor"),
        new("POST", "/account/second-factor", "account"),
        new("POST", "/account/second-factor/confirm", "account"),
        new("POST", "/account/second-factor/recovery-codes", "account"),
        new("POST", "/account/second-factor/remove", "account"),
        new("GET", "/password", "account", "/password"),
        new("POST", "/password", "account"),
        new("POST", "/sign-out", "account"),
        new("GET", "/my", Holder, "/my?on=2026-09-01"),
        new("GET", "/my/businesses", Holder, "/my/businesses"),
        new("POST", "/my/businesses", Holder),
        new("GET", "/my/certificates", Holder, "/my/certificates"),
        new("GET", "/my/certificates/{id}", Holder),
        new("GET", "/my/certificates/{id}/apply/{service}", Holder),
        new("POST", "/my/certificates/{id}/apply/{service}", Holder),
        new("GET", "/my/rail/{id}/apply/{service}", Holder),
        new("POST", "/my/rail/{id}/apply/{service}", Holder),
        new("GET", "/my/applications", Holder, "/my/applications"),
        new("GET", "/my/applications/{id}", Holder),
        new("POST", "/my/applications/{id}/withdraw", Holder),
        new("GET", "/my/applications/{id}/supplement", Holder),
        new("POST", "/my/applications/{id}/supplement", Holder),
        .. Sheets("/my/applications/{id}/voucher", Holder), .. Sheets("/my/certificates/{id}/card", Holder),
        .. Sheets("/my/rail/{id}/card", Holder),
        new("GET", "/my/vouchers", Holder, "/my/vouchers"),
        .. Sheets("/my/applications/{id}/decision", Holder),
        .. Sheets("/my/applications/{id}/admission-ticket", Holder),
        .. Sheets("/my/certificates/{id}/cancellation", Holder),
        new("GET", "/my/objections", Holder, "/my/objections"),
        new("POST", "/my/objections", Holder),
        new("GET", "/my/real-name", Holder, "/my/real-name"),
        new("POST", "/my/real-name", Holder),
        new("GET", "/my/trips", Holder, "/my/trips"),
        new("GET", "/my/trips/{id}", Holder),
        new("POST", "/my/trips/{id}/receive", Holder),
        new("GET", "/account/export", "account", "/account/export"),
        new("POST", "/account/export", "account"),
        new("GET", "/account/documents", "account", "/account/documents"),
        new("GET", "/account/documents/{id}", "account"),
        new("POST", "/account/documents/{id}/remove", "account"),
        .. Shown("/my/certificates", Holder), .. Shown("/my/rail", Holder),
        .. Shown("/fleet/vehicles", StaffPageTable.Carrier),
        new("GET", "/my/trips/{id}/show", Holder),
        new("GET", "/my/trips/{id}/proof", Holder),
        new("GET", "/my/rail", Holder, "/my/rail"),
        new("GET", "/my/rail/eligibility", Holder, "/my/rail/eligibility"),
        new("GET", "/my/links", Holder, "/my/links"),
        new("POST", "/my/links/{id}/{act}", Holder),
        new("GET", "/my/rail/sentence", "driver.5", "/my/rail/sentence"),
        new("GET", "/my/notices", Holder, "/my/notices"),
        new("POST", "/my/notices/{id:long}/read", Holder),
        new("GET", "/road", "enforcement.yunnan", "/road"),
        new("POST", "/road", "enforcement.yunnan"),
        new("POST", "/road/shift", "enforcement.yunnan"),
        new("GET", "/road/snapshot", "enforcement.yunnan"),
        .. Contests, .. StaffPageTable.Rows,
        new("POST", "/display", "open"),
    ];

    /// <summary>Lost phones, findings at the roadside, objections, and the check of an operator.</summary>
    private static PageRow[] Contests =>
    [
        new("GET", "/recover/phone", "open", "/recover/phone"),
        new("POST", "/recover/phone", "open"),
        new("GET", "/account/recovery", "account", "/account/recovery"),
        new("POST", "/account/recovery/{id}/object", "account"),
        new("GET", "/employer/drivers/{id}/phone-recovery", StaffPageTable.Employer),
        new("POST", "/employer/drivers/{id}/phone-recovery", StaffPageTable.Employer),
        new("GET", "/desk/persons/{id}/phone", StaffPageTable.Officer),
        new("POST", "/desk/persons/{id}/phone", StaffPageTable.Officer),
        new("GET", "/verify/operator", "open", "/verify/operator"),
        new("POST", "/verify/operator", "open"),
        new("GET", "/road/findings/new", "enforcement.yunnan", "/road/findings/new"),
        new("POST", "/road/findings/new", "enforcement.yunnan"),
        .. Findings("/road/findings", "enforcement.yunnan"), .. Findings("/my/findings", Holder),
        .. Findings("/fleet/findings", StaffPageTable.Carrier), .. Findings("/desk/findings", StaffPageTable.Officer),
        new("GET", "/fleet/objections", StaffPageTable.Carrier, "/fleet/objections"),
        new("POST", "/fleet/objections", StaffPageTable.Carrier),
        new("GET", "/employer/objections", StaffPageTable.Employer, "/employer/objections"),
        new("POST", "/employer/objections", StaffPageTable.Employer),
        new("GET", "/desk/objections", StaffPageTable.Officer, "/desk/objections"),
        new("GET", "/desk/objections/{id}", StaffPageTable.Officer),
        new("GET", "/desk/objections/{id}/d/{n:int}", StaffPageTable.Officer),
        new("GET", "/desk/objections/{id}/{act}", StaffPageTable.Officer),
        new("POST", "/desk/objections/{id}/{act}", StaffPageTable.Officer),
    ];

    /// <summary>What was found at the roadside, for one of its readers.</summary>
    private static PageRow[] Findings(string path, string who) =>
    [
        new("GET", path, who, path), new("GET", path + "/{id}", who), new("GET", path + "/{id}/d/{n:int}", who),
        .. Sheets(path + "/{id}/slip", who),
    ];

    /// <summary>A licence on a screen.</summary>
    private static PageRow[] Shown(string path, string who) =>
        [new("GET", path + "/{id}/show", who), new("GET", path + "/{id}/proof", who)];

    /// <summary>A sheet in each of its formats.</summary>
    internal static PageRow[] Sheets(string path, string who) =>
        [new("GET", path + ".pdf", who), new("GET", path + ".svg", who), new("GET", path + ".png", who)];
}

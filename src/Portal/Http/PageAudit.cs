using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// What pages record in the audit before they answer (decisions 8): reads of other people's data by readers with a
/// public office, with the ids in the address; and forms about the account itself, as acts. Commands are recorded by
/// their events, and searches where they are read.
/// </summary>
internal static class PageAudit
{
    private const Roles OwnAlone = Roles.Holder | Roles.Operator;

    /// <summary>
    /// The part of an address that says whose page it is. Others name an act, a chart or the place of a material: they
    /// are nobody, and looking at one thing in several parts is one look (docs/adr/0179).
    /// </summary>
    private const string Id = "id";

    /// <summary>Durable when the task ends.</summary>
    public static Task Of(PageContext page, PageAccess access, IAuditTrail trail)
    {
        if (page.Account is not { } account || !access.NeedsAccount) return Task.CompletedTask;
        var http = page.Http;
        var route = RouteOf(http);
        if (HttpMethods.IsPost(http.Request.Method))
            return access.NeedsProof || access.WithOldPassword || access.IsAct
                ? trail.Record(Made(AuditClass.Act, route, account, page)) : Task.CompletedTask;
        if ((account.Roles & ~OwnAlone) == 0) return Task.CompletedTask;
        return trail.RecordRead(Made(AuditClass.Personal, route, account, page) with
        {
            About = [http.Request.RouteValues[Id] as string ?? route],
        });
    }

    /// <summary>
    /// Records that a reader with a public office was shown a document whose id is not in the address of the page (the
    /// third material of a case, for example). Durable when the task ends.
    /// </summary>
    public static Task Showed(this PageContext page, string documentId, IAuditTrail trail) =>
        trail.RecordRead(Made(AuditClass.Personal, "getDocument", page.Account!, page) with { About = [documentId] });

    /// <summary>
    /// Records an act of the reader; <paramref name="what"/> is the name of the API's operation for the same act, so
    /// that both are counted together.
    /// </summary>
    public static Task Acted(this PageContext page, string what, IAuditTrail trail) =>
        trail.Record(Made(AuditClass.Act, what, page.Account, page));

    /// <summary>Records a sign-in on a page with the account that signed in.</summary>
    public static async Task<SignIn> Recorded(this PageContext page, Task<SignIn> signingIn, IAuditTrail trail)
    {
        var outcome = await signingIn;
        if (outcome is SignIn.Started started)
            await trail.Record(Made(AuditClass.Act, "signIn", started.Account, page));
        return outcome;
    }

    /// <summary>
    /// Counts a refused page or form by the same rule as over the API: no right, hidden, too often, or a failed proof
    /// of identity.
    /// </summary>
    public static void CountRefusal(PageContext page, PageAccess access, IAuditTrail trail)
    {
        if (page.Refusal is not { } code || !IsCounted(access, code)) return;
        trail.Count(new RefusedRequest(page.Account?.Id, page.Origin.Address, code, RouteOf(page.Http)));
    }

    private static bool IsCounted(PageAccess access, RefusalCode code) =>
        code == RefusalCode.TooMany
        || (code is not (RefusalCode.StorageAway or RefusalCode.Busy)
            && (access.SaysWho || access.NeedsProof || access.IsAct))
        || (access.NeedsAccount && (access.WithOldPassword || RefusalCodes.IsAboutWhoAsks(code)));

    private static string RouteOf(HttpContext http) =>
        $"{http.Request.Method} {(http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText}";

    private static AuditRecord Made(AuditClass kind, string what, Account? account, PageContext page) =>
        new(default, kind, what, account?.Id) { Network = page.Origin.Address, Party = page.ActsFor?.Id };
}

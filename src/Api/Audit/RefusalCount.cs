using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>
/// Counts refusals for the audit, where they are written: who is not signed in or has not the right, asks for what is
/// not there or hidden (the answer is the same, and so is the line), or asks too often; and whoever proves, or says, in
/// vain who they are: a wrong password, a wrong code, a proof of identity that was not taken.
/// </summary>
internal static class RefusalCount
{
    /// <summary>Counts one; what is open to everybody counts only where there was too much of it.</summary>
    public static void Add(HttpContext http, RefusalCode code, int status)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || AuditTable.Find(endpoint) is not { } row) return;
        if (!IsCounted(row, code, status)) return;
        var by = Caller.Find(http)?.Account.Id ?? http.Features.Get<RefusedCaller>()?.AccountId;
        http.RequestServices.GetService<IRegistry>()?.Operations.Trail.Count(new RefusedRequest(
            by, http.Connection.RemoteIpAddress?.ToString() ?? "", code, row.What));
    }

    /// <summary>What the law refused of an act has a record of its own (<see cref="AuditFilter"/>).</summary>
    private static bool IsCounted(AuditRoute row, RefusalCode code, int status) =>
        status == StatusCodes.Status429TooManyRequests
        || (row.Class != AuditClass.Open && (RefusalCodes.IsAboutWhoAsks(code)
            || (row.SaysWho && status < StatusCodes.Status500InternalServerError)
            || (row.Class == AuditClass.Act && status == StatusCodes.Status400BadRequest)));
}

/// <summary>Who was refused at the door: signed in, but without the right.</summary>
internal sealed record RefusedCaller(string AccountId);

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>
/// Counts refusals for the audit where they are written: of callers who are not signed in or have no right, who ask for
/// what does not exist or is hidden (the answer and the record are the same), or who ask too often; and of failed
/// attempts to prove an identity: a wrong password, a wrong code, a refused proof.
/// </summary>
internal static class RefusalCount
{
    /// <summary>Counts a refusal; for routes that are open to everybody only those for too many requests.</summary>
    public static void Add(HttpContext http, RefusalCode code, int status)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || AuditTable.Find(endpoint) is not { } row) return;
        if (!IsCounted(row, code, status)) return;
        var by = Caller.Find(http)?.Account.Id ?? http.Features.Get<RefusedCaller>()?.AccountId;
        http.RequestServices.GetService<IRegistry>()?.Operations.Trail.Count(new RefusedRequest(
            by, http.Connection.RemoteIpAddress?.ToString() ?? "", code, row.What));
    }

    /// <summary>The refusal of an act by law has a record of its own (<see cref="AuditFilter"/>).</summary>
    private static bool IsCounted(AuditRoute row, RefusalCode code, int status) =>
        status == StatusCodes.Status429TooManyRequests
        || (row.Class != AuditClass.Open && (RefusalCodes.IsAboutWhoAsks(code)
            || (row.SaysWho && status < StatusCodes.Status500InternalServerError)
            || (row.Class == AuditClass.Act && status == StatusCodes.Status400BadRequest)));
}

/// <summary>A caller who was refused before the handler: signed in, but without the right.</summary>
internal sealed record RefusedCaller(string AccountId);

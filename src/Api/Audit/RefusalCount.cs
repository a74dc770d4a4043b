using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>
/// Counts refusals for the audit, where they are written: who is not signed in or has not the right, asks for what is
/// not there or hidden (the answer is the same, and so is the line), or asks too often.
/// </summary>
internal static class RefusalCount
{
    /// <summary>Counts one; what is open to everybody counts only where there was too much of it.</summary>
    public static void Add(HttpContext http, RefusalCode code, int status)
    {
        if (http.GetEndpoint() is not RouteEndpoint endpoint || AuditTable.Find(endpoint) is not { } row) return;
        if (row.Class == AuditClass.Open && status != StatusCodes.Status429TooManyRequests) return;
        var by = Caller.Find(http)?.Account.Id ?? http.Features.Get<RefusedCaller>()?.AccountId;
        http.RequestServices.GetService<IRegistry>()?.Operations.Trail.Count(new RefusedRequest(
            by, http.Connection.RemoteIpAddress?.ToString() ?? "", code, row.What));
    }
}

/// <summary>Who was refused at the door: signed in, but without the right.</summary>
internal sealed record RefusedCaller(string AccountId);

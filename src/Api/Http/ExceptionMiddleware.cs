using System.Diagnostics;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// The outermost layer. Exceptions are bugs, or faults of the storage or the connection; they are never answers of the
/// law. The caller gets a problem without detail; the log has the rest under the trace id that the caller got.
/// </summary>
internal sealed class ExceptionMiddleware(RequestDelegate next, ILogger<ExceptionMiddleware> log)
{
    public async Task Invoke(HttpContext http)
    {
        SecurityHeaders.Promise(http);
        try
        {
            await next(http);
        }
        catch (Exception fault) when (!http.Response.HasStarted)
        {
            Answer(http, fault);
        }
        finally
        {
            RequestSpan.End(http);
        }
    }

    private void Answer(HttpContext http, Exception fault)
    {
        switch (fault)
        {
            case OperationCanceledException when http.RequestAborted.IsCancellationRequested: break; // Nobody waits.
            case BusyException:
                Away(http, Refusals.Busy());
                break;
            case StorageAwayException:
                log.StorageAway(fault);
                Away(http, Refusals.StorageAway());
                break;
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                Problem(http, BodyRefusals.TooLarge(BodyRefusals.MaxJson));
                break;
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                http.Response.Clear();
                ProblemWriter.WriteTooSlow(http);
                break;
            case BadHttpRequestException:
                Problem(http, Refusals.Malformed(BodyRefusals.Unreadable("$")));
                break;
            case BadCursorException:
                Problem(http, Refusals.Malformed(Paging.BadCursor()));
                break;
            default:
                var traceId = Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
                var route = (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
                log.Unhandled(fault, http.Request.Method, route, traceId);
                http.Response.Clear();
                ProblemWriter.WriteInternal(http, traceId);
                break;
        }
    }

    /// <summary>Of what people open, only a scanned code comes here: pages answer for themselves.</summary>
    private static void Away(HttpContext http, Refusal refusal)
    {
        http.Response.Clear();
        RefusedPage.Answer(http, refusal);
    }

    private static void Problem(HttpContext http, Refusal refusal)
    {
        http.Response.Clear();
        ProblemWriter.Write(http, refusal);
    }
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>The last resort: a store that is away is 503, a made-up cursor 400, anything else a bug: 500 and a log line.</summary>
public sealed class FaultCheck(RequestDelegate next, ILogger<FaultCheck> log)
{
    /// <summary>Runs the request and answers for what nobody answered for.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; nobody is there to be told.
        }
        catch (StorageAwayException e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "The storage is away ({TraceId})", context.TraceIdentifier);
            await new ApiProblem(Refusals.StorageAway()).ExecuteAsync(context);
        }
        catch (BadCursorException) when (!context.Response.HasStarted)
        {
            await new ApiProblem(BodyReading.Malformed("cursor", "游标无效。", "The cursor is not one of this list.")).ExecuteAsync(context);
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await new ApiProblem(e.StatusCode == 413
                ? new Refusal(RefusalCode.TooLarge, new LocalText("请求内容过大。", "The request is too large."))
                : BodyReading.Malformed("request", "请求无法读取。", "The request cannot be read.")).ExecuteAsync(context);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            log.LogError(e, "{Method} {Path} failed ({TraceId})", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            context.Response.Clear();
            await Results.Json(new { type = "about:blank", title = "系统内部错误 / Internal error", status = 500, code = "INTERNAL", traceId = context.TraceIdentifier },
                statusCode: 500, contentType: "application/problem+json; charset=utf-8").ExecuteAsync(context);
        }
    }
}

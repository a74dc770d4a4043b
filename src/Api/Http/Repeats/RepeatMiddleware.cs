using Microsoft.AspNetCore.Http.Features;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http.Repeats;

/// <summary>
/// The same Idempotency-Key with the same content, from the same account on the same route, gets the same answer
/// (http.md 1). The answer to a command is stored in its commit, and an upload is found by its id; every other POST and
/// PATCH is handled here (docs/adr/0114). Refusals are not stored, so a refused request may be tried again.
/// </summary>
internal sealed class RepeatMiddleware(RequestDelegate next, IServiceProvider services)
{
    private const int LooksAtOneUnderWay = 100;
    private static readonly TimeSpan _betweenLooks = TimeSpan.FromMilliseconds(50);

    // Resolved at the first request, because a pipeline that only writes the OpenAPI document has no registry.
    private IRepeatedRequests Requests => field ??= services.GetRequiredService<IRepeatedRequests>();

    public Task Invoke(HttpContext http) =>
        http.Request.Headers.ContainsKey(CommandKey.Header) && IsKeptHere(http) ? Once(http) : next(http);

    private static bool IsKeptHere(HttpContext http) =>
        (HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPatch(http.Request.Method))
        && http.Request.Path.StartsWithSegments("/api/v1")
        && http.GetEndpoint() is RouteEndpoint { Metadata: var marks }
        && (marks.GetMetadata<EntityCommand>() is null || marks.GetMetadata<MoreThanItsCommit>() is not null)
        && marks.GetMetadata<UploadBody>() is null;

    private async Task Once(HttpContext http)
    {
        var (body, fault) = await JsonBody.Read(http);
        var key = CommandKey.Read(http, Caller.Find(http), body, ref fault);
        if (fault is not null)
        {
            ProblemWriter.Write(http, fault);
            return;
        }
        http.Request.Body = new MemoryStream(body);
        var request = new RepeatableRequest(key.CommandId, ContentOf(http, body));
        switch (await Begun(request, http.RequestAborted))
        {
            case Repetition.First:
                await CarryOut(http, request);
                break;
            case Repetition.Again(var answer):
                var kept = KeptAnswer.Read(answer);
                if (kept.Status == KeptAnswer.ReadAnew.Status) await next(http);
                else kept.Write(http);
                break;
            case Repetition.OtherContent:
                ProblemWriter.Write(http, Refusals.IdempotencyKeyReused());
                break;
            default:
                ProblemWriter.Write(http, AccessRefusals.StillUnderWay(TimeSpan.FromSeconds(1)));
                break;
        }
    }

    /// <summary>If a request comes twice at once, the second waits for the first and gets the same answer.</summary>
    private async Task<Repetition> Begun(RepeatableRequest request, CancellationToken cancellation)
    {
        for (var looks = 1; ; looks++)
        {
            var begun = await Requests.Begin(request, cancellation);
            if (begun is not Repetition.UnderWay || looks == LooksAtOneUnderWay) return begun;
            await Task.Delay(_betweenLooks, cancellation);
        }
    }

    /// <summary>The answer is stored before it is sent; this continues if the caller hangs up.</summary>
    private async Task CarryOut(HttpContext http, RepeatableRequest request)
    {
        var outside = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var written = new MemoryStream();
        var done = false;
        try
        {
            var inside = new StreamResponseBodyFeature(written);
            http.Features.Set<IHttpResponseBodyFeature>(inside);
            await next(http);
            await inside.CompleteAsync();
            done = http.Response.StatusCode is >= 200 and < 300;
            if (done) await Requests.End(request, Kept(http, written.ToArray()).ToBytes());
        }
        finally
        {
            http.Features.Set(outside);
            if (!done) await Requests.Drop(request);
        }
        if (written.Length > 0) await http.Response.Body.WriteAsync(written.ToArray(), http.RequestAborted);
    }

    private static KeptAnswer Kept(HttpContext http, byte[] body) =>
        http.GetEndpoint()?.Metadata.GetMetadata<OnlyReads>() is not null
            ? KeptAnswer.ReadAnew : KeptAnswer.Of(http, body);

    /// <summary>Includes the query: another page of a search is another request.</summary>
    private static byte[] ContentOf(HttpContext http, byte[] body) =>
        [.. System.Text.Encoding.UTF8.GetBytes(http.Request.QueryString.ToString() + "\n"), .. body];
}

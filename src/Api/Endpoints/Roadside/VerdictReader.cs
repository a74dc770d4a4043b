using System.Globalization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// GET /verify/{token} and GET /v/{token}, asked by strangers at the roadside. Answered without an await when the
/// states are in memory, without reflection and without a service scope. Nobody is signed in, so each address has a
/// limit of requests.
/// </summary>
internal sealed class VerdictReader(
    IServiceProvider services, AddressLimit limit, Action<HttpContext, Verdict> showPage,
    Action<HttpContext, TimeSpan> showWait)
{
    private IRegistry Registry => field ??= services.GetRequiredService<IRegistry>();

    public Task Get(HttpContext http) =>
        Answer(http, static (http, verdict) => JsonOut.Write(http, verdict, RegistryJson.Wire.Verdict));

    public Task Page(HttpContext http) => Answer(http, showPage);

    private Task Answer(HttpContext http, Action<HttpContext, Verdict> show)
    {
        if (limit.WaitOf(http) is { } wait)
        {
            if (show == showPage && IsForReader(http)) Wait(http, wait);
            else ProblemWriter.Write(http, AccessRefusals.TooManyChecks(wait));
            return Task.CompletedTask;
        }
        // An address with a token in it must not be stored or passed on, and the answer is only true at this moment.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        var verdict = Registry.Verification.Verify((string)http.Request.RouteValues["token"]!, http.RequestAborted);
        if (!verdict.IsCompletedSuccessfully) return Awaited(http, verdict, show);
        Answer(http, verdict.Result, show);
        return Task.CompletedTask;
    }

    private static bool IsForReader(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private void Wait(HttpContext http, TimeSpan wait)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        showWait(http, wait);
    }

    private static async Task Awaited(
        HttpContext http, ValueTask<Verdict> verdict, Action<HttpContext, Verdict> show) =>
        Answer(http, await verdict, show);

    private static void Answer(HttpContext http, Verdict verdict, Action<HttpContext, Verdict> show)
    {
        VerdictTelemetry.Answered(verdict);
        show(http, verdict);
    }
}

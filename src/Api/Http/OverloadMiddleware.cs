using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Turns requests away while there are more than this process can answer, so that the accepted ones are answered soon
/// and the others know it at once. It comes before everything else, pages too. A liveness probe is always answered,
/// because a busy silo must not be restarted.
/// </summary>
public static class OverloadMiddleware
{
    /// <summary>Adds the middleware.</summary>
    /// <param name="app">The program.</param>
    /// <param name="overload">Says whether there are too many.</param>
    /// <param name="turnedAway">Called for each request that was turned away.</param>
    public static void UseOverload(this WebApplication app, Overload overload, Action turnedAway)
    {
        app.Use(next => http => IsForOperators(http.Request.Path) ? next(http)
            : overload.TryBegin() ? Answer(next, http) : TurnAway(http));

        async Task Answer(RequestDelegate next, HttpContext http)
        {
            try
            {
                await next(http);
            }
            finally
            {
                overload.End();
            }
        }

        Task TurnAway(HttpContext http)
        {
            turnedAway();
            SecurityHeaders.Promise(http);
            ProblemWriter.Write(http, Refusals.Busy());
            return Task.CompletedTask;
        }
    }

    private static bool IsForOperators(PathString path) =>
        path.Equals("/healthz", StringComparison.Ordinal) || path.Equals("/readyz", StringComparison.Ordinal)
        || path.Equals("/metrics", StringComparison.Ordinal);
}

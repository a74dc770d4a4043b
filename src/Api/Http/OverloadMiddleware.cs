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
    /// <param name="tryBegin">Called for each; false: it is to be turned away.</param>
    /// <param name="end">Called for each that was not, when it is answered.</param>
    public static void UseOverload(this WebApplication app, Func<bool> tryBegin, Action end)
    {
        app.Use(next => http => IsForOperators(http.Request.Path) ? next(http)
            : tryBegin() ? Answer(next, http) : TurnAway(http));

        async Task Answer(RequestDelegate next, HttpContext http)
        {
            try
            {
                await next(http);
            }
            finally
            {
                end();
            }
        }

        static Task TurnAway(HttpContext http)
        {
            SecurityHeaders.Promise(http);
            RefusedPage.Answer(http, Refusals.Busy());
            return Task.CompletedTask;
        }
    }

    private static bool IsForOperators(PathString path) =>
        path.Equals("/healthz", StringComparison.Ordinal) || path.Equals("/readyz", StringComparison.Ordinal)
        || path.Equals("/metrics", StringComparison.Ordinal);
}

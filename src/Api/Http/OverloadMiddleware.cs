using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// Turns requests away while there are more than this process can answer, so that those that are taken are answered
/// soon and the others know it at once. Stands before everything else, pages too; whoever asks whether the process
/// lives is always answered, for a silo that is busy must not be started anew.
/// </summary>
public static class OverloadMiddleware
{
    /// <summary>Adds it.</summary>
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

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
    /// <param name="overload">Whether there are too many.</param>
    /// <param name="turnedAway">Called for each that was turned away.</param>
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
            RefusedPage.Answer(http, Refusals.Busy());
            return Task.CompletedTask;
        }
    }

    private static bool IsForOperators(PathString path) =>
        path.Equals("/healthz", StringComparison.Ordinal) || path.Equals("/readyz", StringComparison.Ordinal)
        || path.Equals("/metrics", StringComparison.Ordinal);
}

using System.Globalization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// What people see in place of the problem that programs are answered, where no page of theirs can answer: there are
/// too many at the door, or a code could not be checked. A host without pages has none.
/// </summary>
/// <param name="Write">Answers with the page; the status and Retry-After are set already.</param>
public sealed record RefusedPage(Action<HttpContext, Refusal> Write)
{
    /// <summary>Answers with the page for people, and with the problem for everybody else.</summary>
    internal static void Answer(HttpContext http, Refusal refusal)
    {
        if (!IsForReader(http.Request) || http.RequestServices.GetService<RefusedPage>() is not { } page)
        {
            ProblemWriter.Write(http, refusal);
            return;
        }
        http.Response.StatusCode = ApiProblem.StatusOf(refusal.Code);
        http.Response.Headers.CacheControl = "no-store";
        if (refusal.SecondsToWait() is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        page.Write(http, refusal);
    }

    private static bool IsForReader(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}

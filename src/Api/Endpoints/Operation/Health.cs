using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The health of the process.</summary>
public sealed record HealthView(string Status);

/// <summary>Whether requests may be sent to the process.</summary>
/// <param name="Warnings">
/// What an administrator should mend although it is ready: <c>noCodeSender</c>, nobody can sign in by phone;
/// <c>calendarMissing</c>, the working calendar of this year or, in December, of the next is not loaded;
/// <c>notSealed</c>, data at rest is plain or may be.
/// </param>
public sealed record ReadinessView(string Status, ImmutableArray<string> Warnings);

/// <summary>For monitoring the process (http.md 2).</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("operations").For(Access.Open);
        group.MapGet("/healthz", Alive).WithName("getHealth").WithSummary("The process is alive.");
        group.MapGet("/readyz", Ready)
            .WithName("getReadiness")
            .WithSummary("The store answers and its schema is current.");
        group.MapGet("/metrics", MetricsText).WithName("getMetrics").WithSummary("Prometheus text.")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain");
    }

    private static Reply<HealthView> Alive() => new HealthView("alive");

    private static async Task<Reply<ReadinessView>> Ready(
        IRegistry registry, ILogger<HealthView> log, CancellationToken cancellation)
    {
        if (await registry.Operations.NotReady(cancellation) is not { } reason)
            return new ReadinessView("ready", registry.Operations.Warnings);
        log.NotReady(reason);
        return Refusals.StorageAway();
    }

    private static async Task<IResult> MetricsText(
        MetricsPage page, IRegistry registry, CancellationToken cancellation) =>
        Results.Text(await page.Write(registry, cancellation), "text/plain; version=0.0.4; charset=utf-8");
}

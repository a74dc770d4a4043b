using System.Globalization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Whether the registry is alive, ready and how far it is with what is due; and the clock in Development.</summary>
public static class Running
{
    /// <summary>Maps the routes that operations use.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => Results.Text("alive")).Says("The process answers").WithTags("Operations").Open();
        app.MapGet("/readyz", Ready).Says("The store answers and its schema is current").WithTags("Operations").Open();
        app.MapGet("/metrics", Metrics).Says("Prometheus text").WithTags("Operations").Open();
    }

    /// <summary>Maps the clock; only in Development and only when the clock stands.</summary>
    public static void MapClock(IEndpointRouteBuilder app)
    {
        app.MapGet("/dev/clock", (IRegistry registry) => Show.Json(new ClockView(ShanghaiTime.ToLocal(registry.Now)))).Open()
            .ExcludeFromDescription();
        app.MapPost("/dev/clock", Move).Open().ExcludeFromDescription();
    }

    /// <summary>The law's clock.</summary>
    public sealed record ClockView(DateTimeOffset Now);

    /// <summary>Where to move it.</summary>
    public sealed record MoveRequest(string To);

    private static async Task<IResult> Ready(IRegistry registry, HttpContext http) =>
        await registry.Operations.NotReady(http.RequestAborted) is { } why
            ? Results.Text("not ready: " + why, statusCode: 503) : Results.Text("ready");

    private static async Task<IResult> Metrics(IRegistry registry, RequestMeter meter, HttpContext http)
    {
        var backlog = await registry.Operations.Backlog(http.RequestAborted);
        return Results.Text(meter.Write(backlog), "text/plain; version=0.0.4; charset=utf-8");
    }

    private static async Task<IResult> Move(Body<MoveRequest> body, IRegistry registry, HttpContext http)
    {
        if (body.Refusal is not null) return Show.No(body.Refusal);
        if (!DateTimeOffset.TryParse(body.Value.To, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var to)
            || !body.Value.To.Contains('T', StringComparison.Ordinal))
            return Show.No(BodyReading.Malformed("to", "应为带时区的时间，例如 2026-08-28T00:00:00+08:00。", "An instant with offset, such as 2026-08-28T00:00:00+08:00."));
        return await registry.Operations.MoveClock(to, http.RequestAborted) is { } no
            ? Show.No(no) : Show.Json(new ClockView(ShanghaiTime.ToLocal(registry.Now)));
    }
}

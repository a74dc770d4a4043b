using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The legal clock.</summary>
public sealed record ClockView(DateTimeOffset Now);

/// <summary>The instant to which the legal clock is moved; only forward.</summary>
public sealed record MoveClockRequest(DateTimeOffset To);

/// <summary>
/// The legal clock, for trying things out (http.md 8). The route exists only in Development, with a clock that was set.
/// </summary>
internal static class DevClock
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dev/clock").ExcludeFromDescription().For(Access.Open)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("", Get);
        group.MapPost("", Move);
    }

    private static Reply<ClockView> Get(IRegistry registry) => new ClockView(ShanghaiTime.ToLocal(registry.Now));

    private static async Task<Reply<ClockView>> Move(CommandRequest<MoveClockRequest> request, IRegistry registry) =>
        await registry.Operations.MoveClock(request.Body.To) is { } refusal ? refusal : Get(registry);
}

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What the law's clock says.</summary>
public sealed record ClockView(DateTimeOffset Now);

/// <summary>To when the law's clock is moved; only forward.</summary>
public sealed record MoveClockRequest(DateTimeOffset To);

/// <summary>
/// The law's clock, for trying things out (http.md 8). There is no such route unless the composition root asks for it:
/// Development, and a clock that was set.
/// </summary>
internal static class DevClock
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/dev/clock").ExcludeFromDescription().For(Access.Open)
            .AddEndpointFilterFactory(PostedFilter.For);
        group.MapGet("", Get);
        group.MapPost("", Move);
    }

    private static Reply<ClockView> Get(IRegistry registry) => new ClockView(ShanghaiTime.ToLocal(registry.Now));

    private static async Task<Reply<ClockView>> Move(Posted<MoveClockRequest> posted, IRegistry registry) =>
        await registry.Operations.MoveClock(posted.Body.To) is { } refusal ? refusal : Get(registry);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure;

/// <summary>Moves a standing clock, and carries out what becomes due on the way.</summary>
/// <param name="clock">The legal clock.</param>
/// <param name="deadlines">Where deadlines wait.</param>
/// <param name="drain">Carries out everything that is due now, and everything that follows from it.</param>
public sealed class ClockMover(
    LegalClock clock, IWorkStore deadlines, Func<CancellationToken, Task<int>> drain) : IDisposable
{
    /// <summary>
    /// The last year to which the clock can be moved: dates that are counted from it must exist, too.
    /// </summary>
    private const int LastYear = 9899;

    private readonly SemaphoreSlim _moving = new(1, 1);

    /// <summary>The refusal of a host whose clock runs by itself.</summary>
    public static Refusal RunsByItself() => Refusals.WrongState("时钟未处于手动模式。", "The clock runs by itself.");

    /// <summary>Stops at each deadline on the way, so that everything happens on its own day.</summary>
    public async Task<Refusal?> Move(DateTimeOffset to, CancellationToken cancellation)
    {
        if (!clock.Stands) return RunsByItself();
        if (to.Year > LastYear)
            return Refusals.Malformed(Refusals.Fault(
                "to", $"最晚为 {LastYear} 年。", $"The year {LastYear} is the last one."));
        await _moving.WaitAsync(cancellation);
        try
        {
            if (to < clock.GetUtcNow())
                return Refusals.Malformed(Refusals.Fault("to", "时钟只能前进。", "The clock only moves forward."));
            await drain(cancellation);
            while (await deadlines.NextDueAt(cancellation) is { } next && next <= to && next > clock.GetUtcNow())
            {
                clock.MoveTo(next);
                await drain(cancellation);
            }
            clock.MoveTo(to);
            await drain(cancellation);
            return null;
        }
        finally
        {
            _moving.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _moving.Dispose();
}

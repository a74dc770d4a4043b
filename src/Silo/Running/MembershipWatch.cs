using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// A silo whose clock is wrong, or whose registry another host has taken over, commits nothing and leaves the cluster,
/// so that its grains and its part of the ring of deadlines go to other silos. It ends with an error that names the
/// machine, so that it is started again (docs/adr/0012). With SQLite there is no other clock and no other host.
/// </summary>
internal sealed class MembershipWatch(
    IServiceProvider services, IHostApplicationLifetime lifetime, ILogger<MembershipWatch> log)
{
    /// <summary>
    /// How many seconds in a row the clock must be wrong, because a correction of the clock is not yet a wrong clock.
    /// </summary>
    private const int MaxSeconds = 3;

    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    private readonly PostgresRegistryStore? _store = services.GetService<PostgresRegistryStore>();
    private int _seconds;

    /// <summary>Prevents a silo whose clock is wrong at its start from joining.</summary>
    public void RefuseWrongClock()
    {
        if (_store?.ClockTrouble is { } trouble)
            throw new InvalidOperationException(
                $"This silo does not join: {trouble}. Set the machine's clock (docs/operations.md).");
    }

    /// <summary>One check; the result is when the next is due.</summary>
    public Task<TimeSpan> Look(CancellationToken cancellation)
    {
        _seconds = _store!.ClockTrouble is null ? 0 : _seconds + 1;
        if (_seconds < MaxSeconds && !_store.IsOutdated) return Task.FromResult(_every);
        log.Stops(_store.Trouble);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
        return Task.FromResult(Timeout.InfiniteTimeSpan);
    }
}

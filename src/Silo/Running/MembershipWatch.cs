using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// A silo whose clock is wrong, or whose registry another host has taken over, commits nothing, and leaves: its
/// grains and its part of the ring of deadlines are others' then. It ends with an error, so that whoever started it
/// sees which machine it is, and starts it again (docs/adr/0012).
/// </summary>
internal sealed class MembershipWatch(
    PostgresRegistryStore store, IHostApplicationLifetime lifetime, ILogger<MembershipWatch> log) : BackgroundService
{
    /// <summary>So many seconds in a row: a step of the clock's keeper is not yet a wrong clock.</summary>
    private const int SecondsMost = 3;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var seconds = 0; seconds < SecondsMost && !store.IsOutdated;)
        {
            await timer.WaitForNextTickAsync(stoppingToken); // Thrown out of here when the silo stops by itself.
            seconds = store.ClockTrouble is null ? 0 : seconds + 1;
        }
        log.LogCritical("This silo leaves the cluster: {Trouble}", store.Trouble);
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}

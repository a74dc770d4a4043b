using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Opens the store before Orleans starts, so that a silo that may not have it, or whose
/// clock is wrong, never joins. The container closes it, after everything else has stopped.
/// </summary>
internal sealed class StoreStart(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IRegistryStore>();
        services.GetRequiredService<MembershipWatch>().RefuseWrongClock();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

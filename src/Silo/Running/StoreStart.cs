using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Clustering.Tls;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo.Running;

/// <summary>
/// Opens the store before Orleans starts, so that a silo never joins if it may not use the store, has a wrong clock, or
/// cannot communicate with the members. The container closes the store after everything else has stopped.
/// </summary>
internal sealed class StoreStart(IServiceProvider services) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<RegistryOptions>();
        if (options.Postgres is null) Narrow(options);
        services.GetRequiredService<IRegistryStore>();
        services.GetRequiredService<MembershipWatch>().RefuseWrongClock();
        if (services.GetService<JoinCheck>() is { } join) await join.BeforeJoining(cancellationToken);
    }

    private void Narrow(RegistryOptions options)
    {
        var log = services.GetRequiredService<ILogger<StoreStart>>();
        foreach (var path in PrivateFolder.Narrow(options.Folder, options.AllowWideModes)) log.Narrowed(path);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Running;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Silo;

/// <summary>
/// The registry in this process, without HTTP and without a listening port, from the one composition; the command line
/// and tests start it. It has its store to itself.
/// </summary>
public sealed class LocalRegistry : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly Draining _draining;

    private LocalRegistry(IHost host)
    {
        _host = host;
        _draining = host.Services.GetRequiredService<Draining>();
        Registry = host.Services.GetRequiredService<IRegistry>();
        Store = host.Services.GetRequiredService<IRegistryStore>();
    }

    /// <summary>The registry.</summary>
    public IRegistry Registry { get; }

    /// <summary>The store.</summary>
    public IRegistryStore Store { get; }

    /// <summary>The services of the composition, for tests.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts it. Throws <see cref="RegistryInUseException"/> while another process uses the store.</summary>
    public static async Task<LocalRegistry> Start(
        RegistryOptions options, LocalParts? parts = null, CancellationToken cancellation = default)
    {
        parts ??= new LocalParts();
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = parts.Environment });
        if (parts.Logs is not null) builder.Logging.AddProvider(parts.Logs);
        builder.AddRegistry(options with { Alone = true }, parts.Around, parts.MachineClock);
        parts.Replace?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync(cancellation);
            return new LocalRegistry(host);
        }
        catch
        {
            await Dispose(host);
            throw;
        }
    }

    /// <summary>
    /// Carries out everything that is due now, and everything that follows from it; the result is how much was done.
    /// </summary>
    public Task<int> Drain(CancellationToken cancellation = default) => _draining.Drain(cancellation);

    /// <summary>Stops the silo and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        await Dispose(_host);
    }

    private static async ValueTask Dispose(IHost host)
    {
        if (host is IAsyncDisposable disposable) await disposable.DisposeAsync();
        else host.Dispose();
    }
}

/// <summary>The parts of a registry in this process that are not settings.</summary>
public sealed record LocalParts
{
    /// <summary>The name of the environment; in Development an empty registry gets its demonstration.</summary>
    public string Environment { get; init; } = Environments.Production;

    /// <summary>Wraps the opened store in another one; null: it is not wrapped.</summary>
    public Func<IRegistryStore, IRegistryStore>? Around { get; init; }

    /// <summary>The machine's clock; null: the system's.</summary>
    public TimeProvider? MachineClock { get; init; }

    /// <summary>Where to log; null: nowhere.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>Replaces parts of the composition; null: none.</summary>
    public Action<IServiceCollection>? Replace { get; init; }
}

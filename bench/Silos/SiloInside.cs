using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Bench.Silos;

/// <summary>
/// A member of a cluster in this process, by the one composition but for HTTP, to call it without a network.
/// </summary>
internal sealed class SiloInside : IAsyncDisposable
{
    private readonly IHost _host;

    private SiloInside(IHost host) => _host = host;

    /// <summary>Its grains.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The registry over them.</summary>
    public IRegistry Registry => _host.Services.GetRequiredService<IRegistry>();

    /// <summary>Starts it on a database; returns when it has joined.</summary>
    public static async Task<SiloInside> Start(string database, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.AddRegistry(new RegistryOptions
        {
            Postgres = database, Folder = folder, Address = IPAddress.Loopback, Port = FreePorts.Take(),
        });
        var host = builder.Build();
        await host.StartAsync();
        return new SiloInside(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}

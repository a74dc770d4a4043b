using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Silo;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Bench.Silos;

/// <summary>
/// A silo in this process, put together as the real one is but for the HTTP edge, to call it without a network.
/// </summary>
internal sealed class SiloInside : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SiloInside(WebApplication app) => _app = app;

    /// <summary>Its grains.</summary>
    public IGrainFactory Grains => _app.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The registry over them.</summary>
    public IRegistry Registry => _app.Services.GetRequiredService<IRegistry>();

    /// <summary>Starts it on a database; returns when it has joined.</summary>
    public static async Task<SiloInside> Start(string database, string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["Registry:Postgres"] = database;
        builder.Configuration["Registry:Data"] = folder;
        builder.Configuration["Registry:Silo:Address"] = "127.0.0.1";
        builder.Configuration["Registry:Silo:Port"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var options = SiloOptions.Of(builder.Configuration);
        builder.Services.AddClusterRegistry(options, development: false);
        builder.Host.UseOrleans(silo => OrleansSetup.Configure(silo, options));
        var app = builder.Build();
        await app.StartAsync();
        return new SiloInside(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

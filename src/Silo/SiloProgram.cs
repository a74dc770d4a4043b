using OrleansRegistry.Api;
using OrleansRegistry.Hosting.Tokens;
using OrleansRegistry.Sheets;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Silo;

/// <summary>The composition root of a silo: the same edge and the same routes as the embedded registry.</summary>
public static class SiloProgram
{
    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        var options = SiloOptions.Of(builder.Configuration, builder.Environment.IsProduction());
        KeySecret.Check(options.Verification);
        SiloPort.MustBeFree(options);
        builder.AddEdge();
        builder.Services.AddRegistryApi();
        builder.Services.AddSheets(builder.Configuration);
        builder.Services.AddClusterRegistry(options, builder.Environment.IsDevelopment());
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("OrleansRegistry", LogLevel.Information); // It begins with Orleans, too.
        builder.Host.UseOrleans(silo => OrleansSetup.Configure(silo, options));
        // Kubernetes waits 60 seconds: requests in flight end, grains are let go, the table is told (docs/operations.md).
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(45));

        var app = builder.Build();
        if (app.Services.GetRequiredService<PostgresRegistryStore>().ClockTrouble is { } trouble)
            throw new InvalidOperationException($"This silo does not join: {trouble}. Set the machine's clock (docs/operations.md).");
        app.MapRegistryApi(devClock: false);
        app.SayWhenReady();
        await app.RunAsync();
    }
}

using OrleansRegistry.Api;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets;

namespace OrleansRegistry.Silo;

/// <summary>The program: one silo with the API in front, alone on SQLite or one of many on PostgreSQL.</summary>
public sealed class SiloProgram
{
    private SiloProgram() { }

    private static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddEdge();
        builder.Services.AddRegistryApi();
        var options = RegistryComposition.OptionsOf(builder.Configuration, builder.Environment);
        builder.Services.AddSheets(options.Font);
        if (Edge.OnlyDescribes)
            builder.Services.AddSingleton<IRegistry>(_ => throw new InvalidOperationException("There is no registry behind a document."));
        else
            builder.AddRegistry(options);

        var app = builder.Build();
        app.MapRegistryApi(devClock: options.Clock is not null && options.ClockSpeed is null, options.VerifyAMinute);
        var place = options.Postgres is null ? options.Folder : "PostgreSQL";
        app.SayWhenReady(options.IsAlone ? place : $"{place}, cluster {options.Cluster}", stands: options is { Clock: not null, ClockSpeed: null });
        await app.RunAsync();
    }
}

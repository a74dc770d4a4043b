using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OrleansRegistry.Bench.Peers;

/// <summary>The body of a request.</summary>
internal sealed record Violation(int Points, DateOnly On, string? Note = null);

/// <summary>
/// Records one violation durably; gives the answer, or null when another was first or there is no such id.
/// </summary>
internal interface IPeerStore
{
    Task<byte[]?> Record(string key, Violation violation, string actor);
}

/// <summary>The other sides: minimal APIs, each in a process of its own.</summary>
internal static class PeerHost
{
    /// <summary>Runs the peer of this name until it is ended.</summary>
    public static async Task<int> Run(string name, string file, string url)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(
            json => json.SerializerOptions.PropertyNamingPolicy = System.Text.Json.JsonNamingPolicy.CamelCase);
        await using var app = builder.Build();
        app.MapGet("/healthz", () => "alive");
        if (name == "empty") MapEmpty(app, int.Parse(file, CultureInfo.InvariantCulture));
        else MapViolations(app, name switch
        {
            "tuned" => new TunedStore(file),
            "npgsql" => new PostgresPeerStore(file),
            _ => new OrdinaryStore(file),
        });
        await app.RunAsync();
        return 0;
    }

    /// <summary>Nothing but an answer of the same size.</summary>
    private static void MapEmpty(WebApplication app, int bytes)
    {
        var json = System.Text.Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', bytes - 11) + "\"}");
        foreach (var path in (string[])["/api/v1/certificates/{id}", "/api/v1/verify/{id}"])
            app.MapGet(path, (string id) => Results.Bytes(json, MediaTypeNames.Application.Json));
    }

    private static void MapViolations(WebApplication app, IPeerStore store)
    {
        var tokens = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        tokens["Bearer " + Environment.GetEnvironmentVariable("BENCH_TOKEN")] = "A-bench";
        app.MapPost("/api/v1/certificates/{id}/violations", async (string id, Violation violation, HttpContext http) =>
            !tokens.TryGetValue(http.Request.Headers.Authorization.ToString(), out var actor) ? Results.Unauthorized()
            : violation.Points is not (20 or 10 or 5 or 3 or 1) ? Results.BadRequest()
            : await store.Record(
                id, violation, actor) is { } answer ? Results.Bytes(answer, MediaTypeNames.Application.Json)
            : Results.Conflict());
    }
}

using System.Reflection;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api;

/// <summary>How the process listens and logs; the smaller half of the composition root.</summary>
public static class ApiHost
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const long ReadAhead = 64 * 1024;
    private const int MinBytesASecond = 4 * 1024;

    /// <summary>
    /// True while the build writes the OpenAPI document: it runs this program's entry point, which then must neither
    /// listen nor open the data folder.
    /// </summary>
    public static bool OnlyDescribes { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>The release and the commit of this program, as <c>registry --version</c> says.</summary>
    public static string Version { get; } =
        typeof(ApiHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>
    /// Sets the web server's limits, the address to listen on unless the configuration has one, and the log.
    /// </summary>
    public static void AddApiHost(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["urls"]
            ?? builder.Configuration["http_ports"]
            ?? builder.Configuration["https_ports"];
        if (configured is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestSize.Set(kestrel.Limits);
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            // What is read ahead of a request, for each connection; the default, a megabyte, is what a thousand need
            // to end a silo. The least rate of a body is an average, so whoever sends a lot first may wait long.
            kestrel.Limits.MaxRequestBufferSize = ReadAhead;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(MinBytesASecond, TimeSpan.FromSeconds(20));
        });
        AddLog(builder);
    }

    /// <summary>In code and not in appsettings.json: the program is started from any folder.</summary>
    private static void AddLog(WebApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter(
            "Orleans.Runtime.Watchdog", LogLevel.Error); // At its start it measures from the machine's.
        builder.Logging.AddFilter("OrleansRegistry", LogLevel.Information); // It begins with Orleans, too.
        builder.Logging.AddFilter(
            "OrleansRegistry.Grains.Deadlines.DeadlineService", LogLevel.Warning); // Orleans speaks there.
        if (builder.Environment.IsDevelopment())
            builder.Logging.AddSimpleConsole(
                console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        else
            builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "O"));
    }

    /// <summary>Logs one line with what an administrator wants to see first (http.md 8).</summary>
    /// <param name="app">The program.</param>
    /// <param name="place">Where the data is, without a secret.</param>
    /// <param name="stands">True: the legal clock stands still.</param>
    public static void SayWhenReady(this WebApplication app, string place, bool stands)
    {
        if (OnlyDescribes) return;
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var registry = app.Services.GetRequiredService<IRegistry>();
            app.Logger.Ready(
                string.Join(' ', app.Urls), place, ShanghaiTime.ToLocal(registry.Now), stands ? " and stands" : "",
                registry.Rulebook.Version, app.Environment.EnvironmentName, Version);
        });
    }
}

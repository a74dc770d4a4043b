using System.Reflection;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api;

/// <summary>How the process meets the network and the log; the composition root's smaller half.</summary>
internal static class Edge
{
    private const string DefaultUrl = "http://127.0.0.1:5080";
    private const int HeadersBytesMost = 16 * 1024;

    /// <summary>
    /// True while the build writes the OpenAPI document: it runs this program's entry point, which must then neither
    /// listen nor open the data folder.
    /// </summary>
    public static bool OnlyDescribes { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    /// <summary>The web server's limits, and where it listens unless told otherwise.</summary>
    public static void AddEdge(this WebApplicationBuilder builder)
    {
        var told = builder.Configuration["urls"] ?? builder.Configuration["http_ports"] ?? builder.Configuration["https_ports"];
        if (told is null && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists()) builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeadersBytesMost;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
    }

    /// <summary>Registers the embedded host, or, while only the document is written, a registry that nobody may ask.</summary>
    public static void AddRegistryHost(this WebApplicationBuilder builder)
    {
        if (OnlyDescribes)
            builder.Services.AddSingleton<IRegistry>(_ => throw new InvalidOperationException("There is no registry behind a document."));
        else
            throw new NotImplementedException();
    }

    /// <summary>One line, once, with what an operator wants to see first.</summary>
    public static void SayWhenReady(this WebApplication app)
    {
        if (OnlyDescribes) return;
        app.Lifetime.ApplicationStarted.Register(() => app.Logger.LogInformation(
            "Ready: {Urls}, data {Data}, clock {Clock}, {Environment}", string.Join(' ', app.Urls),
            Path.GetFullPath(app.Configuration["Registry:Data"] ?? "data"),
            app.Configuration["Registry:Clock"] ?? "running", app.Environment.EnvironmentName));
    }
}

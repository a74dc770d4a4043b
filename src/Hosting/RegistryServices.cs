using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting.Tokens;

namespace OrleansRegistry.Hosting;

/// <summary>Puts an embedded registry into a host by its settings (http.md 8).</summary>
public static class RegistryServices
{
    /// <summary>Adds <see cref="IRegistry"/> and what runs it. The registry is opened before the host listens.</summary>
    public static void AddEmbeddedRegistry(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddSingleton(OptionsOf(configuration));
        services.AddSingleton(provider => EmbeddedHost.Open(
            provider.GetRequiredService<EmbeddedOptions>(), environment.IsDevelopment(), TimeProvider.System,
            provider.GetRequiredService<ILoggerFactory>()).GetAwaiter().GetResult());
        services.AddSingleton<IRegistry>(provider => provider.GetRequiredService<EmbeddedHost>().Registry);
        services.AddHostedService<RegistryService>();
    }

    private static EmbeddedOptions OptionsOf(IConfiguration configuration) => new()
    {
        Folder = Path.GetFullPath(configuration["Registry:Data"] ?? "./data"),
        Postgres = RegistryStores.PostgresOf(name => configuration[name]),
        Clock = configuration["Registry:Clock"] is { } clock
            ? DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture) : null,
        ClockSpeed = configuration["Registry:ClockSpeed"] is { } speed
            ? double.Parse(speed, CultureInfo.InvariantCulture) : null,
        IdentitySourceUrl = configuration["Registry:IdentitySource:Url"] is { Length: > 0 } source ? new Uri(source) : null,
        IdentitySourceToken = configuration["Registry:IdentitySource:Token"],
        IdentitySourceTimeout = configuration["Registry:IdentitySource:TimeoutSeconds"] is { Length: > 0 } seconds
            ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
        WebhookUrl = configuration["Registry:Webhook:Url"] is { Length: > 0 } url ? new Uri(url) : null,
        WebhookSecret = configuration["Registry:Webhook:Secret"],
        Verification = VerificationOptions.Of(name => configuration[name], Path.GetFullPath(configuration["Registry:Data"] ?? "./data")),
    };
}

/// <summary>Starts the registry with the host and stops it with the host.</summary>
internal sealed class RegistryService(
    EmbeddedHost host, EmbeddedOptions options, IHostEnvironment environment, ILogger<RegistryService> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await host.Start(seed: environment.IsDevelopment(), cancellationToken);
        log.LogInformation("The registry in {Place} is ready; the law's clock says {Now:yyyy-MM-dd HH:mm:ss}{Standing}, rules {Rules}",
            options.Postgres is null ? options.Folder : "PostgreSQL", ShanghaiTime.ToLocal(host.Registry.Now), host.Registry.Clock.Stands ? " and stands" : "", host.Registry.Rulebook.Version);
    }

    public Task StopAsync(CancellationToken cancellationToken) => host.DisposeAsync().AsTask();
}

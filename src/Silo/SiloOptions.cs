using System.Globalization;
using System.Net;
using Npgsql;
using OrleansRegistry.Grains;
using OrleansRegistry.Hosting;
using OrleansRegistry.Hosting.Tokens;

namespace OrleansRegistry.Silo;

/// <summary>Which provider is behind the named storage of the grains.</summary>
public enum GrainStorageProvider
{
    /// <summary>The registry's own, with group commit.</summary>
    Registry,

    /// <summary>Microsoft.Orleans.Persistence.AdoNet over the same commit function.</summary>
    AdoNet,
}

/// <summary>How a silo is started; each setting is an environment variable (docs/operations.md).</summary>
public sealed record SiloOptions
{
    /// <summary>The database of the registry: Registry__Postgres.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Registry__GrainStorage=AdoNet for the alternative.</summary>
    public GrainStorageProvider GrainStorage { get; init; }

    /// <summary>The cluster: silos with the same name and database find each other. Registry__Cluster.</summary>
    public string Cluster { get; init; } = "registry";

    /// <summary>Where other silos reach this one: Registry__Silo__Address; null: this machine's own address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port for other silos: Registry__Silo__Port.</summary>
    public int Port { get; init; } = 11111;

    /// <summary>The folder of rules.json, if there is one: Registry__Data.</summary>
    public string Folder { get; init; } = "./data";

    /// <summary>Where the police data source is asked; null: the stand-in in Development, nobody elsewhere. Registry__IdentitySource__Url.</summary>
    public Uri? IdentitySourceUrl { get; init; }

    /// <summary>The bearer token for it: Registry__IdentitySource__Token.</summary>
    public string? IdentitySourceToken { get; init; }

    /// <summary>How long it may take: Registry__IdentitySource__TimeoutSeconds.</summary>
    public TimeSpan? IdentitySourceTimeout { get; init; }

    /// <summary>Where notices are posted; null: only logged. Registry__Webhook__Url.</summary>
    public Uri? WebhookUrl { get; init; }

    /// <summary>The secret with which posted notices are signed: Registry__Webhook__Secret.</summary>
    public string? WebhookSecret { get; init; }

    /// <summary>How tokens are made: Registry__KeySecret, Registry__PublicUrl, Registry__TrustRoots.</summary>
    public VerificationOptions Verification { get => field ?? new VerificationOptions { Folder = Folder }; init; }

    /// <summary>How grains behave.</summary>
    public GrainOptions Grains { get; init; } = new();

    /// <summary>The connection string for Orleans' own statements: prepared by themselves, few connections.</summary>
    public string OrleansConnectionString => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        MaxAutoPrepare = 50, AutoPrepareMinUsages = 2, NoResetOnClose = true, ApplicationName = "registry silo, Orleans",
    }.ConnectionString;

    /// <summary>Reads the settings; what a silo cannot do is refused here, with what to do instead.</summary>
    /// <param name="configuration">The settings.</param>
    /// <param name="production">True: silos run on machines of their own, so a secret in a file would not be the same one.</param>
    public static SiloOptions Of(IConfiguration configuration, bool production = false)
    {
        if (production && configuration["Registry:KeySecret"] is not { Length: > 0 })
        {
            throw new InvalidOperationException("Registry__KeySecret is missing: all silos seal their signing keys under one secret. "
                + "Make one with: openssl rand -base64 32, and keep it with the other secrets (docs/operations.md).");
        }
        foreach (var single in new[] { "Registry:Clock", "Registry:ClockSpeed" })
        {
            if (configuration[single] is { Length: > 0 })
                throw new InvalidOperationException($"{single} is for the embedded registry alone: silos share the machine's clock (docs/adr/0010).");
        }
        var postgres = RegistryStores.PostgresOf(name => configuration[name])
            ?? throw new InvalidOperationException("Registry__Postgres names no database: a silo works on PostgreSQL.");
        return new SiloOptions
        {
            ConnectionString = postgres,
            GrainStorage = StorageOf(configuration["Registry:GrainStorage"]),
            Cluster = configuration["Registry:Cluster"] ?? "registry",
            Address = AddressOf(configuration["Registry:Silo:Address"]),
            Port = PortOf(configuration["Registry:Silo:Port"]),
            Folder = Path.GetFullPath(configuration["Registry:Data"] ?? "./data"),
            Verification = VerificationOptions.Of(name => configuration[name], Path.GetFullPath(configuration["Registry:Data"] ?? "./data")),
            IdentitySourceUrl = configuration["Registry:IdentitySource:Url"] is { Length: > 0 } source ? new Uri(source) : null,
            IdentitySourceToken = configuration["Registry:IdentitySource:Token"],
            IdentitySourceTimeout = configuration["Registry:IdentitySource:TimeoutSeconds"] is { Length: > 0 } seconds
                ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)) : null,
            WebhookUrl = configuration["Registry:Webhook:Url"] is { Length: > 0 } url ? new Uri(url) : null,
            WebhookSecret = configuration["Registry:Webhook:Secret"],
        };
    }

    private static GrainStorageProvider StorageOf(string? told) => told switch
    {
        null or "" => GrainStorageProvider.Registry,
        _ when Enum.TryParse<GrainStorageProvider>(told, ignoreCase: true, out var known)
            && Enum.IsDefined(known) => known,
        _ => throw new InvalidOperationException($"Registry__GrainStorage is {told}: it is one of "
            + $"{string.Join(", ", Enum.GetNames<GrainStorageProvider>())}."),
    };

    private static IPAddress? AddressOf(string? told) => told is null or "" ? null
        : IPAddress.TryParse(told, out var known) ? known
        : throw new InvalidOperationException($"Registry__Silo__Address is {told}: it is one such as 10.0.0.7.");

    private static int PortOf(string? told) => told is null or "" ? 11111
        : ushort.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var known) && known > 0 ? known
        : throw new InvalidOperationException($"Registry__Silo__Port is {told}: it is a number from 1 to 65535.");
}

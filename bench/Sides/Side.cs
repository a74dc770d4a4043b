using System.Globalization;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Bench.Sides;

/// <summary>One version of the registry: its programs, published as the image's are, in Production.</summary>
/// <param name="Name">What it is called in the table: new, old.</param>
/// <param name="Commit">Of which commit it was built.</param>
/// <param name="Alone">The program of a lone registry.</param>
/// <param name="Silo">The program of a member of a cluster; null: this version is always alone.</param>
/// <param name="Registry">The command line of the same version; it makes what this side works on.</param>
/// <param name="Cache">The cache folder.</param>
internal sealed record Side(string Name, string Commit, string Alone, string? Silo, string Registry, string Cache)
{
    /// <summary>The secret under which every side seals its keys.</summary>
    public const string KeySecret = "bench-secret-0123456789-0123456789-0123456789";

    /// <summary>A folder of what belongs to this side.</summary>
    public string Data => Path.Combine(Cache, "registers", Name);

    /// <summary>Starts a registry alone on SQLite.</summary>
    public Task<Server> OnSqlite(string folder, IReadOnlyDictionary<string, string>? more = null) =>
        Launch(Alone, Settings(folder, null, more ?? new Dictionary<string, string>()));

    /// <summary>
    /// Starts a registry alone on SQLite with the data and accounts of the demonstration and a clock that stands, which
    /// Development alone has. Its pages need accounts of drivers, who sign in by a text message elsewhere.
    /// </summary>
    public Task<Server> OfDemonstration(string folder)
    {
        var environment = Settings(folder, null, new Dictionary<string, string>
        {
            ["Registry__Clock"] = "2026-02-12T09:00:00+08:00",
        });
        environment["ASPNETCORE_ENVIRONMENT"] = environment["DOTNET_ENVIRONMENT"] = "Development";
        return Launch(Alone, environment);
    }

    /// <summary>Starts one process on PostgreSQL: a silo, or the program itself where there are no silos.</summary>
    public Task<Server> OnPostgres(string folder, string database)
    {
        var more = new Dictionary<string, string>();
        if (Silo is null) return Launch(Alone, Settings(folder, database, more));
        more["Registry__Silo__Address"] = "127.0.0.1";
        more["Registry__Silo__Tls__Mode"] = "off"; // All sides alike: older ones know no other.
        more["Registry__Silo__Port"] = FreePorts.Take().ToString(CultureInfo.InvariantCulture);
        return Launch(Silo, Settings(folder, database, more));
    }

    private Task<Server> Launch(string program, Dictionary<string, string> environment) =>
        Server.Launch(Name, Cache, url => ["dotnet", program, "--urls", url], environment);

    /// <summary>Runs `registry` to its end; throws when that is not as it should be.</summary>
    /// <param name="words">Its arguments.</param>
    /// <param name="database">The database; null: the folder that the arguments name.</param>
    /// <param name="more">Further settings: the legal clock, a password.</param>
    public async Task<Finished> Run(
        IReadOnlyList<string> words, string? database = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var environment = Settings(null, database, more ?? new Dictionary<string, string>());
        if (database is not null) environment["Registry__Alone"] = "true";
        if (environment.ContainsKey("Registry__Clock")) environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var finished = await Finished.Of(Path.Combine(Cache, "logs"), ["dotnet", Registry, .. words], environment);
        // 1 is "done, with rows that were refused": a made-up register has persons whom chance made twice.
        return finished.ExitCode is 0 or 1 ? finished
            : throw new InvalidOperationException($"{Name}: registry {string.Join(' ', words)}\n{finished.Said}");
    }

    private static Dictionary<string, string> Settings(
        string? folder, string? database, IReadOnlyDictionary<string, string> more)
    {
        var settings = new Dictionary<string, string>(more)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["DOTNET_ENVIRONMENT"] = "Production",
            ["DOTNET_EnableDiagnostics_Debugger"] = "0", // As in the image.
            ["Registry__KeySecret"] = KeySecret,
            // A measurement comes from one address, and is no flood.
            ["Registry__VerifyAMinute"] = "0", ["Registry__AnonymousPostsAMinute"] = "0",
        };
        if (folder is not null) settings["Registry__Data"] = folder;
        if (database is not null) settings["Registry__Postgres"] = database;
        return settings;
    }
}

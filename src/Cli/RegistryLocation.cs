using System.CommandLine;
using Npgsql;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo;
using OrleansRegistry.Silo.Bulk;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Cli;

/// <summary>The options that say which registry is meant, and functions that open a stopped one.</summary>
internal static class RegistryLocation
{
    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = "Folder of a stopped registry; when Registry__Postgres names a database, that one counts.",
        DefaultValueFactory = _ => new DirectoryInfo(Environment.GetEnvironmentVariable("Registry__Data") ?? "./data"),
    };

    public static Option<Uri?> Url() => new("--url")
    {
        Description = "Address of a running registry, such as http://127.0.0.1:5080.",
        CustomParser = given =>
        {
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url)
                && url.Scheme is ("http" or "https")) return url;
            given.AddError($"--url is an address such as http://127.0.0.1:5080, not {given.Tokens[0].Value}");
            return null;
        },
    };

    public static Option<string?> User() => new("--user")
    {
        Description = "User name for --url; the password is read from REGISTRY_PASSWORD, or asked for.",
    };

    /// <summary>
    /// The settings of the environment, with the named folder. As in a silo, another legal clock is for Development
    /// only.
    /// </summary>
    public static RegistryOptions Options(DirectoryInfo folder)
    {
        var environment = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var reader = new SettingsReader(key => key is "Registry__Alone"
            ? "true"
            : Environment.GetEnvironmentVariable(key));
        return reader.Read(development: environment == "Development", production: false) with
        {
            Folder = folder.FullName,
        };
    }

    /// <summary>Opens a stopped registry for reading; 2 when there is none, or it is not stopped.</summary>
    public static async Task<int> Reading(
        DirectoryInfo folder, Func<StoredRegistry, Task<int>> work, CancellationToken cancellation)
    {
        var options = Options(folder);
        if (!await IsThere(options, cancellation)) return await NotThere(options);
        await using var registry = await StoredRegistry.Open(options, cancellation: cancellation);
        return await work(registry);
    }

    /// <summary>
    /// Opens the store of a stopped registry, or makes one, for work that is no command to an entity.
    /// </summary>
    public static async Task<int> Opening(
        DirectoryInfo folder, Func<StoredRegistry, Task<int>> work, CancellationToken cancellation)
    {
        await using var registry = await StoredRegistry.Open(Options(folder), cancellation: cancellation);
        return await work(registry);
    }

    /// <summary>
    /// Runs an import on the stopped registry, which is made if there is none; deadlines that are due then are carried
    /// out by a silo. A dry run writes nothing: if there is no registry, an empty temporary one is used and removed.
    /// </summary>
    public static async Task<int> Importing(
        DirectoryInfo folder, bool isDry, Func<BulkRegistry, Task<int>> work, CancellationToken cancellation)
    {
        var options = Options(folder);
        if (isDry) return await DryRun(folder, options, work, cancellation);
        int result;
        bool hasWork;
        await using (var registry = await BulkRegistry.Open(options, isDry: false, cancellation))
        {
            result = await work(registry);
            hasWork = await registry.HasWork(cancellation);
        }
        if (!hasWork) return result;
        await using var silo = await LocalRegistry.Start(options, cancellation: cancellation);
        await silo.Drain(cancellation);
        return result;
    }

    private static async Task<int> DryRun(
        DirectoryInfo folder, RegistryOptions options, Func<BulkRegistry, Task<int>> work,
        CancellationToken cancellation)
    {
        var scratch = options.Postgres is null && !await IsThere(options, cancellation)
            ? Directory.CreateTempSubdirectory("registry-dry-run-") : null;
        try
        {
            if (scratch is not null)
            {
                foreach (var rules in folder.Exists ? folder.EnumerateFiles("*.json") : [])
                    rules.CopyTo(Path.Combine(scratch.FullName, rules.Name));
                options = options with { Folder = scratch.FullName };
            }
            await using var registry = await BulkRegistry.Open(options, isDry: true, cancellation);
            return await work(registry);
        }
        finally
        {
            scratch?.Delete(recursive: true);
        }
    }

    private static async Task<bool> IsThere(RegistryOptions options, CancellationToken cancellation)
    {
        if (options.Postgres is null) return File.Exists(Path.Combine(options.Folder, "registry.db"));
        try
        {
            return await PostgresRegistryStore.IsThere(options.Postgres, cancellation);
        }
        catch (NpgsqlException)
        {
            return true; // Opening it says in a sentence what is the matter.
        }
    }

    private static async Task<int> NotThere(RegistryOptions options)
    {
        var where = options.Postgres is null ? options.Folder : "the database of Registry__Postgres";
        await Console.Error.WriteLineAsync($"There is no registry in {where}.");
        return 2;
    }
}

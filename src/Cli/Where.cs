using System.CommandLine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansRegistry.Hosting;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Cli;

/// <summary>The options that say which registry is meant, and the opening of a stopped one.</summary>
internal static class Where
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
            if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")) return url;
            given.AddError($"--url is an address such as http://127.0.0.1:5080, not {given.Tokens[0].Value}");
            return null;
        },
    };

    public static Option<string?> User() => new("--user")
    {
        Description = "User name for --url; the password is read from REGISTRY_PASSWORD, or asked for.",
    };

    /// <summary>A setting by its name with colons, as the environment has it.</summary>
    public static string? Setting(string name) => Environment.GetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal));

    /// <summary>Runs <paramref name="work"/> on the stopped registry in <paramref name="folder"/>; 2 when it is not stopped.</summary>
    public static async Task<int> OnStopped(
        DirectoryInfo folder, bool mustExist, Func<EmbeddedRegistry, Task<int>> work, CancellationToken cancellation)
    {
        var database = RegistryStores.PostgresOf(Setting);
        if (mustExist && !await IsThere(database, folder, cancellation))
        {
            var where = database is null ? folder.FullName : "the database of Registry__Postgres";
            await Console.Error.WriteLineAsync($"There is no registry in {where}.");
            return 2;
        }
        var clock = Environment.GetEnvironmentVariable("Registry__Clock");
        var options = new EmbeddedOptions
        {
            Folder = folder.FullName,
            Postgres = database,
            Clock = clock is null ? null : DateTimeOffset.Parse(clock, System.Globalization.CultureInfo.InvariantCulture),
        };
        await using var host = await EmbeddedHost.Open(options, development: false, TimeProvider.System, NullLoggerFactory.Instance, cancellation);
        return await work(host.Registry);
    }

    private static async Task<bool> IsThere(string? database, DirectoryInfo folder, CancellationToken cancellation)
    {
        if (database is null) return File.Exists(Path.Combine(folder.FullName, "registry.db"));
        try
        {
            return await PostgresRegistryStore.IsThere(database, cancellation);
        }
        catch (NpgsqlException)
        {
            return true; // Opening it says in a sentence what is the matter.
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/>, which changes nothing, on the stopped registry in <paramref name="folder"/>. Where
    /// there is none, an empty one stands in for it and leaves no trace.
    /// </summary>
    public static async Task<int> OnPaper(DirectoryInfo folder, Func<EmbeddedRegistry, Task<int>> work, CancellationToken cancellation)
    {
        if (RegistryStores.PostgresOf(Setting) is not null || File.Exists(Path.Combine(folder.FullName, "registry.db")))
            return await OnStopped(folder, mustExist: true, work, cancellation);
        var scratch = Directory.CreateTempSubdirectory("registry-dry-run-");
        try
        {
            var rules = new FileInfo(Path.Combine(folder.FullName, "rules.json"));
            if (rules.Exists) rules.CopyTo(Path.Combine(scratch.FullName, rules.Name));
            return await OnStopped(scratch, mustExist: false, work, cancellation);
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }
}

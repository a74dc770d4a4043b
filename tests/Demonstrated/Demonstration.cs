using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Tests.Demonstrated;

/// <summary>
/// Registries that have their demonstration, for tests that are not about how it is made: it is two thousand commands,
/// and a process that has just started carries them out slowly. Made once for each place and clock, stopped, copied.
/// </summary>
internal static class Demonstration
{
    private static readonly DirectoryInfo _kept = Kept();
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> _folders = new();
    private static readonly ConcurrentDictionary<string, Lazy<Task<PostgresProcess>>> _servers = new();
    private static readonly Lazy<Task<string>> _database = new(MakeDatabase);

    /// <summary>Puts a registry on SQLite into a folder.</summary>
    /// <param name="folder">The folder; it may be there, and then has no registry.</param>
    /// <param name="clock">Where the legal clock stands.</param>
    public static async Task Into(string folder, string clock) => PostgresProcess.Copy(
        await _folders.GetOrAdd("sqlite " + clock, new Lazy<Task<string>>(() => MakeFolder(clock))).Value, folder);

    /// <summary>A server of one's own with a registry in its first database.</summary>
    /// <param name="clock">Where the legal clock stands; null: it is the machine's.</param>
    /// <param name="secret">
    /// The data folder of who opens it, which gets the secret of a registry that is alone; null: the folder is that of
    /// this process, as for the silos that it starts.
    /// </param>
    /// <param name="place">Where to put the server; null: among the temporary folders.</param>
    /// <param name="network">The address at which it listens; null: on its socket alone.</param>
    public static async Task<PostgresProcess> Server(
        string? clock, string? secret, string? place = null, string? network = null)
    {
        var made = await _servers.GetOrAdd(
            $"{clock}", new Lazy<Task<PostgresProcess>>(() => MakeServer(clock))).Value;
        if (secret is not null) PostgresProcess.Copy(FolderOf("postgres", clock), secret);
        return PostgresProcess.Start(
            PostgresProcess.FindPrograms()!, folder: place, network: network, data: made.Data);
    }

    /// <summary>
    /// A database on the tests' own server with a registry of today, for silos whose folder is this process's.
    /// </summary>
    public static async Task<string> Database() => await PostgresServer.Shared.CopyOf(await _database.Value);

    /// <summary>Where they are kept, until the process ends.</summary>
    private static DirectoryInfo Kept()
    {
        var kept = Directory.CreateTempSubdirectory("registry-demonstrated-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var made in _servers.Values.Where(server => server.Value.IsCompletedSuccessfully))
                made.Value.Result.End();
            kept.Delete(recursive: true);
        };
        return kept;
    }

    private static async Task<string> MakeFolder(string clock)
    {
        var folder = FolderOf("sqlite", clock);
        await Make(new RegistryOptions { Folder = folder, Clock = At(clock) });
        File.Delete(Path.Combine(folder, "registry.pid"));
        return folder;
    }

    private static async Task<PostgresProcess> MakeServer(string? clock)
    {
        var server = PostgresProcess.Start(PostgresProcess.FindPrograms()!);
        var options = new RegistryOptions { Postgres = server.ConnectionString };
        await Make(clock is null
            ? options
            : options with { Folder = FolderOf("postgres", clock), Clock = At(clock) });
        server.Stop();
        return server;
    }

    private static async Task<string> MakeDatabase()
    {
        var database = await PostgresServer.Shared.NewDatabase();
        await Make(new RegistryOptions { Postgres = database });
        return new NpgsqlConnectionStringBuilder(database).Database!;
    }

    private static async Task Make(RegistryOptions options)
    {
        await using var made = await LocalRegistry.Start(
            options, new LocalParts { Environment = Environments.Development });
        await made.Drain();
    }

    private static string FolderOf(string store, string? clock) => Path.Combine(
        _kept.FullName, $"{store}-{DateTimeOffset.Parse(clock!, CultureInfo.InvariantCulture).UtcTicks}");

    private static DateTimeOffset At(string clock) => DateTimeOffset.Parse(clock, CultureInfo.InvariantCulture);
}

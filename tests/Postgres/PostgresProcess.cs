using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansRegistry.Tests.Postgres;

/// <summary>A server of one's own: a folder, a socket in it, no network.</summary>
internal sealed class PostgresProcess
{
    private const string Prefix = "registry-pg-";
    private static readonly TimeSpan _maxStart = TimeSpan.FromSeconds(60);
    private static readonly Lazy<PostgresProcess> _empty = new(() => Initialised(FindPrograms()!));

    private readonly string _programs, _folder;
    private readonly bool _durable;
    private Process? _server;
    private string? _network;

    private PostgresProcess(string programs, string folder, bool durable) =>
        (_programs, _folder, _durable) = (programs, folder, durable);

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = _network ?? _folder, Username = "registry", Database = "postgres", Timeout = 10, MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>The newest installed version's programs, or those on the path; null: none.</summary>
    public static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(
                debian).OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    /// <summary>Makes a server and starts it.</summary>
    /// <param name="programs">Where initdb and postgres are.</param>
    /// <param name="durable">
    /// False: nothing is flushed to the disk. A killed server loses nothing by that, only a machine that loses its
    /// power would; and tests make many databases.
    /// </param>
    /// <param name="folder">Where to put it; null: in a folder of its own under the temporary ones.</param>
    /// <param name="network">The address at which it listens, for anybody of the same /24; null: on its socket
    /// alone.</param>
    /// <param name="data">The data of a stopped server, of which it gets a copy; null: it is empty.</param>
    public static PostgresProcess Start(
        string programs, bool durable = false, string? folder = null, string? network = null, string? data = null)
    {
        var server = In(programs, durable, folder);
        server._network = network;
        Copy(data ?? _empty.Value.Data, server.Data);
        if (network is not null)
            File.AppendAllText(Path.Combine(server.Data, "pg_hba.conf"), $"host all all {network}/24 trust\n");
        server.Begin();
        return server;
    }

    /// <summary>Copies what is in a folder into another one, which may be there.</summary>
    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        using var copying = Process.Start("cp", ["-aT", from, to]);
        copying.WaitForExit();
        if (copying.ExitCode != 0) throw new InvalidOperationException($"{from} could not be copied to {to}");
    }

    private static PostgresProcess In(string programs, bool durable, string? folder)
    {
        RemoveStale();
        folder ??= Directory.CreateTempSubdirectory(Prefix).FullName;
        var server = new PostgresProcess(programs, folder, durable);
        if (IsRoot)
        {
            var owner = Process.Start("chown", [User, folder]);
            owner.WaitForExit();
        }
        return server;
    }

    /// <summary>Data that were made once: to make them takes a second or two, to copy them a tenth of that.</summary>
    private static PostgresProcess Initialised(string programs)
    {
        var server = In(programs, durable: false, folder: null);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.End();
        var made = server.Program(
            "initdb", "-D", server.Data, "-U", "registry", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        var said = made.StandardError.ReadToEndAsync();
        made.StandardOutput.ReadToEnd();
        made.WaitForExit();
        if (made.ExitCode != 0) throw new InvalidOperationException($"initdb failed: {said.Result}");
        return server;
    }

    /// <summary>
    /// Folders of test runs that were killed before they could remove them: old, and without a running server.
    /// </summary>
    private static void RemoveStale()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var isOld = File.GetLastWriteTimeUtc(folder) < TimeProvider.System.GetUtcNow().AddHours(-2).UtcDateTime;
            if (!isOld || File.Exists(Path.Combine(folder, "data", "postmaster.pid"))) continue;
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Another test run clears up as well.
            }
        }
    }

    /// <summary>The folder of its data.</summary>
    public string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    // PostgreSQL refuses to run as root.
    private static string User { get; } =
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal))
            ? "postgres"
            : "nobody";

    private Process Program(string name, params string[] arguments)
    {
        var program = Path.Combine(_programs, name);
        var start = new ProcessStartInfo
        {
            FileName = IsRoot
                ? "setpriv"
                : program, WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true,
        };
        if (IsRoot) foreach (var word in (string[])[$"--reuid={User}", $"--regid={Group}", "--clear-groups", program])
            start.ArgumentList.Add(word);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Group => User == "nobody" ? "nogroup" : User;

    /// <summary>Starts the server on its folder and returns when it takes connections.</summary>
    public void Begin()
    {
        var server = _server = Program("postgres",
            "-D",
            Data,
            "-k",
            _folder,
            "-c",
            $"listen_addresses={_network}",
            "-c",
            "max_connections=200",
            "-c", "shared_buffers=64MB", "-c", "max_wal_size=512MB", "-c", "autovacuum_naptime=10", "-c", _durable
                ? "fsync=on"
                : "fsync=off");
        server.ErrorDataReceived += (_, _) => { };
        server.OutputDataReceived += (_, _) => { };
        server.BeginErrorReadLine();
        server.BeginOutputReadLine();
        var until = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                PostgresServer.Run(ConnectionString, "SELECT 1").GetAwaiter().GetResult();
                return;
            }
            catch (NpgsqlException) when (until.Elapsed < _maxStart && !server.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>True: it has given up by itself.</summary>
    public bool HasExited => _server!.HasExited;

    /// <summary>Stops it as a power cut would: no good-byes, recovery at the next start.</summary>
    public void Crash()
    {
        Signal("-QUIT");
        _server!.WaitForExit();
    }

    /// <summary>Stops it as an operator does: who is connected is sent away, and everything is written down.</summary>
    public void Stop()
    {
        Signal("-INT");
        _server!.WaitForExit();
    }

    /// <summary>Stops it and removes its folder.</summary>
    public void End()
    {
        if (_server is { HasExited: false }) Crash();
        if (!Directory.Exists(_folder)) return; // Whoever gave it has removed it.
        foreach (var there in Directory.GetFileSystemEntries(_folder)) // It may be the root of a small disk.
            if (Directory.Exists(there)) Directory.Delete(there, recursive: true); else File.Delete(there);
        if (Path.GetFileName(_folder).StartsWith(Prefix, StringComparison.Ordinal)) Directory.Delete(_folder);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _server!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansRegistry.Tests.Postgres;

/// <summary>A server of one's own: a folder, a socket in it, no network.</summary>
internal sealed class PostgresProcess
{
    private static readonly TimeSpan _startMost = TimeSpan.FromSeconds(60);

    private readonly string _programs, _folder;
    private Process? _server;

    private PostgresProcess(string programs, string folder) => (_programs, _folder) = (programs, folder);

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = _folder, Username = "registry", Database = "postgres", Timeout = 10, MaxPoolSize = 40,
    }.ConnectionString;

    /// <summary>The newest installed version's programs, or those on the path; null: none.</summary>
    public static string? FindPrograms()
    {
        const string debian = "/usr/lib/postgresql";
        var installed = Directory.Exists(debian)
            ? Directory.GetDirectories(debian).OrderByDescending(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return installed.Concat(path).FirstOrDefault(folder =>
            File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    public static PostgresProcess Start(string programs)
    {
        var folder = Directory.CreateTempSubdirectory("registry-pg-").FullName;
        var server = new PostgresProcess(programs, folder);
        if (IsRoot)
        {
            var owner = Process.Start("chown", [User, folder]);
            owner.WaitForExit();
        }
        var made = server.Program("initdb", "-D", server.Data, "-U", "registry", "-A", "trust", "-E", "UTF8", "--locale=C", "-N");
        var said = made.StandardError.ReadToEndAsync();
        made.StandardOutput.ReadToEnd();
        made.WaitForExit();
        if (made.ExitCode != 0) throw new InvalidOperationException($"initdb failed: {said.Result}");
        server.Begin();
        return server;
    }

    private string Data => Path.Combine(_folder, "data");

    private static bool IsRoot => Environment.UserName == "root";

    // PostgreSQL refuses to run as root.
    private static string User { get; } =
        File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private Process Program(string name, params string[] arguments)
    {
        var program = Path.Combine(_programs, name);
        var start = new ProcessStartInfo
        {
            FileName = IsRoot ? "setpriv" : program, WorkingDirectory = "/", RedirectStandardError = true, RedirectStandardOutput = true,
        };
        if (IsRoot) foreach (var word in (string[])[$"--reuid={User}", $"--regid={Group}", "--clear-groups", program]) start.ArgumentList.Add(word);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Group => User == "nobody" ? "nogroup" : User;

    /// <summary>Starts the server on its folder and returns when it takes connections.</summary>
    public void Begin()
    {
        var server = _server = Program("postgres", "-D", Data, "-k", _folder, "-c", "listen_addresses=", "-c", "max_connections=200",
            "-c", "shared_buffers=64MB", "-c", "max_wal_size=512MB", "-c", "autovacuum_naptime=10");
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
            catch (NpgsqlException) when (until.Elapsed < _startMost && !server.HasExited)
            {
                Thread.Sleep(50);
            }
        }
    }

    /// <summary>Stops it as a power cut would: no good-byes, recovery at the next start.</summary>
    public void Crash()
    {
        Signal("-QUIT");
        _server!.WaitForExit();
    }

    /// <summary>Stops it and removes its folder.</summary>
    public void End()
    {
        if (_server is { HasExited: false }) Crash();
        Directory.Delete(_folder, recursive: true);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("kill", [signal, _server!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}

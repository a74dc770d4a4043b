using System.Diagnostics;
using System.Reflection;
using Npgsql;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cli.Tests;

/// <summary>The scripts of docs/operations.md on a real server: a dump comes back whole, or nothing does.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [SkippableFact]
    public async Task A_backup_comes_back_with_the_same_root_and_only_into_an_empty_database()
    {
        Skip.If(PostgresServer.Shared.Missing is not null, PostgresServer.Shared.Missing);
        var (first, second) = (await PostgresServer.Shared.NewDatabase(), await PostgresServer.Shared.NewDatabase());
        try
        {
            Assert.Equal(0, (await Registry(first, "migrate")).ExitCode);
            await File.WriteAllLinesAsync(_scratch["rows.jsonl"], Registers.Plain(20).Select(Registers.Json));
            Assert.Equal(0, (await Registry(first, "import", _scratch["rows.jsonl"])).ExitCode);
            var root = (await Registry(first, "verify")).Out;
            Assert.Contains("clean", root, StringComparison.Ordinal);

            var dump = _scratch["registry.dump"];
            await Ends(0, await Script("backup.sh", dump, first));
            await Ends(2, await Script("backup.sh", dump, first)); // Never over an older one.

            await File.WriteAllBytesAsync(_scratch["half.dump"], (await File.ReadAllBytesAsync(dump))[..^2000]);
            Assert.NotEqual(0, (await Script("restore.sh", _scratch["half.dump"], second)).ExitCode);
            var restored = await Script("restore.sh", dump, second); // The half one left nothing behind.
            await Ends(0, restored);
            Assert.EndsWith(root.Trim(), restored.Out.Trim(), StringComparison.Ordinal);
            await Ends(2, await Script("restore.sh", dump, second));
        }
        finally
        {
            await PostgresServer.Shared.Drop(first);
            await PostgresServer.Shared.Drop(second);
        }
    }

    private static Task<Finished> Registry(string database, params string[] arguments) =>
        OrleansRegistry.Tests.Running.Cli.RunWith([("Registry__Postgres", database)], arguments);

    private static Task Ends(int code, Finished finished)
    {
        Assert.True(code == finished.ExitCode, finished.ToString());
        return Task.CompletedTask;
    }

    private static async Task<Finished> Script(string name, string file, string database)
    {
        var metadata = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().ToDictionary(a => a.Key, a => a.Value!);
        var where = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(Path.Combine(metadata["Backup"], name), [file]) { RedirectStandardOutput = true, RedirectStandardError = true };
        (string, string?)[] settings =
        [
            ("PGHOST", where.Host), ("PGPORT", where.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("PGUSER", where.Username), ("PGPASSWORD", where.Password), ("PGDATABASE", where.Database),
            ("Registry__Postgres", database), ("Registry__Clock", Programs.Clock), ("REGISTRY", "dotnet " + metadata["Cli"]),
        ];
        foreach (var (key, value) in settings) if (value is not null) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Finished(process.ExitCode, await said, await failed);
    }
}

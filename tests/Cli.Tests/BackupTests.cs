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

    [Fact]
    public async Task A_backup_comes_back_with_the_same_root_and_only_into_an_empty_database()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var (first, second) = (await PostgresServer.Shared.NewDatabase(), await PostgresServer.Shared.NewDatabase());
        var third = await PostgresServer.Shared.NewDatabase();
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
            var nothing = await Registry(second, "verify"); // An empty database is no registry that is clean.
            Assert.Equal((2, "There is no registry"), (nothing.ExitCode, nothing.Error[..20]));
            var restored = await Script("restore.sh", dump, second); // The half one left nothing behind.
            await Ends(0, restored);
            Assert.EndsWith(root.Trim(), restored.Out.Trim(), StringComparison.Ordinal);
            await Ends(2, await Script("restore.sh", dump, second));
            Assert.Equal(0, (await Registry(third, "migrate")).ExitCode);
            await PostgresServer.Run(second, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            var astray = await Script("restore.sh", dump, second, verified: third);
            Assert.Contains("another database", astray.Error, StringComparison.Ordinal);
            await Ends(1, astray);
        }
        finally
        {
            await PostgresServer.Shared.Drop(third);
            await PostgresServer.Shared.Drop(first);
            await PostgresServer.Shared.Drop(second);
        }
    }

    /// <summary>
    /// T12: the finder of a backup. A dump is packed, so its own bytes tell nothing: it is unpacked into SQL, where
    /// bytes are written in hexadecimal, and looked for in both ways. Without the secret all of it is found.
    /// </summary>
    [Theory]
    [InlineData("the secret of a backup's test, long enough", false)]
    [InlineData(null, true)]
    public async Task T12_a_backup_has_no_number_of_anybody_once_the_registry_is_sealed(string? secret, bool found)
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var database = await PostgresServer.Shared.NewDatabase();
        try
        {
            var rows = Registers.Plain(20);
            await File.WriteAllLinesAsync(_scratch["rows.jsonl"], rows.Select(Registers.Json));
            Assert.Equal(0, (await Sealed(database, secret, "migrate")).ExitCode);
            await Ends(0, await Sealed(database, secret, "import", _scratch["rows.jsonl"]));
            await Ends(0, await Script("backup.sh", _scratch["registry.dump"], database));
            using var unpacking = Process.Start(new ProcessStartInfo(
                "pg_restore", ["--file", _scratch["registry.sql"], _scratch["registry.dump"]]))!;
            await unpacking.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, unpacking.ExitCode);
            var sql = await File.ReadAllTextAsync(_scratch["registry.sql"]);
            Assert.Contains("COPY public.event", sql, StringComparison.Ordinal);
            foreach (var number in rows.Select(row => row.Holder.IdentityNumber))
            {
                var bytes = Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(number));
                Assert.Equal(found, sql.Contains(number, StringComparison.Ordinal));
                Assert.Equal(found, sql.Contains(bytes, StringComparison.Ordinal));
            }
        }
        finally
        {
            await PostgresServer.Shared.Drop(database);
        }
    }

    /// <summary>
    /// deploy/postgres/roles.sql gives the silos' role all it needs, also of tables that come later, and no more.
    /// </summary>
    [Fact]
    public async Task The_role_of_the_silos_works_on_a_registry_that_another_owns()
    {
        if (PostgresServer.Shared.Missing is { } missing) Assert.Skip(missing);
        var owned = await PostgresServer.Shared.NewDatabase();
        var role = $"silo_{Guid.NewGuid():n}";
        var silo = new NpgsqlConnectionStringBuilder(owned) { Username = role, Password = "secret" }.ConnectionString;
        try
        {
            await PostgresServer.Run(owned, $"CREATE ROLE {role} LOGIN PASSWORD 'secret'");
            Assert.Equal(0, (await Registry(owned, "migrate")).ExitCode);
            await Ends(0, await Script("../postgres/roles.sql", $"--set=silo={role}", owned));
            const string later = "CREATE TABLE later (id bigint GENERATED BY DEFAULT AS IDENTITY, word text)";
            await PostgresServer.Run(owned, later);

            await File.WriteAllLinesAsync(_scratch["rows.jsonl"], Registers.Plain(20).Select(Registers.Json));
            await Ends(0, await Registry(silo, "import", _scratch["rows.jsonl"]));
            await Ends(0, await Registry(silo, "verify"));
            await PostgresServer.Run(silo, "INSERT INTO later (word) VALUES ('of a later migration')");
            string[] tooMuch = ["TRUNCATE audit", "DROP TABLE event", "ALTER TABLE event DISABLE TRIGGER ALL"];
            foreach (var more in tooMuch)
            {
                var refused = await Assert.ThrowsAsync<PostgresException>(() => PostgresServer.Run(silo, more));
                Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
            }
        }
        finally
        {
            await PostgresServer.Run(owned, $"DROP OWNED BY {role}; DROP ROLE {role}");
            await PostgresServer.Shared.Drop(owned);
        }
    }

    private static Task<Finished> Registry(string database, params string[] arguments) =>
        OrleansRegistry.Tests.Running.Cli.RunWith([("Registry__Postgres", database)], arguments);

    private static Task<Finished> Sealed(string database, string? secret, params string[] arguments) =>
        OrleansRegistry.Tests.Running.Cli.RunWith(
            [("Registry__Postgres", database), ("Registry__KeySecret", secret)], arguments);

    private static Task Ends(int code, Finished finished)
    {
        Assert.True(code == finished.ExitCode, finished.ToString());
        return Task.CompletedTask;
    }

    /// <summary>Runs a script of deploy/backup with a file, or one in SQL with an option of psql.</summary>
    private static async Task<Finished> Script(string name, string file, string database, string? verified = null)
    {
        var metadata = Assembly.GetExecutingAssembly()
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .ToDictionary(a => a.Key, a => a.Value!);
        var where = new NpgsqlConnectionStringBuilder(database);
        var script = Path.Combine(metadata["Backup"], name);
        var start = name.EndsWith(".sql", StringComparison.Ordinal)
            ? new ProcessStartInfo("psql", ["-X", file, "--file", script]) : new ProcessStartInfo(script, [file]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        (string, string?)[] settings =
        [
            ("PGHOST", where.Host), ("PGPORT", where.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("PGUSER", where.Username), ("PGPASSWORD", where.Password), ("PGDATABASE", where.Database),
            ("Registry__Postgres", verified ?? database),
            ("Registry__Clock", Programs.Clock), ("ASPNETCORE_ENVIRONMENT", "Development"),
            ("REGISTRY", "dotnet " + metadata["Cli"]),
        ];
        foreach (var (key, value) in settings) if (value is not null) start.Environment[key] = value;
        using var process = Process.Start(start)!;
        var (said, failed) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Finished(process.ExitCode, await said, await failed);
    }
}

using System.Collections.Immutable;
using Npgsql;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Verification;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Infrastructure.Tests.Audit;

/// <summary>
/// A stopped registry with two days under roots, and copies of it that a test may spoil, as whoever has the database to
/// himself can.
/// </summary>
public class CoveredOnSqlite : IAsyncLifetime
{
    private static readonly DateOnly _first = new(2026, 2, 13);

    private readonly string _folder = Directory.CreateTempSubdirectory("covered-").FullName;
    private readonly List<string> _databases = [];
    private RegistryOptions _options = new();
    private int _copies;

    /// <summary>True: on a database of PostgreSQL, not on a file.</summary>
    protected virtual bool OnPostgres => false;

    /// <summary>Why it cannot run here; null: it can.</summary>
    public string? Missing => OnPostgres ? PostgresServer.Shared.Missing : null;

    /// <summary>The roots, oldest first, as somebody outside keeps them.</summary>
    public ImmutableArray<string> Roots { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        _options = new RegistryOptions
        {
            Folder = Path.Combine(_folder, "data"), Postgres = OnPostgres ? await NewDatabase() : null,
            Clock = ShanghaiTime.StartOf(_first), KeySecret = new string('k', 40),
        };
        await using var registry = await TestRegistry.Start(_options);
        for (var day = 0; day < 2; day++)
        {
            await registry.NewId(EntityKind.Employer, new RegisterEmployer($"机务段{day}", day == 0
                ? "91410100MA3X9K2P3K" : "91530100MA6K00006J"), $"employer{day}");
            for (var i = 1; i <= 3; i++)
                await registry.Operations.Trail.Record(new AuditRecord(default, AuditClass.Act, "act", $"A-{day}{i}"));
            await registry.Operations.MoveClock(ShanghaiTime.StartOf(_first.AddDays(day + 1)));
            Roots = [.. (await registry.Operations.Roots.Roots(new PageRequest(10))).Items.Reverse()
                .Select(root => Convert.ToHexStringLower(root.Hash.Span))];
        }
    }

    /// <summary>Everything that verification finds in a copy on which a script was run.</summary>
    public async Task<List<string>> FaultsAfter(string script)
    {
        var copy = await Copy();
        if (copy.Postgres is { } database) await PostgresServer.Run(database, script);
        else RawDatabase.Run(copy.Folder, script);
        var faults = new List<string>();
        await using var stopped = await StoredRegistry.Open(copy);
        await foreach (var fault in RegistryVerifier.Run(stopped, new VerifiedCount(), Roots)) faults.Add(fault);
        return faults;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases) await PostgresServer.Shared.Drop(database);
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<RegistryOptions> Copy()
    {
        var folder = Path.Combine(_folder, $"copy{Interlocked.Increment(ref _copies)}");
        Directory.CreateDirectory(folder);
        if (_options.Postgres is { } from)
        {
            var named = new NpgsqlConnectionStringBuilder(from);
            var name = named.Database!;
            named.Database = $"{name}_{_copies}";
            await PostgresServer.Shared.Run($"CREATE DATABASE {named.Database} TEMPLATE {name}");
            var database = named.ConnectionString;
            _databases.Add(database);
            return _options with { Folder = folder, Postgres = database };
        }
        foreach (var file in Directory.GetFiles(_options.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return _options with { Folder = folder };
    }

    private async Task<string> NewDatabase()
    {
        var database = await PostgresServer.Shared.NewDatabase();
        _databases.Add(database);
        return database;
    }
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class CoveredOnPostgres : CoveredOnSqlite
{
    /// <inheritdoc/>
    protected override bool OnPostgres => true;
}

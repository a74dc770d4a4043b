using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tests;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>A silo alone as a process, on a file of SQLite.</summary>
public class LoneProcessOnSqlite : HttpSubject
{
    private readonly Scratch _scratch = new();
    private LoneSilo? _process;
    private string? _database;

    /// <summary>True: on a database of PostgreSQL, not on a file.</summary>
    protected virtual bool OnPostgres => false;

    /// <inheritdoc/>
    public override string? Missing => OnPostgres ? PostgresServer.Shared.Missing : null;

    /// <inheritdoc/>
    public override int Fronts => 1;

    /// <inheritdoc/>
    public override DateOnly Today => DateOnly.ParseExact(Programs.Clock[..10], "yyyy-MM-dd", null);

    /// <inheritdoc/>
    public override HttpClient Client(int front) => new() { BaseAddress = _process!.Http.BaseAddress };

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        if (OnPostgres) _database = await PostgresServer.Shared.NewDatabase();
        _process = await LoneSilo.Start(_scratch["data"], database: _database);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.Stop();
            await _process.DisposeAsync();
            await Checker.Check(new RegistryOptions
            {
                Folder = _scratch["data"], Postgres = _database, Clock = DateTimeOffset.Parse(Programs.Clock, null),
            }, null);
        }
        if (_database is not null) await PostgresServer.Shared.Drop(_database);
        _scratch.Dispose();
    }
}

/// <summary>A silo alone as a process, on PostgreSQL.</summary>
public sealed class LoneProcessOnPostgres : LoneProcessOnSqlite
{
    /// <inheritdoc/>
    protected override bool OnPostgres => true;
}

/// <summary>The suite on one process and SQLite.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class LoneProcessOnSqliteConforms(
    LoneProcessOnSqlite subject) : HttpConformance<LoneProcessOnSqlite>(subject);

/// <summary>The suite on one process and PostgreSQL.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class LoneProcessOnPostgresConforms(
    LoneProcessOnPostgres subject) : HttpConformance<LoneProcessOnPostgres>(subject);

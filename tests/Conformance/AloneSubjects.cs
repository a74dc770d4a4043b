using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Tests;
using OrleansRegistry.Silo;
using OrleansRegistry.Storage;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>A silo alone on a file of SQLite.</summary>
public class AloneOnSqlite : RegistrySubject
{
    private readonly Scratch _scratch = new();
    private LocalRegistry? _local;
    private string? _database;

    /// <summary>True: on a database of PostgreSQL, not on a file.</summary>
    protected virtual bool OnPostgres => false;

    /// <inheritdoc/>
    public override string? Missing => OnPostgres ? PostgresServer.Shared.Missing : null;

    /// <inheritdoc/>
    public override IRegistry Registry => _local!.Registry;

    /// <inheritdoc/>
    public override IRegistryStore Store => _local!.Store;

    /// <inheritdoc/>
    public override Task MoveTo(DateTimeOffset then) => Registry.Operations.MoveClock(then);

    /// <inheritdoc/>
    public override Task Settle() => _local!.Drain();

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null) return;
        if (OnPostgres) _database = await PostgresServer.Shared.NewDatabase();
        _local = await LocalRegistry.Start(new RegistryOptions
        {
            Folder = _scratch["data"], Postgres = _database,
            Clock = ShanghaiTime.StartOf(new DateOnly(2026, 2, 13)),
        });
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_local is not null) await _local.DisposeAsync();
        if (_database is not null) await PostgresServer.Shared.Drop(_database);
        _scratch.Dispose();
    }
}

/// <summary>A silo alone on PostgreSQL.</summary>
public sealed class AloneOnPostgres : AloneOnSqlite
{
    /// <inheritdoc/>
    protected override bool OnPostgres => true;
}

/// <summary>The suite on a silo alone and SQLite.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class AloneOnSqliteConforms(AloneOnSqlite subject) : RegistryConformance<AloneOnSqlite>(subject);

/// <summary>The suite on a silo alone and PostgreSQL.</summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class AloneOnPostgresConforms(AloneOnPostgres subject) : RegistryConformance<AloneOnPostgres>(subject);

using Microsoft.Extensions.Logging.Abstractions;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Hosting;
using OrleansRegistry.Storage;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>The embedded host on a file of SQLite.</summary>
public class EmbeddedOnSqlite : RegistrySubject
{
    private readonly Scratch _scratch = new();
    private EmbeddedHost? _host;
    private string? _database;

    /// <summary>True: on a database of PostgreSQL, not on a file.</summary>
    protected virtual bool OnPostgres => false;

    /// <inheritdoc/>
    public override string? Missing => OnPostgres ? PostgresServer.Shared.Missing : null;

    /// <inheritdoc/>
    public override IRegistry Registry => _host!.Registry;

    /// <inheritdoc/>
    public override IRegistryStore Store => _host!.Registry.Store;

    /// <inheritdoc/>
    public override Task MoveTo(DateTimeOffset then) => Registry.Operations.MoveClock(then);

    /// <inheritdoc/>
    public override Task Settle() => _host!.Registry.Drain();

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        if (Missing is not null) return;
        if (OnPostgres) _database = await PostgresServer.Shared.NewDatabase();
        _host = await EmbeddedHost.Open(
            new EmbeddedOptions { Folder = _scratch["data"], Postgres = _database, Clock = ShanghaiTime.StartOf(new DateOnly(2026, 2, 13)) },
            development: true, TimeProvider.System, NullLoggerFactory.Instance);
    }

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        if (_host is not null) await _host.DisposeAsync();
        if (_database is not null) await PostgresServer.Shared.Drop(_database);
        _scratch.Dispose();
    }
}

/// <summary>The embedded host on PostgreSQL.</summary>
public sealed class EmbeddedOnPostgres : EmbeddedOnSqlite
{
    /// <inheritdoc/>
    protected override bool OnPostgres => true;
}

/// <summary>The suite on the embedded host and SQLite.</summary>
public sealed class EmbeddedOnSqliteConforms(EmbeddedOnSqlite subject) : RegistryConformance<EmbeddedOnSqlite>(subject);

/// <summary>The suite on the embedded host and PostgreSQL.</summary>
public sealed class EmbeddedOnPostgresConforms(EmbeddedOnPostgres subject) : RegistryConformance<EmbeddedOnPostgres>(subject);

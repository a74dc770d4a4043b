using OrleansRegistry.Storage;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// A real store of its own, removed with it: SQLite in a folder, or with REGISTRY_TEST_STORE=postgres a database.
/// </summary>
public sealed class TestStore : IDisposable
{
    public TestStore()
    {
        Place = new TestPlace();
        Store = RegistryStores.Open(Place.Options, TimeProvider.System).GetAwaiter().GetResult();
    }

    public TestPlace Place { get; }

    public IRegistryStore Store { get; }

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Place.Dispose();
    }
}

/// <summary>Where a test keeps a registry: a folder, and a database where the tests run on PostgreSQL.</summary>
public sealed class TestPlace : IDisposable
{
    private static readonly bool _onPostgres = Environment.GetEnvironmentVariable("REGISTRY_TEST_STORE") == "postgres";

    public TestPlace()
    {
        var folder = Path.Combine(Path.GetTempPath(), "registry-tests", Guid.NewGuid().ToString("N"));
        Options = new RegistryOptions
        {
            Folder = folder,
            Postgres = _onPostgres ? PostgresServer.Shared.NewMigrated().GetAwaiter().GetResult() : null,
        };
    }

    /// <summary>When the clocks start that a test moves.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 2, 13, 1, 0, 0, TimeSpan.Zero);

    public RegistryOptions Options { get; }

    public void Dispose()
    {
        if (Options.Postgres is { } database) PostgresServer.Shared.Drop(database).GetAwaiter().GetResult();
        if (Directory.Exists(Options.Folder)) Directory.Delete(Options.Folder, recursive: true);
    }
}

using OrleansRegistry.Storage.Sqlite;

namespace OrleansRegistry.Hosting.Tests;

/// <summary>A real store in a folder of its own, removed with it.</summary>
public sealed class TestStore : IDisposable
{
    public TestStore()
    {
        Folder = Path.Combine(Path.GetTempPath(), "registry-tests", Guid.NewGuid().ToString("N"));
        Store = SqliteRegistryStore.Open(new SqliteStoreOptions { Folder = Folder });
    }

    public string Folder { get; }

    public SqliteRegistryStore Store { get; }

    public void Dispose()
    {
        Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(Folder, recursive: true);
    }
}

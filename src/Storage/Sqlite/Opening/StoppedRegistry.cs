using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Opening;

/// <summary>
/// A stopped SQLite registry that one tool alone has opened: its folder is locked until this is disposed, and its
/// schema is up to date.
/// </summary>
internal sealed class StoppedRegistry : IDisposable
{
    private readonly FolderLock _lock;

    private StoppedRegistry(FolderLock held, Database database, string path, string folder)
    {
        (_lock, Database, Path) = (held, database, path);
        Contents = new ContentFiles(System.IO.Path.Combine(folder, "documents"));
    }

    /// <summary>The database's file.</summary>
    public string Path { get; }

    /// <summary>Its one connection.</summary>
    public Database Database { get; }

    /// <summary>The contents of documents.</summary>
    public ContentFiles Contents { get; }

    /// <summary>Opens the registry in <paramref name="folder"/>.</summary>
    /// <exception cref="InvalidDataException">The folder has no registry.</exception>
    /// <exception cref="RegistryInUseException">A program is using it.</exception>
    public static StoppedRegistry Open(string folder)
    {
        var path = System.IO.Path.Combine(folder, "registry.db");
        if (!File.Exists(path)) throw new InvalidDataException($"There is no registry in {folder}.");
        var held = FolderLock.Take(folder);
        Database? database = null;
        try
        {
            database = Database.OpenWriter(path);
            SqliteSchema.Migrate(database, path, SqliteSchema.Migrations);
            return new StoppedRegistry(held, database, path, folder);
        }
        catch
        {
            database?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Database.Dispose();
        _lock.Dispose();
    }
}

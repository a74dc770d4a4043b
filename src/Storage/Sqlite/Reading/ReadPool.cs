using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Some connections for reading, each with statements prepared once. A read sees what was durable when it began and
/// does not wait for a writer.
/// </summary>
internal sealed class ReadPool(string path, int size, Sealer sealer) : IDisposable
{
    private readonly SemaphoreSlim _free = new(size);
    private readonly Stack<Database> _idle = new(size);
    private bool _closed;

    /// <summary>Runs a read on a free connection; waits if there is none.</summary>
    public ValueTask<T> Read<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation)
    {
        var wait = _free.WaitAsync(cancellation);
        return wait.IsCompletedSuccessfully
            ? new ValueTask<T>(ReadNow(argument, read))
            : ReadLater(wait, argument, read);
    }

    private async ValueTask<T> ReadLater<TArgument, T>(Task wait, TArgument argument, Func<Database, TArgument, T> read)
    {
        await wait.ConfigureAwait(false);
        return ReadNow(argument, read);
    }

    private T ReadNow<TArgument, T>(TArgument argument, Func<Database, TArgument, T> read)
    {
        Database? database = null;
        try
        {
            database = Rent();
            return read(database, argument);
        }
        catch
        {
            // Its state is unknown, so nobody else gets it.
            database?.Dispose();
            database = null;
            throw;
        }
        finally
        {
            if (database is not null) Return(database);
            _free.Release();
        }
    }

    private Database Rent()
    {
        lock (_idle)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(SqliteRegistryStore));
            if (_idle.TryPop(out var database)) return database;
        }
        var opened = Database.OpenReader(path);
        opened.Sealer = sealer;
        return opened;
    }

    private void Return(Database database)
    {
        lock (_idle)
        {
            if (!_closed)
            {
                _idle.Push(database);
                return;
            }
        }
        database.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_idle)
        {
            _closed = true;
            while (_idle.TryPop(out var database)) database.Dispose();
        }
    }
}

using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Writing;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The two ways to the file: many readers, one writer.</summary>
internal sealed record SqliteAccess(ReadPool Reads, GroupWriter Writer)
{
    public ValueTask<T> Read<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation) =>
        Reads.Read(argument, read, cancellation);

    public Task<T> Write<T>(Func<Database, T> write, CancellationToken cancellation) =>
        Writer.Write(write, cancellation);
}

using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Writing;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>The ways to the file: many readers, of which lists have some, and one writer.</summary>
internal sealed record SqliteAccess(ReadPool Reads, Lane Lists, GroupWriter Writer)
{
    public ValueTask<T> Read<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation) =>
        Reads.Read(argument, read, cancellation);

    /// <summary>A read of many rows: it waits behind other such reads, and leaves readers free for the rest.</summary>
    public ValueTask<T> List<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation) =>
        Lists.Run(
            (Reads, argument, read, cancellation),
            static ask => ask.Reads.Read(ask.argument, ask.read, ask.cancellation), cancellation);

    public Task<T> Write<T>(Func<Database, T> write, CancellationToken cancellation) =>
        Writer.Write(write, cancellation);
}

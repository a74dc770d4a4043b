using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;
using OrleansRegistry.Storage.Sqlite.Writing;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Access to the file: many readers (some of them for lists), and one writer.</summary>
internal sealed record SqliteAccess(ReadPool Reads, Lane Lists, GroupWriter Writer)
{
    public ValueTask<T> Read<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation) =>
        Reads.Read(argument, read, cancellation);

    /// <summary>
    /// A read of many rows: it waits for its turn among such reads, so that readers stay free for others.
    /// </summary>
    public ValueTask<T> List<TArgument, T>(
        TArgument argument, Func<Database, TArgument, T> read, CancellationToken cancellation) =>
        Lists.Run(
            (Reads, argument, read, cancellation),
            static ask => ask.Reads.Read(ask.argument, ask.read, ask.cancellation), cancellation);

    public Task<T> Write<T>(Func<Database, T> write, CancellationToken cancellation) =>
        Writer.Write(write, cancellation);
}

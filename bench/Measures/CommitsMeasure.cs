using System.Diagnostics;
using Npgsql;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Postgres;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Durable commits a second of the PostgreSQL store itself, by committers and by connections that write; beside it the
/// same function called singly, a commit a call, as Orleans' AdoNet persistence and pgbench would.
/// </summary>
internal static class CommitsMeasure
{
    private const int EntitiesEach = 8;
    private static readonly byte[] _state = new byte[600], _body = new byte[200];

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } server) return;
        Console.WriteLine("## Durable commits on PostgreSQL: 600 B of state, one event of 200 B, a deadline\n");
        Console.WriteLine("| Way | Committers | Commits/s | Median ms | p99 ms | Commits a call |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var writers in (int[])[1, 2, 4])
        {
            var database = await server.NewDatabase();
            await using (var store = await PostgresRegistryStore.Open(
                new PostgresStoreOptions { ConnectionString = database, Writers = writers }))
            {
                foreach (var committers in (int[])[1, 64, 256])
                {
                    await Measure(settings.Seconds / 2.0, committers, committers, store.Commit);
                    var calls = store.Calls;
                    var seen = await Measure(settings.Seconds, committers, committers + 1000, store.Commit);
                    Print($"groups, {writers} connections",
                        committers,
                        seen,
                        seen.Commits / (double)(store.Calls - calls));
                }
            }
            await server.Drop(database);
        }
        await Singly(settings, server);
    }

    private static async Task Singly(Settings settings, PostgresServer server)
    {
        var database = await server.NewDatabase();
        await using (var store =
            await PostgresRegistryStore.Open(new PostgresStoreOptions { ConnectionString = database }))
        {
            var pool = new NpgsqlConnectionStringBuilder(
                database)
            { MaxAutoPrepare = 20, NoResetOnClose = true, MaxPoolSize = 64 };
            await using var source = NpgsqlDataSource.Create(pool.ConnectionString);
            foreach (var committers in (int[])[1, 16, 64])
            {
                await Measure(
                    settings.Seconds / 2.0, committers, committers, commit => Alone(source, store.Epoch, commit));
                var seen = await Measure(
                    settings.Seconds, committers, committers + 1000, commit => Alone(source, store.Epoch, commit));
                Print("singly (registry_write_state_v1)", committers, seen, 1);
            }
        }
        await server.Drop(database);
    }

    private static async Task<CommitResult> Alone(NpgsqlDataSource source, long epoch, Commit commit)
    {
        await using var command = source.CreateCommand("SELECT registry_write_state_v1($1, $2, 0, 0, $3, $4)");
        command.Parameters.Add(new NpgsqlParameter { Value = commit.Id.KindName });
        command.Parameters.Add(new NpgsqlParameter { Value = commit.Id.Key });
        command.Parameters.Add(new NpgsqlParameter
        {
            Value = commit.ExpectedVersion == 0
            ? DBNull.Value
            : commit.ExpectedVersion, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer
        });
        command.Parameters.Add(new NpgsqlParameter { Value = CommitEnvelope.Write(commit, epoch) });
        return await command.ExecuteScalarAsync() is int version and > 0 ? CommitResult.Ok : CommitResult.Lost;
    }

    private sealed record Seen(long Commits, double Seconds, double[] Milliseconds);

    private static async Task<Seen> Measure(
        double seconds, int committers, int first, Func<Commit, CancellationToken, Task<CommitResult>> commit) =>
        await Measure(seconds, committers, first, one => commit(one, CancellationToken.None));

    private static async Task<Seen> Measure(
        double seconds, int committers, int first, Func<Commit, Task<CommitResult>> commit)
    {
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(first * 1000, committers).Select(committer => Task.Run(async () =>
        {
            var (taken, versions, heads) = (
                new List<double>(), new int[EntitiesEach], new ReadOnlyMemory<byte>[EntitiesEach]);
            Array.Fill(heads, HashChain.Start);
            for (var turn = 0; clock.Elapsed.TotalSeconds < seconds; turn++)
            {
                var entity = turn % EntitiesEach;
                var next =
                    Next(EntityId.Of(EntityKind.Certificate, $"{committer}X{entity}"), versions[entity], heads[entity]);
                var begun = clock.Elapsed;
                if (await commit(next) != CommitResult.Ok)
                    throw new InvalidOperationException("a commit without a rival was refused");
                taken.Add((clock.Elapsed - begun).TotalMilliseconds);
                (versions[entity], heads[entity]) = (versions[entity] + 1, next.Events[0].Hash);
            }
            return taken;
        })));
        var times = all.SelectMany(taken => taken).Order().ToArray();
        return new Seen(times.Length, clock.Elapsed.TotalSeconds, times);
    }

    private static Commit Next(EntityId id, int version, ReadOnlyMemory<byte> head)
    {
        var at = TimeProvider.System.GetUtcNow();
        var header = new EventHeader(at, "bench", "http", null, "2026.1", $"{id.Key}-{version}");
        var hash = HashChain.Next(head.Span, id, version + 1, header, "stepped", _body);
        return new Commit
        {
            Id = id, ExpectedVersion = version, State = _state,
            Events = [new NewEvent("stepped", _body, hash)], Header = header,
            Deadline = new ArmedDeadline("expiry", at.AddDays(version + 1)), DeadlineChanged = true,
        };
    }

    private static void Print(string way, int committers, Seen seen, double perCall) => Console.WriteLine(
        $"| {way} | {committers} | {seen.Commits / seen.Seconds:n0} | "
        + $"{seen.Milliseconds[seen.Milliseconds.Length / 2]:n2} | "
        + $"{seen.Milliseconds[(int)(seen.Milliseconds.Length * 0.99)]:n1} | {perCall:n1} |");
}

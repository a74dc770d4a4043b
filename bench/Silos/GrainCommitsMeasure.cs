using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Bench.Silos;

/// <summary>
/// Durable commands a second through grains, decided and chained, beside the commit function called singly by pgbench
/// with a fixed payload of the same size: a silo batches, and must be faster although it also decides.
/// </summary>
internal static class GrainCommitsMeasure
{
    private const int Certificates = 10_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } server) return;
        var database = await server.NewDatabase();
        var made = await Register.LoadInto(
            settings, Programs.OfThis(settings), settings.Certificates ?? Certificates, database);
        Console.WriteLine(
            $"## Durable commands through the grains of one silo over {made.Ids.Count:n0} certificates, "
            + "and the commit function singly by pgbench\n");
        Console.WriteLine("| at a time | side | a second (median) | min .. max | silo / this |");
        Console.WriteLine("|---:|---|---:|---:|---:|");
        await using (var silo = await SiloInside.Start(database, made.Folder))
        {
            await Grains(silo, made.Ids, 64, settings.WarmUp);
            foreach (var atATime in (int[])[1, 16, 64, 256])
            {
                var (ours, singly) = (new List<double>(), new List<double>());
                for (var round = 0; round < settings.Rounds; round++)
                {
                    ours.Add(await Grains(silo, made.Ids, atATime, settings.Seconds));
                    if (atATime <= PgBench.MaxClients)
                        singly.Add(await PgBench.Run(database, atATime, settings.Seconds));
                }
                Print(atATime, "silo", ours, ours);
                if (singly.Count > 0) Print(atATime, "pgbench, singly", singly, ours);
            }
        }
        Console.WriteLine();
        await server.Drop(database);
    }

    private static void Print(int atATime, string side, List<double> speeds, List<double> ours)
    {
        speeds.Sort();
        var median = speeds[speeds.Count / 2];
        Console.WriteLine(
            $"| {atATime} | {side} | {median:n0} | {speeds[0]:n0} .. {speeds[^1]:n0} | "
            + $"{ours.Order().ElementAt(ours.Count / 2) / median:0.00} |");
    }

    private static async Task<double> Grains(SiloInside silo, IReadOnlyList<string> ids, int atATime, double seconds)
    {
        var registry = silo.Registry;
        var officer = new Actor("A-bench", Roles.Officer, Channel.Http) { Authority = "41", Desks = Desks.Road };
        var today = registry.ContextFor(officer, null!).Today;
        var (at, startedAt) = (Random.Shared.Next(ids.Count), Stopwatch.GetTimestamp());
        var all = await Task.WhenAll(Enumerable.Range(0, atATime).Select(_ => Task.Run(async () =>
        {
            var done = 0L;
            for (; Stopwatch.GetElapsedTime(startedAt).TotalSeconds < seconds; done++)
            {
                var id = new EntityId(
                    EntityKind.Certificate, ids[(int)((uint)Interlocked.Increment(ref at) % (uint)ids.Count)]);
                var command = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
                var answer =
                    await registry.Execute(id, new Envelope(command, new RecordViolation(1, today, null), officer));
                if (answer is not Answer.Done)
                    throw new InvalidOperationException($"refused: {((Answer.No)answer).Refusal.Code}");
            }
            return done;
        })));
        return all.Sum() / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}

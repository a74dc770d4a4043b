using System.Diagnostics;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Grains;

namespace OrleansRegistry.Bench.Silos;

/// <summary>Calls a second to one hot certificate's grain from within its silo: whole states, by reference.</summary>
internal static class HotCallsMeasure
{
    private const int CallsBetweenLooks = 200;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } server) return;
        var database = await server.NewDatabase();
        var made = await Register.LoadInto(settings, Programs.OfThis(settings), 100, database);
        Console.WriteLine("## Calls to a hot certificate inside a silo\n");
        Console.WriteLine("| callers | calls a second (median) | min .. max |");
        Console.WriteLine("|---:|---:|---:|");
        await using (var silo = await SiloInside.Start(database, made.Folder))
        {
            var grain = silo.Grains.Entity(new EntityId(EntityKind.Certificate, made.Ids[0]));
            await Round(grain, 8, settings.WarmUp);
            foreach (var callers in (int[])[1, 8, 64])
            {
                var speeds = new List<double>();
                for (var round = 0; round < settings.Rounds; round++)
                    speeds.Add(await Round(grain, callers, settings.Seconds));
                speeds.Sort();
                Console.WriteLine($"| {callers} | {speeds[speeds.Count / 2]:n0} | {speeds[0]:n0} .. {speeds[^1]:n0} |");
            }
        }
        Console.WriteLine();
        await server.Drop(database);
    }

    private static async Task<double> Round(IEntityGrain grain, int callers, double seconds)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var calls = 0L;
            while (Stopwatch.GetElapsedTime(startedAt).TotalSeconds < seconds)
            {
                for (var i = 0; i < CallsBetweenLooks; i++)
                    if (await grain.Load() is null) throw new InvalidOperationException("the certificate is not there");
                calls += CallsBetweenLooks;
            }
            return calls;
        })));
        return all.Sum() / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
    }
}

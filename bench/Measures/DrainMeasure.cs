using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Bench.Peers;
using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Of 1,000,000 armed deadlines 100,000 fall due at one instant: how fast the embedded host on PostgreSQL is done with
/// them, beside one set-based statement that writes the same tables and Quartz.NET with a trigger a deadline,
/// as it comes and set up to be fast.
/// </summary>
internal static class DrainMeasure
{
    private const int Workers = 64;
    private static readonly TimeSpan _quartzRamp = TimeSpan.FromSeconds(5);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find() is not { } server) return;
        var armed = await ArmedRegister.Make(server, settings, settings.Due);
        Console.WriteLine($"## Draining {settings.Due:n0} deadlines due at one instant, of {settings.Due * 10:n0} armed, on PostgreSQL\n");
        Console.WriteLine("| Way | a second (median) | min .. max | of ours |");
        Console.WriteLine("|---|---:|---:|---:|");
        var (ours, statement, quartz, tuned) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Math.Min(settings.Rounds, 3); round++)
        {
            ours.Add(await Ours(server, armed, settings.Due));
            statement.Add(await Statement(server, armed, settings.Due));
            quartz.Add(await Quartz(server, armed, settings.Seconds * 5, null));
            tuned.Add(await Quartz(server, armed, settings.Seconds * 5, Workers));
        }
        Print("embedded host", ours, ours);
        Print("one set-based statement", statement, ours);
        Print("Quartz.NET 4, as it comes (10 workers, triggers one by one)", quartz, ours);
        Print(string.Create(CultureInfo.InvariantCulture, $"Quartz.NET 4, {Workers} workers, batches of {Workers} triggers"), tuned, ours);
        Console.WriteLine();
        await server.Drop(armed.Database);
    }

    private static void Print(string way, List<double> speeds, List<double> ours)
    {
        speeds.Sort();
        var median = speeds[speeds.Count / 2];
        Console.WriteLine($"| {way} | {median:n0} | {speeds[0]:n0} .. {speeds[^1]:n0} | ours / this {ours.Order().ElementAt(ours.Count / 2) / median:0.00} |");
    }

    private static async Task<double> Ours(PostgresServer server, ArmedRegister armed, int due)
    {
        var database = await armed.Copy(server);
        double speed;
        await using (var host = await RegisterFile.Open(armed.Folder, cached: 200_000, postgres: database, clock: ArmedRegister.Eve))
        {
            host.Registry.Clock.MoveTo(armed.DueAt);
            var startedAt = Stopwatch.GetTimestamp();
            var done = await host.Registry.Drain();
            speed = due / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            if (done != due) throw new InvalidOperationException($"{done} done of {due}");
        }
        await server.Drop(database);
        return speed;
    }

    private static async Task<double> Statement(PostgresServer server, ArmedRegister armed, int due)
    {
        var database = await armed.Copy(server);
        var startedAt = Stopwatch.GetTimestamp();
        var done = (long)(await PostgresServer.Run(ArmedRegister.Patient(database), SetBasedPeer.Statement(armed.DueAt)))!;
        var speed = due / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        if (done != due) throw new InvalidOperationException($"{done} done of {due}");
        await server.Drop(database);
        return speed;
    }

    /// <summary>Not to the end, which would take long: the speed over some seconds once it runs, with all its triggers there.</summary>
    private static async Task<double> Quartz(PostgresServer server, ArmedRegister armed, int seconds, int? workers)
    {
        var database = await armed.Copy(server);
        double speed;
        await using (var peer = new QuartzPeer(database, workers))
        {
            await peer.Arm(armed.DueAt);
            await peer.Start();
            await Task.Delay(_quartzRamp);
            var (before, startedAt) = (QuartzPeer.Done, Stopwatch.GetTimestamp());
            await Task.Delay(TimeSpan.FromSeconds(seconds));
            speed = (QuartzPeer.Done - before) / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        }
        await server.Drop(database);
        return speed;
    }
}

using System.Diagnostics;
using OrleansRegistry.Bench.Setup;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Silos;

/// <summary>One silo process starts on a registry in which 100,000 deadlines are overdue: how fast they are done, and in how much memory.</summary>
internal static class StormMeasure
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(10);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find() is not { } server) return;
        var armed = await ArmedRegister.Make(server, settings, settings.Due);
        Console.WriteLine($"## A storm: {settings.Due:n0} deadlines overdue of {settings.Due * 10:n0} armed when a silo starts\n");
        for (var round = 0; round < settings.Rounds; round++)
        {
            var database = await armed.Copy(server);
            await using (var silo = await Server.Silo(armed.Folder, database)) await Watch(silo, database, settings.Due);
            await server.Drop(database);
        }
        Console.WriteLine();
        await server.Drop(armed.Database);
    }

    private static async Task Watch(Server silo, string database, int due)
    {
        var query = $"SELECT count(*) FROM deadline WHERE due_at <= {TimeProvider.System.GetUtcNow().UtcTicks} AND NOT parked";
        var clock = Stopwatch.StartNew();
        var (begun, memory, left, idle) = (TimeSpan.Zero, 0L, (long)due, silo.Processor);
        while (true)
        {
            // Counting through what the storm leaves behind in the index took a tenth of the machine. Each deadline
            // tells somebody something, so the number of the last notice says nearly as much; the end is counted.
            var told = (long)(await PostgresServer.Run(database, "SELECT last_value FROM notice_id_seq"))!;
            if (told >= due) left = (long)(await PostgresServer.Run(database, query))!;
            memory = Math.Max(memory, silo.WorkingSet);
            if (told > 1 && begun == TimeSpan.Zero) begun = clock.Elapsed;
            if (left == 0) break;
            if (clock.Elapsed > _most) throw new TimeoutException($"{left} are left after {_most}");
            await Task.Delay(_look);
        }
        var parked = (long)(await PostgresServer.Run(database, "SELECT count(*) FROM deadline WHERE parked"))!;
        Console.WriteLine($"ready after {silo.ReadyMilliseconds / 1000:0.0} s; done {clock.Elapsed.TotalSeconds:0.0} s later ({due / clock.Elapsed.TotalSeconds:n0} a second from readiness, "
            + $"{due / (clock.Elapsed - begun).TotalSeconds:n0} from the first one seen done); "
            + $"most memory {memory / (1024.0 * 1024):0} MiB; {(silo.Processor - idle).TotalMicroseconds / due:0} µs of processor a deadline in the silo; parked {parked}");
    }
}

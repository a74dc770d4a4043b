using System.Globalization;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>Waits until a registry has nothing left to do, by its own metrics.</summary>
internal static class Quiet
{
    private static readonly TimeSpan _most = TimeSpan.FromMinutes(30), _lookEvery = TimeSpan.FromSeconds(1);

    private static readonly string[] _work =
        ["registry_deadlines_overdue", "registry_outbox_pending", "registry_notices_pending"];

    /// <summary>Starts it once, and stops it when it has done what fell due while it lay there.</summary>
    public static async Task After(Side side, Register register)
    {
        await using var server = await side.OnSqlite(register.Folder);
        await server.Ready();
        await Of(server);
    }

    /// <summary>Waits until nothing is overdue or pending.</summary>
    public static async Task Of(Server server)
    {
        for (var until = server.Age + _most.TotalSeconds; await Left(server) > 0; await Task.Delay(_lookEvery))
            if (server.Age > until) throw new TimeoutException($"{server.Name} has not come to rest");
    }

    /// <summary>What is overdue or pending.</summary>
    public static async Task<long> Left(Server server)
    {
        var lines = (await server.Get("/metrics")).Split('\n').Select(line => line.Split(' '));
        return lines.Where(words => words.Length == 2 && _work.Contains(words[0]))
            .Sum(words => long.Parse(words[1], CultureInfo.InvariantCulture));
    }
}

using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// What one certificate with its person costs while it is in memory and nobody asks for it. Each is read once by HTTP;
/// before and after, the process collects all garbage and says what is left (StartupHook.cs), and the kernel says what
/// is resident. Then a walk: each certificate of the large register once, and how much memory that took at most.
/// </summary>
internal static class MemoryMeasure
{
    private const int Certificates = 50_000, Connections = 16;

    /// <summary>Read beforehand: what is made once is not theirs.</summary>
    private const int First = 1_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var (sides, certificates) = (Programs.Find(settings), settings.Certificates ?? Certificates);
        var title = $"Memory alone on SQLite of {certificates:n0} certificates with their persons, each read once";
        var table = new Table(
            title, new("bytes of live objects each"), new("resident bytes each"), new("s of reading", "0.0"));
        var turns = new List<Turn>();
        foreach (var side in sides)
        {
            var register = await Register.Load(settings, side, certificates);
            turns.Add(new Turn(side.Name, () => Idle(settings, side, register.Copy(settings, "memory"))));
        }
        await Turns.Take(settings, table, "idle", turns);
        await Report.Write(settings, "memory", sides, table);
    }

    /// <summary>Measures and prints the walk.</summary>
    public static async Task Walk(Settings settings)
    {
        var sides = Programs.Find(settings);
        var table = new Table($"A walk over {settings.Large:n0} certificates alone on SQLite, each read once",
            new("MiB at most"), new("MiB at the end"), new("reads a second"));
        var turns = new List<Turn>();
        foreach (var side in sides)
        {
            var register = await Register.Large(settings, side);
            await Quiet.After(side, register);
            turns.Add(new Turn(side.Name, () => Walk(side, register)));
        }
        await Turns.Take(settings, table, "walk", turns);
        await Report.Write(settings, "walk", sides, table);
    }

    private static async Task<double[]> Idle(Settings settings, Side side, Register register)
    {
        var file = Path.Combine(register.Folder, "live-bytes");
        await using var server = await side.OnSqlite(register.Folder, StartupHook.Environment(file));
        await server.Ready();
        var target = new Target(server, Requests.Reads(register, await Officer.SignIn(server)));
        await Answered(target, [.. register.Ids.Take(First)]);
        var before = await Settled(server, file);
        var rest = register.Ids.Skip(First).ToArray();
        var round = await Answered(target, rest);
        var after = await Settled(server, file);
        return
        [
            (after.Live - before.Live) / (double)rest.Length, (after.Resident - before.Resident) / (double)rest.Length,
            rest.Length / round.PerSecond,
        ];
    }

    private static async Task<double[]> Walk(Side side, Register register)
    {
        await using var server = await side.OnSqlite(register.Folder);
        await server.Ready();
        var target = new Target(server, Requests.Reads(register, await Officer.SignIn(server)));
        // Most are beyond the officer's reach: they are read, and then refused.
        var round = await HttpLoop.Once(target, register.Ids, Connections);
        return [server.Peak / Units.MiB, server.Resident / Units.MiB, round.PerSecond];
    }

    private static async Task<Round> Answered(Target target, IReadOnlyList<string> ids)
    {
        var round = await HttpLoop.Once(target, ids, Connections);
        return round.Failed == 0 ? round : throw new InvalidOperationException($"{round.Failed} reads failed");
    }

    private static async Task<(long Live, long Resident)> Settled(Server server, string file)
    {
        var live = await StartupHook.Ask(server.Process, file);
        return (live, server.Resident);
    }
}

using System.Diagnostics;
using System.Globalization;
using OrleansRegistry.Bench.Peers;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// Of 1,000,000 armed deadlines 100,000 are overdue when a registry starts: how fast it is done with them, from the
/// first to the last, and in how much memory. On PostgreSQL beside one set-based statement that writes the same tables,
/// and Quartz.NET with a trigger a deadline, as it comes and set up to be fast; alone on SQLite both sides.
/// </summary>
internal static class StormMeasure
{
    private const int Workers = 64;
    private static readonly TimeSpan _quartzRamp = TimeSpan.FromSeconds(5);

    /// <summary>Measures and prints.</summary>
    public static Task Run(Settings settings) =>
        Run(settings, "storm", Programs.Find(settings), peers: true, sqlite: true);

    /// <summary>One silo on PostgreSQL and nothing beside it.</summary>
    public static Task RunSilo(Settings settings) =>
        Run(settings, "silo-storm", [Programs.OfThis(settings)], peers: false, sqlite: false);

    private static async Task Run(Settings settings, string measure, IReadOnlyList<Side> sides, bool peers, bool sqlite)
    {
        var title = $"A storm: {settings.Due:n0} deadlines overdue of {settings.Due * 10:n0} armed at the start";
        var table = new Table(title, new("a second, first to last"), new("s from start to done", "0.0"),
            new("MiB at most"), new("µs of processor a deadline"));
        if (settings.Stores.Contains("postgres") && MeasuredServer.Find(settings) is { } postgres)
            await OnPostgres(settings, table, sides, postgres, peers);
        if (sqlite && settings.Stores.Contains("sqlite")) await OnSqlite(settings, table, sides);
        await Report.Write(settings, measure, sides, table);
    }

    private static async Task OnPostgres(
        Settings settings, Table table, IReadOnlyList<Side> sides, PostgresServer postgres, bool peers)
    {
        var turns = new List<Turn>();
        ArmedRegister? first = null;
        foreach (var side in sides)
        {
            var armed = await ArmedRegister.OnPostgres(settings, side, postgres);
            first ??= armed;
            turns.Add(new Turn(side.Name, () => OnCopy(postgres, armed, database =>
            {
                var launch = () => side.OnPostgres(armed.Folder, database);
                return Storm.Watch(settings.Due, armed.DueAt, launch, MeasuredStore.OnPostgres(database));
            })));
        }
        if (peers && first is not null)
        {
            Add("statement", database => Statement(database, first.DueAt, settings.Due));
            var seconds = settings.Seconds * 5;
            Add("quartz as it comes", database => Quartz(database, first.DueAt, settings.Due, seconds, null));
            Add("quartz, 64 workers", database => Quartz(database, first.DueAt, settings.Due, seconds, Workers));
        }
        await Turns.Take(settings, table, "PostgreSQL", turns);

        void Add(string name, Func<string, Task<double[]>> round)
        {
            if (settings.Has(name.Split(' ', ',')[0])) turns.Add(new Turn(name, () => OnCopy(postgres, first, round)));
        }
    }

    private static Task OnSqlite(Settings settings, Table table, IReadOnlyList<Side> sides) =>
        Turns.Take(settings, table, "alone on SQLite", [.. sides.Select(side => new Turn(side.Name, async () =>
        {
            var armed = await ArmedRegister.OnSqlite(settings, side);
            var folder = Scratch.Copy(settings, armed.Folder, "storm");
            var store = MeasuredStore.OnSqlite(Path.Combine(folder, "registry.db"));
            var seen = await Storm.Watch(settings.Due, armed.DueAt, () => side.OnSqlite(folder), store);
            Scratch.Remove(folder);
            return seen;
        }))]);

    private static async Task<double[]> OnCopy(
        PostgresServer postgres, ArmedRegister armed, Func<string, Task<double[]>> round)
    {
        var database = await Copies.Of(postgres, armed.Database!);
        var seen = await round(database);
        await postgres.Drop(database);
        return seen;
    }

    private static async Task<double[]> Statement(string database, DateTimeOffset dueAt, int due)
    {
        var startedAt = Stopwatch.GetTimestamp();
        var done = (long)(await PostgresServer.Run(Copies.Patient(database), SetBasedPeer.Statement(dueAt)))!;
        var took = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        return done == due ? [due / took, took, double.NaN, double.NaN]
            : throw new InvalidOperationException($"{done} done of {due}");
    }

    /// <summary>
    /// Not to the end, which would take long: the speed over some seconds once it runs, with all its triggers there.
    /// </summary>
    private static async Task<double[]> Quartz(
        string database, DateTimeOffset dueAt, int due, int seconds, int? workers)
    {
        await using var peer = new QuartzPeer(database, workers);
        await peer.Arm(dueAt);
        var earlier = QuartzPeer.Done;
        await peer.Start();
        await Task.Delay(_quartzRamp);
        var (before, startedAt) = (QuartzPeer.Done, Stopwatch.GetTimestamp());
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var speed = (QuartzPeer.Done - before) / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        // With few deadlines it had nothing left to do before the end, and there is no speed.
        return [QuartzPeer.Done - earlier < due ? speed : double.NaN, double.NaN, double.NaN, double.NaN];
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// The morning of a working day: officers sign in by password, each once, through three silos of one cluster. Each is
/// an account of its own with the strength of hash that Production asks for; its generator, which is one HMAC and one
/// row more, it enrols afterwards.
/// </summary>
internal static class SignInsMeasure
{
    private const int Silos = 3, Clients = 24;
    private const string PoolSize = ";Maximum Pool Size=14";

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        if (MeasuredServer.Find(settings) is not { } postgres) return;
        var (side, folder) = (Programs.OfThis(settings), Scratch.Folder(settings, "sign-ins"));
        var database = await postgres.NewDatabase() + PoolSize;
        await Officer.MakeAdministrator(side, folder, database);
        await Officers(database, settings.Officers);
        await using var servers = new Together();
        var silos = new List<Server>();
        for (var n = 0; n < Silos; n++) silos.Add(await servers.Add(side.OnPostgres(folder, database)));
        await SignIn(silos, [Name(0)]); // What is compiled at the first one.
        var (before, others, began) = (Processor(silos), new OtherWork(), Stopwatch.GetTimestamp());
        var answers = await SignIn(silos, [.. Enumerable.Range(1, settings.Officers).Select(Name)]);
        Print(settings, answers, Stopwatch.GetElapsedTime(began), Processor(silos) - before, others.Processors());
        await postgres.Drop(database);
    }

    /// <summary>Accounts like the administrator's, with its password, but officers.</summary>
    private static async Task Officers(string database, int count) => await PostgresServer.Run(database, $"""
        INSERT INTO account
        SELECT (jsonb_populate_record(made, jsonb_build_object('id', 'A-SIGNIN' || n, 'name', 'sign-in-' || n,
            'name_key', 'sign-in-' || n, 'roles', {(int)Roles.Officer}, 'authority', '41', 'desks', 1))).*
        FROM account AS made, generate_series(0, {count}) AS n WHERE made.name = '{Officer.Administrator}'
        """);

    private static string Name(int n) => $"sign-in-{n}";

    private static async Task<ConcurrentBag<(int Status, double Seconds)>> SignIn(
        List<Server> silos, IReadOnlyList<string> names)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients })
        {
            Timeout = TimeSpan.FromMinutes(5),
        };
        var answers = new ConcurrentBag<(int, double)>();
        await Parallel.ForEachAsync(names.Index(), new ParallelOptions { MaxDegreeOfParallelism = Clients },
            async (one, cancellation) =>
            {
                var began = Stopwatch.GetTimestamp();
                using var answer = await http.PostAsJsonAsync(
                    $"{silos[one.Index % silos.Count].Url}/api/v1/sessions",
                    new JsonObject { ["userName"] = one.Item, ["password"] = Officer.Password }, cancellation);
                answers.Add(((int)answer.StatusCode, Stopwatch.GetElapsedTime(began).TotalSeconds));
            });
        return answers;
    }

    private static TimeSpan Processor(List<Server> silos) =>
        silos.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.Processor);

    private static void Print(
        Settings settings, ConcurrentBag<(int Status, double Seconds)> answers, TimeSpan took, TimeSpan processor,
        double others)
    {
        double[] sorted = [.. answers.Select(one => one.Seconds).Order()];
        var statuses = answers.GroupBy(one => one.Status).OrderBy(one => one.Key)
            .Select(one => $"{one.Key}: {one.Count():n0}");
        Console.WriteLine($"## {settings.Officers:n0} officers sign in through {Silos} silos, {Clients} at a time\n");
        Console.WriteLine("| seconds | a second | p50 s | p99 s | processor ms each | answers | others' processors |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---|---:|");
        Console.WriteLine($"| {took.TotalSeconds:n0} | {answers.Count / took.TotalSeconds:n1} | "
            + $"{sorted[sorted.Length / 2]:n2} | {sorted[(int)(sorted.Length * 0.99)]:n2} | "
            + $"{processor.TotalMilliseconds / answers.Count:n0} | {string.Join(", ", statuses)} | {others:n1} |\n");
    }
}

using System.Globalization;
using OrleansRegistry.Bench.Figures;
using OrleansRegistry.Bench.Load;
using OrleansRegistry.Bench.Mix;
using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;
using OrleansRegistry.Bench.Sides;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Bench.Measures;

/// <summary>
/// 1,000 people at once by a fixed plan: 200 requests a second of all kinds, alone on SQLite and through one and three
/// silos on PostgreSQL; then a step to 2,000 a second and back. Latency counts from when a request was due. A run in
/// which the usual load was refused, or in which nobody decided anything, has measured something else and fails.
/// </summary>
internal static class MixMeasure
{
    private const int Certificates = 20_000, Tokens = 5_000, Seed = 20_261_130;

    /// <summary>Seconds of a steady round for each second of a round in a closed loop.</summary>
    private const int Longer = 20;

    private const int Before = 10, After = 45;
    private const int Step = 10;

    /// <summary>The aim: fewer than one of 10,000 requests fail while as many come as usually.</summary>
    private const double MaxFailedPercent = 0.01;

    /// <summary>Of docs/operations.md: three silos with it stay within what PostgreSQL allows as it comes.</summary>
    private const string PoolSize = ";Maximum Pool Size=14";

    private sealed record Tables(Table Kinds, Table Whole, Table Step)
    {
        /// <summary>Why the figures are not of what they say.</summary>
        public List<string> Faults { get; } = [];
    }

    private sealed record Place(string Name, int Silos, Register Register, Fleet Fleet, string? Database);

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var side = Programs.OfThis(settings);
        var vehicles = Filings(Steady(settings)) + Filings(Stepped(settings));
        var certificates = settings.Certificates ?? Certificates;
        var title = $"{settings.PerSecond} requests a second, due by a plan, over {certificates} certificates";
        var tables = new Tables(
            new Table(title, new("p95 ms", "0.0"), new("p50 ms", "0.0"), new("p99 ms", "0.0"), new("requests"),
                new("failed %", "0.000"), new("turned away %", "0.000")),
            new Table("The same, all kinds together", new("p95 ms", "0.0"), new("failed %", "0.000"),
                new("µs of the silos' processors a request"), new("processors of the generator", "0.00"),
                new("acknowledged and not there")),
            new Table($"A step to {Step * settings.PerSecond} a second for {settings.StepSeconds} s",
                new("p95 ms of what was answered", "0.0"), new("answered a second"), new("turned away %", "0.00"),
                new("failed %", "0.000"), new("s until normal again"), new("processors of the generator", "0.00"),
                new("acknowledged and not there")));
        if (settings.Stores.Contains("sqlite"))
        {
            var register = (await Register.Load(settings, side, certificates)).Copy(settings, "mix");
            var fleet = await Fleet.Import(side, register.Folder, null, vehicles);
            await Measure(settings, side, new Place("alone on SQLite", 1, register, fleet, null), tables);
        }
        if (settings.Stores.Contains("postgres") && MeasuredServer.Find(settings) is { } postgres)
            await OnPostgres(settings, side, postgres, certificates, vehicles, tables);
        await Report.Write(settings, "mix", [side], tables.Kinds, tables.Whole, tables.Step);
        if (tables.Faults.Count > 0) throw new InvalidOperationException(string.Join('\n', tables.Faults));
    }

    private static async Task OnPostgres(
        Settings settings, Side side, PostgresServer postgres, int certificates, int vehicles, Tables tables)
    {
        var made = await postgres.NewDatabase();
        var register = await Register.LoadInto(settings, side, certificates, made);
        var fleet = await Fleet.Import(side, register.Folder, made, vehicles);
        foreach (var silos in settings.Silos)
        {
            var database = await Copies.Of(postgres, made) + PoolSize;
            var name = string.Create(CultureInfo.InvariantCulture, $"silos on PostgreSQL: {silos}");
            await Measure(settings, side, new Place(name, silos, register, fleet, database), tables);
        }
    }

    private static async Task Measure(Settings settings, Side side, Place place, Tables tables)
    {
        var asking = await Prepare(side, place);
        await using (var servers = new Together())
        {
            var silos = new List<Server>();
            for (var n = 0; n < place.Silos; n++) silos.Add(await servers.Add(Launch(side, place)));
            using var work = new MixedWork(asking with { Urls = [.. silos.Select(silo => silo.Url)] });
            await SteadyRound(settings, place, silos, work, tables);
            if (settings.StepSeconds > 0) await StepRound(settings, place, work, tables);
            work.Tally.Print(place.Name);
        }
        await NothingLost.Verify(side, place.Register, place.Database);
    }

    /// <summary>Sessions and codes, by a server that is stopped again before anything is measured.</summary>
    private static async Task<Asking> Prepare(Side side, Place place)
    {
        string officer;
        string[] owners;
        await using (var server = await Launch(side, place))
        {
            await server.Ready();
            await Officer.MakeKey(server);
            (officer, owners) = (await Officer.SignIn(server), await place.Fleet.SignIn(server));
        }
        var tokens = await Registers.Tokens.Of(side, place.Register, place.Database, Tokens);
        return new Asking([], officer, owners, place.Register.Ids, place.Fleet, tokens);
    }

    private static Task<Server> Launch(Side side, Place place) => place.Database is null
        ? side.OnSqlite(place.Register.Folder) : side.OnPostgres(place.Register.Folder, place.Database);

    private static async Task SteadyRound(
        Settings settings, Place place, IReadOnlyList<Server> silos, MixedWork work, Tables tables)
    {
        var others = new OtherWork();
        var before = Spent(silos);
        var round = await OpenLoop.Run(Steady(settings), work.Send);
        var spent = (Spent(silos) - before).TotalMicroseconds / round.All.Count;
        var busy = others.Processors();
        var counted = round.All.Where(one => one.At >= TimeSpan.FromSeconds(settings.WarmUp)).ToList();
        tables.Faults.AddRange(Faults(place.Name, round.All, work.Tally));
        foreach (var kind in MixedPlan.Kinds)
        {
            var some = counted.Where(one => one.Kind == kind).ToList();
            tables.Kinds.Add(place.Name, kind,
            [
                MixedFigures.Of(some, 0.95), MixedFigures.Of(some, 0.5), MixedFigures.Of(some, 0.99), some.Count,
                MixedFigures.Percent(some, MixedFigures.IsFailed), MixedFigures.Percent(some, one => one.IsTurnedAway),
            ], busy);
        }
        tables.Whole.Add(place.Name, "all",
        [
            MixedFigures.Of(counted, 0.95), MixedFigures.Percent(counted, MixedFigures.IsFailed), spent,
            round.Generator.TotalSeconds / round.Seconds, await NothingLost.Missing(work),
        ], busy);
    }

    /// <summary>What must hold of the usual load, or its figures mean nothing.</summary>
    private static IEnumerable<string> Faults(string place, IReadOnlyList<Answered> all, Tally tally)
    {
        foreach (var kind in MixedPlan.Kinds)
        {
            var some = all.Where(one => one.Kind == kind).ToList();
            if (MixedFigures.Percent(some, one => !one.IsDone) > MaxFailedPercent)
                yield return $"{place}: of {some.Count} of {kind}, {some.Count(one => !one.IsDone)} were not done";
        }
        foreach (var what in new[] { "upload", "filing", "accept", "approve" })
            if (tally.Done(what) == 0) yield return $"{place}: not one {what} was done";
        if (tally.Otherwise("verification", "200 valid") is > 0 and var times)
            yield return $"{place}: {times} codes were not valid";
    }

    private static async Task StepRound(Settings settings, Place place, MixedWork work, Tables tables)
    {
        var others = new OtherWork();
        var round = await OpenLoop.Run(Stepped(settings), work.Send);
        var busy = others.Processors();
        var ends = TimeSpan.FromSeconds(Before + settings.StepSeconds);
        var during = round.All.Where(one => one.At >= TimeSpan.FromSeconds(Before) && one.At < ends).ToList();
        tables.Step.Add(place.Name, "all",
        [
            MixedFigures.Of(during, 0.95), (double)during.Count(one => one.IsDone) / settings.StepSeconds,
            MixedFigures.Percent(during, one => one.IsTurnedAway), MixedFigures.Percent(during, MixedFigures.IsFailed),
            MixedFigures.UntilNormal(round.All, ends), round.Generator.TotalSeconds / round.Seconds,
            await NothingLost.Missing(work),
        ], busy);
    }

    private static TimeSpan Spent(IEnumerable<Server> silos) =>
        TimeSpan.FromTicks(silos.Sum(silo => silo.Processor.Ticks));

    private static DueRequest[] Steady(Settings settings) => MixedPlan.Of(
        Seed, new Stretch(settings.PerSecond, settings.WarmUp + (Longer * settings.Seconds)));

    private static DueRequest[] Stepped(Settings settings) => settings.StepSeconds == 0 ? [] : MixedPlan.Of(Seed + 10,
        new Stretch(settings.PerSecond, Before), new Stretch(Step * settings.PerSecond, settings.StepSeconds),
        new Stretch(settings.PerSecond, After));

    private static int Filings(IEnumerable<DueRequest> plan) => plan.Count(due => due.Kind == MixedPlan.File);
}

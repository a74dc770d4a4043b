using System.CommandLine;
using System.Globalization;
using System.Runtime;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Simulation;
using OrleansRegistry.Simulation.Load;

namespace OrleansRegistry.Cli.Simulating;

/// <summary>
/// <c>registry simulate</c>: years of a register in memory, its load by day, and what a renewal season needs.
/// </summary>
internal static class SimulateCommand
{
    private const int MaxShown = 20;

    public static Command Make()
    {
        var certificates = Number("--certificates", 10_000, "Certificates in the register at the beginning.");
        var years = Number("--years", 1, "How many years, from 2024 on.");
        var seed = Number("--seed", 1, "Another seed, another register and other people. Of several, the first.");
        var seeds = Number("--seeds", 1, "How many seeds, one after the other.");
        var faults = Number("--faults", 0, "Faults spread over the years; an invariant that breaks names its seed.");
        var carriers = new Option<int?>("--carriers")
        {
            Description = "Charter carriers, and as many railway enterprises; by the model when not given.",
        };
        var chart = new Option<FileInfo?>("--chart") { Description = "Draws the load by day into this SVG file." };
        var command = new Command(
            "simulate",
            "Runs the registry's own pipeline over a store in memory and a virtual clock, prints the load by day and "
            + "checks what always holds. Exit code 1 when an invariant breaks.")
        {
            certificates, years, seed, seeds, faults, carriers, chart,
        };
        command.SetAction((parsed, cancellation) => Run(
            new SimulationOptions
            {
                Answers = new AnswerWriter(), Certificates = parsed.GetValue(certificates),
                Years = parsed.GetValue(years), Seed = parsed.GetValue(seed), Faults = parsed.GetValue(faults),
                Carriers = parsed.GetValue(carriers),
            },
            parsed.GetValue(seeds), parsed.GetValue(chart), cancellation));
        return command;
    }

    private static Option<int> Number(string name, int usual, string description)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Any(token => token.Value.StartsWith('-'))) given.AddError($"{name} is not below 0");
        });
        return option;
    }

    private static async Task<int> Run(
        SimulationOptions options, int seeds, FileInfo? chart, CancellationToken cancellation)
    {
        GCSettings.LatencyMode = GCLatencyMode.Batch; // Nobody waits for an answer in between.
        var (broken, done) = (0, 0);
        for (var i = 0; i < seeds && !cancellation.IsCancellationRequested; i++)
        {
            var one = WithSilos(options with { Seed = options.Seed + i });
            var result = RegistrySimulation.Run(one);
            await Say(one, result);
            done++;
            if (result.Broken.Length > 0) broken++;
            if (i > 0 || options.Faults > 0) continue;
            var report = new LoadReport(result.Load);
            foreach (var line in report.Lines()) await Console.Out.WriteLineAsync(line);
            if (chart is not null)
                await File.WriteAllTextAsync(chart.FullName, LoadChart.Draw(result.Load), cancellation);
        }
        if (seeds > 1)
            await Console.Out.WriteLineAsync($"{done} seeds from {options.Seed} on, {broken} with a broken invariant");
        return broken == 0 ? 0 : 1;
    }

    /// <summary>
    /// With faults every other seed has two silos. That depends on the seed and not on its place in a run, so that a
    /// seed which failed among many fails alone, too.
    /// </summary>
    private static SimulationOptions WithSilos(SimulationOptions one) =>
        one with { Silos = one.Faults > 0 && one.Seed % 2 == 0 ? 2 : 1 };

    private static async Task Say(SimulationOptions options, SimulationResult result)
    {
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"seed {result.Seed}: {options.Silos} silos, {result.Commands} commands "
            + $"in {result.Took.TotalSeconds:F1} s of processor "
            + $"({result.Commands / result.Took.TotalSeconds:N0} a second), {result.Faults.Values.Sum()} faults, "
            + $"trace {result.Trace[..16]}"));
        foreach (var found in result.Broken.Take(MaxShown)) await Console.Error.WriteLineAsync($"  {found}");
        if (result.Broken.Length > 0)
            await Console.Error.WriteLineAsync($"  seed {result.Seed} breaks {result.Broken.Length} times");
    }
}

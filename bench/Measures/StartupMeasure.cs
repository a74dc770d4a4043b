using OrleansRegistry.Bench.Setup;

namespace OrleansRegistry.Bench.Measures;

/// <summary>How long the API takes to be ready over a large file, and how much memory it then has.</summary>
internal static class StartupMeasure
{
    private const int Settle = 3_000;

    /// <summary>Measures and prints.</summary>
    public static async Task Run(Settings settings)
    {
        var folder = await RegisterFile.Kept(settings, settings.Startup);
        var bytes = new FileInfo(Path.Combine(folder, "registry.db")).Length;
        Console.WriteLine($"## (c) Start over {settings.Startup:n0} certificates ({bytes / (1024.0 * 1024):n0} MiB)\n");
        var (times, sizes) = (new double[settings.Rounds], new double[settings.Rounds]);
        for (var round = 0; round < settings.Rounds; round++)
        {
            await using var server = await Server.Api(folder);
            times[round] = server.ReadyMilliseconds;
            await Task.Delay(Settle);
            sizes[round] = server.WorkingSet / (1024.0 * 1024);
        }
        Array.Sort(times);
        Array.Sort(sizes);
        Console.WriteLine($"ready after {times[times.Length / 2]:0} ms ({times[0]:0} .. {times[^1]:0}); "
            + $"working set {Settle / 1000} s later {sizes[sizes.Length / 2]:0} MiB ({sizes[0]:0} .. {sizes[^1]:0}); {settings.Rounds} starts");
        Console.WriteLine();
    }
}

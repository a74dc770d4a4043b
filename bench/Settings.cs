using System.Globalization;

namespace OrleansRegistry.Bench;

/// <summary>What is measured and how long. Options: --seconds, --rounds, --warmup, --connections, --certificates, --startup, --due, --cache.</summary>
internal sealed record Settings
{
    /// <summary>Seconds of one round.</summary>
    public int Seconds { get; init; } = 3;

    /// <summary>Seconds of warm-up a side before the first round: the compiler works in the background and must be done.</summary>
    public int WarmUp { get; init; } = 10;

    /// <summary>Rounds a side and a number of connections.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Certificates that are written to and read.</summary>
    public int Certificates { get; init; } = 20_000;

    /// <summary>Certificates of the file that is started over.</summary>
    public int Startup { get; init; } = 1_000_000;

    /// <summary>Deadlines that fall due at one instant; ten times as many are armed.</summary>
    public int Due { get; init; } = 100_000;

    /// <summary>Connections, one measurement each.</summary>
    public IReadOnlyList<int> Connections { get; init; } = [1, 16, 64];

    /// <summary>Where files are kept between runs.</summary>
    public string Cache { get; init; } = Path.Combine(Path.GetTempPath(), "orleans-registry-bench");

    /// <summary>Reads the options; throws for what it does not know.</summary>
    public static Settings Of(IReadOnlyList<string> args)
    {
        var settings = new Settings();
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value");
            settings = args[i] switch
            {
                "--seconds" => settings with { Seconds = Number(value) },
                "--warmup" => settings with { WarmUp = Number(value) },
                "--rounds" => settings with { Rounds = Number(value) },
                "--certificates" => settings with { Certificates = Number(value) },
                "--startup" => settings with { Startup = Number(value) },
                "--connections" => settings with { Connections = [.. value.Split(',').Select(Number)] },
                "--due" => settings with { Due = Number(value) },
                "--cache" => settings with { Cache = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };
        }
        return settings;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace OrleansRegistry.Bench;

/// <summary>What is measured and how long; the options are in the usage text of the program.</summary>
internal sealed record Settings
{
    /// <summary>Seconds of one round of load.</summary>
    public int Seconds { get; init; } = 3;

    /// <summary>
    /// Seconds of warm-up a side before the first round: the compiler works in the background and must be done.
    /// </summary>
    public int WarmUp { get; init; } = 10;

    /// <summary>Rounds a side, in turns with the other sides.</summary>
    public int Rounds { get; init; } = 5;

    /// <summary>Certificates that are written to and read; null: as many as the measure usually takes.</summary>
    public int? Certificates { get; init; }

    /// <summary>Certificates of the large register: that of the start, of the walk and of the idle process.</summary>
    public int Large { get; init; } = 1_000_000;

    /// <summary>Deadlines that are overdue at the start of a storm; ten times as many are armed.</summary>
    public int Due { get; init; } = 100_000;

    /// <summary>How many deadlines are armed beside those that are due, one case each.</summary>
    public IReadOnlyList<int> Armed { get; init; } = [10_000, 100_000, 1_000_000];

    /// <summary>Rows of an import.</summary>
    public int Rows { get; init; } = 100_000;

    /// <summary>Officers who sign in on one morning.</summary>
    public int Officers { get; init; } = 5_000;

    /// <summary>How long an idle process is watched.</summary>
    public int IdleSeconds { get; init; } = 60;

    /// <summary>Requests a second of an open loop: 200 are what 1,000 people ask.</summary>
    public int PerSecond { get; init; } = 200;

    /// <summary>Seconds for which ten times as many requests come as usually; 0: no such step.</summary>
    public int StepSeconds { get; init; } = 60;

    /// <summary>Through how many silos a mix of requests goes, one case each.</summary>
    public IReadOnlyList<int> Silos { get; init; } = [1, 3];

    /// <summary>Connections, one measurement each; null: those of the measure.</summary>
    public IReadOnlyList<int>? Connections { get; init; }

    /// <summary>Names of the sides and peers that take part; null: all.</summary>
    public IReadOnlyList<string>? Only { get; init; }

    /// <summary>Stores on which a storm is measured: postgres, sqlite.</summary>
    public IReadOnlyList<string> Stores { get; init; } = ["postgres", "sqlite"];

    /// <summary>Where programs, registers, scratch data and results are.</summary>
    public string Cache { get; init; } = Path.Combine(Path.GetTempPath(), "orleans-registry-bench");

    /// <summary>True when the side or peer with this name takes part.</summary>
    public bool Has(string name) => Only is null || Only.Contains(name);

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
                "--large" => settings with { Large = Number(value) },
                "--connections" => settings with { Connections = [.. value.Split(',').Select(Number)] },
                "--due" => settings with { Due = Number(value) },
                "--rows" => settings with { Rows = Number(value) },
                "--officers" => settings with { Officers = Number(value) },
                "--idle-seconds" => settings with { IdleSeconds = Number(value) },
                "--per-second" => settings with { PerSecond = Number(value) },
                "--step-seconds" => settings with { StepSeconds = Number(value) },
                "--armed" => settings with { Armed = [.. value.Split(',').Select(Number)] },
                "--silos" => settings with { Silos = [.. value.Split(',').Select(Number)] },
                "--sides" => settings with { Only = value.Split(',') },
                "--stores" => settings with { Stores = value.Split(',') },
                "--cache" => settings with { Cache = Path.GetFullPath(value) },
                _ => throw new ArgumentException($"unknown option {args[i]}"),
            };
        }
        return settings;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

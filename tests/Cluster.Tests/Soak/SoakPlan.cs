using System.Globalization;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>What is done to a cluster.</summary>
internal enum SoakFault
{
    /// <summary>A silo is gone at once (SIGKILL) and is started again.</summary>
    Killed,

    /// <summary>A silo stands still for a moment, or for so long that it is given up.</summary>
    Asleep,

    /// <summary>Every connection to the database ends.</summary>
    ConnectionsEnded,

    /// <summary>The database ends without a good-bye and recovers.</summary>
    DatabaseCrashed,

    /// <summary>The database is stopped and started as an operator does.</summary>
    DatabaseRestarted,

    /// <summary>The clock of the last silo steps, by two seconds or by five minutes, either way.</summary>
    ClockStepped,

    /// <summary>Two silos do not see each other.</summary>
    Apart,

    /// <summary>A silo sees the database and no other silo.</summary>
    CutOff,

    /// <summary>A silo sees nothing at all.</summary>
    Alone,
}

/// <summary>How long, and which faults: by a seed, and by what this machine allows.</summary>
/// <param name="seed">Another seed, other faults at other moments.</param>
/// <param name="minutes">How long; null: a short run, with faults that are over soon.</param>
/// <param name="least">So many faults, however long it takes.</param>
internal sealed class SoakPlan(int seed, int? minutes, int least = 0)
{
    private const int ShortSeconds = 30, CutOffSeconds = 10;
    private static readonly SoakFault[] _soonOver =
        [SoakFault.Killed, SoakFault.DatabaseCrashed, SoakFault.Apart, SoakFault.ConnectionsEnded];

    private readonly Random _chance = new(seed);
    private int _happened;

    /// <summary>The plan of REGISTRY_SOAK_MINUTES, _FAULTS and _SEED; without them a short one.</summary>
    public static SoakPlan FromEnvironment() => new(
        Number("REGISTRY_SOAK_SEED") ?? 1, Number("REGISTRY_SOAK_MINUTES"), Number("REGISTRY_SOAK_FAULTS") ?? 0);

    /// <summary>The seed.</summary>
    public int Seed => seed;

    /// <summary>True: half a minute or so.</summary>
    public bool IsShort => minutes is null;

    /// <summary>How old a read may be: no short fault cuts a silo off for so long that it is given up.</summary>
    public TimeSpan MayLag => IsShort ? TimeSpan.Zero : TimeSpan.FromSeconds(CutOffSeconds);

    /// <summary>Between two looks at how large the silos are and how long they take.</summary>
    public TimeSpan SampleEvery => TimeSpan.FromSeconds(IsShort ? 2 : 10);

    /// <summary>Between two commands of one who sends: an hour at full speed would make histories that no certificate
    /// has.</summary>
    public TimeSpan Pause => IsShort ? TimeSpan.FromMilliseconds(50) : TimeSpan.FromSeconds(2);

    /// <summary>Between two deaths, of which there are some 140 in the demonstration.</summary>
    public TimeSpan PauseOfDeaths => TimeSpan.FromSeconds(IsShort ? 0.3 : 30);

    /// <summary>True: no more faults.</summary>
    public bool IsOver(TimeSpan elapsed) => _happened >= Math.Max(least, IsShort ? _soonOver.Length : 0)
        && elapsed >= (minutes is { } given ? TimeSpan.FromMinutes(given) : TimeSpan.FromSeconds(ShortSeconds));

    /// <summary>
    /// The next fault among those that are possible; those that are over soon come once each at first, so that no run
    /// goes without a kill, and a short run has no other ones.
    /// </summary>
    public SoakFault Next(IReadOnlyList<SoakFault> possible)
    {
        SoakFault[] soon = [.. _soonOver.Where(possible.Contains)];
        var number = _happened++;
        return number < soon.Length ? soon[number]
            : IsShort ? soon[_chance.Next(soon.Length)]
            : possible[_chance.Next(possible.Count)];
    }

    /// <summary>One of the three silos, from 0.</summary>
    public int Silo() => _chance.Next(SoakCluster.Silos);

    /// <summary>How long a fault lasts.</summary>
    public TimeSpan Time() => IsShort ? Seconds(0.3, 1.5) : Seconds(0.2, 6);

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Percent(int percent) => _chance.Next(100) < percent;

    private TimeSpan Seconds(double least, double most) =>
        TimeSpan.FromSeconds(least + ((most - least) * _chance.NextDouble()));

    private static int? Number(string setting) =>
        Environment.GetEnvironmentVariable(setting) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

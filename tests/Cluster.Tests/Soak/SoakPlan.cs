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
internal sealed class SoakPlan(int seed, int? minutes)
{
    private const int ShortSeconds = 75, CutOffSeconds = 10;
    private readonly Random _chance = new(seed);
    private bool _hasBegun;

    /// <summary>The plan of REGISTRY_SOAK_MINUTES and REGISTRY_SOAK_SEED; without them a short one.</summary>
    public static SoakPlan FromEnvironment() => new(Number("REGISTRY_SOAK_SEED") ?? 1, Number("REGISTRY_SOAK_MINUTES"));

    /// <summary>The seed.</summary>
    public int Seed => seed;

    /// <summary>True: a minute or so.</summary>
    public bool IsShort => minutes is null;

    /// <summary>How long faults come.</summary>
    public TimeSpan Length => minutes is { } given ? TimeSpan.FromMinutes(given) : TimeSpan.FromSeconds(ShortSeconds);

    /// <summary>How old a read may be: no short fault cuts a silo off for so long that it is given up.</summary>
    public TimeSpan MayLag => IsShort ? TimeSpan.Zero : TimeSpan.FromSeconds(CutOffSeconds);

    /// <summary>
    /// The next fault among those that are possible; no run goes without a kill, so it is the first.
    /// </summary>
    public SoakFault Next(IReadOnlyList<SoakFault> possible)
    {
        if (!_hasBegun)
        {
            _hasBegun = true;
            return SoakFault.Killed;
        }
        return possible[_chance.Next(possible.Count)];
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

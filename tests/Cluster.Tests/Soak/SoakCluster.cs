using System.Runtime.CompilerServices;
using OrleansRegistry.Cluster.Tests.Processes;
using OrleansRegistry.Tests.Demonstrated;
using OrleansRegistry.Tests.Faults;
using OrleansRegistry.Tests.Postgres;
using OrleansRegistry.Tests.Running;

namespace OrleansRegistry.Cluster.Tests.Soak;

/// <summary>
/// Three silos with a database of their own, in networks of their own where that is allowed, the last with a clock that
/// can be moved where faketime is installed. Each has a place, in which another one is started when it is gone.
/// </summary>
internal sealed class SoakCluster : IAsyncDisposable
{
    public const int Silos = 3;

    /// <summary>The one whose clock can be moved.</summary>
    public const int Clocked = Silos - 1;

    /// <summary>How long a client waits for an answer before it asks another silo.</summary>
    private const int MaxSeconds = 5;

    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
    private static readonly TimeSpan _maxReturn = TimeSpan.FromMinutes(2);

    private readonly Scratch _scratch = new();
    private readonly SiloNetwork? _network;
    private readonly SiloProcess[] _places = new SiloProcess[Silos];
    private readonly ConditionalWeakTable<SiloProcess, HttpClient> _clients = [];
    private readonly SiloCluster _cluster;

    private SoakCluster(SiloNetwork? network, PostgresProcess server) =>
        (_network, _cluster) = (network, new SiloCluster(server.ConnectionString, server));

    /// <summary>The cluster of the other failure tests, with what they look at in the end.</summary>
    public SiloCluster Cluster => _cluster;

    /// <summary>The silos that are there now.</summary>
    public IReadOnlyList<SiloProcess> Living => [.. _places.Where(silo => !silo.HasExited)];

    /// <summary>What this machine allows.</summary>
    public IReadOnlyList<SoakFault> Possible =>
    [
        .. Enum.GetValues<SoakFault>().Where(fault => fault switch
        {
            SoakFault.Apart or SoakFault.CutOff or SoakFault.Alone => _network is not null,
            SoakFault.ClockStepped => File.Exists(Library),
            _ => true,
        }),
    ];

    /// <summary>Starts it on a registry that has the demonstration.</summary>
    public static async Task<SoakCluster> Start()
    {
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var network = SiloNetwork.Make(Silos);
        var server = await Demonstration.Server(clock: null, secret: null, network: network?.Hub);
        var soak = new SoakCluster(network, server);
        try
        {
            await soak._cluster.Begin(
                false, Enumerable.Range(0, Silos).Select<int, Func<SiloProcess>>(place => () => soak.Begin(place)));
            return soak;
        }
        catch
        {
            await soak.DisposeAsync(); // The networks are the machine's and would stay.
            throw;
        }
    }

    /// <summary>The silo of a place.</summary>
    public SiloProcess At(int place) => _places[place];

    /// <summary>Whoever is gone is started again, and all of them are ready.</summary>
    public async Task Return()
    {
        SetClock(TimeSpan.Zero);
        for (var place = 0; place < Silos; place++)
        {
            var silo = place;
            await LoneSilo.Until(_maxReturn, () => Task.FromResult(IsBack(silo)));
            await LoneSilo.Until(_maxReturn, async () => IsBack(silo) && await _places[silo].IsReady());
        }
    }

    /// <summary>
    /// The same until the members agree: one that was given up and has not noticed it yet is not back.
    /// </summary>
    public Task Settled() => LoneSilo.Until(_maxReturn, async () =>
    {
        await Return();
        return await _cluster.Alive() == Silos && Living.Count == Silos;
    });

    /// <summary>A client of each silo that is there, with a session of any of them.</summary>
    public IReadOnlyList<HttpClient> Clients(string session) =>
        [.. Living.Select(silo => _clients.GetValue(silo, one => one.Client(session, MaxSeconds)))];

    /// <summary>Starts another one in the place of a silo that has ended; true: there is one.</summary>
    private bool IsBack(int place)
    {
        if (_places[place].HasExited) _cluster.Silos.Add(Begin(place));
        return !_places[place].HasExited;
    }

    /// <summary>From now on the last silo's clock is so far from the machine's.</summary>
    public void SetClock(TimeSpan off) => File.WriteAllText(
        Clock, $"{(off < TimeSpan.Zero ? '-' : '+')}{(int)off.Duration().TotalSeconds}");

    /// <summary>Nothing goes between two of them for a while; places from 0, -1 is the database.</summary>
    public async Task Apart(TimeSpan time, params (int One, int Other)[] cuts)
    {
        foreach (var (one, other) in cuts) _network!.Cut(one + 1, other + 1);
        await Task.Delay(time); // That is the fault.
        foreach (var (one, other) in cuts) _network!.Heal(one + 1, other + 1);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _network?.Dispose();
        _scratch.Dispose();
    }

    private string Clock => _scratch["clock"];

    private SiloProcess Begin(int place)
    {
        SetClock(TimeSpan.Zero);
        (string, string?)[] clock = place != Clocked || !File.Exists(Library) ? [] :
        [
            ("LD_PRELOAD", Library), ("FAKETIME_TIMESTAMP_FILE", Clock), ("FAKETIME_CACHE_DURATION", "1"),
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("DONT_FAKE_MONOTONIC", "1"),
        ];
        return _places[place] = _network is null
            ? SiloProcess.Start(_cluster.Database, "Registry", clock)
            : SiloProcess.StartAt(
                _network.Address(place + 1), _network.In(place + 1, "dotnet", Programs.PathOf("Silo")),
                _cluster.Database, "Registry", clock);
    }
}

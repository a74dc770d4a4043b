using System.ComponentModel;
using System.Diagnostics;

namespace OrleansRegistry.Cluster.Tests.Processes;

/// <summary>
/// Networks of their own for silos on one machine: a namespace each, joined by a bridge at which the tests and their
/// database are. What is cut is cut in silence, as by a broken cable: neighbours get a false hardware address, so that
/// packets are lost without an answer. Only root may do this.
/// </summary>
internal sealed class SiloNetwork : IDisposable
{
    private const string NoOne = "02:00:00:00:00:fe";

    private readonly string _name = $"rg{Environment.ProcessId % 10000}";
    private readonly int _subnet = Environment.ProcessId % 250;
    private readonly int _silos;

    private SiloNetwork(int silos) => _silos = silos;

    /// <summary>Where the tests and their database are.</summary>
    public string Hub => Address(0);

    /// <summary>The network; null: it is not permitted here.</summary>
    public static SiloNetwork? Make(int silos)
    {
        var network = new SiloNetwork(silos);
        if (!Ip($"link add {network._name} type bridge")) return null;
        try
        {
            Must($"addr add {network.Hub}/24 dev {network._name}");
            Must($"link set {network._name} up");
            for (var n = 1; n <= silos; n++) network.Join(n);
            return network;
        }
        catch (InvalidOperationException)
        {
            network.Dispose();
            return null;
        }
    }

    private void Join(int n)
    {
        Must($"netns add {_name}-{n}");
        Must($"link add {_name}v{n} type veth peer name eth0 netns {_name}-{n}");
        Must($"link set {_name}v{n} master {_name} up");
        Must($"-n {_name}-{n} addr add {Address(n)}/24 dev eth0");
        Must($"-n {_name}-{n} link set eth0 up");
        Must($"-n {_name}-{n} link set lo up");
    }

    /// <summary>The address of a silo, from 1.</summary>
    public string Address(int n) => $"10.231.{_subnet}.{n + 1}";

    /// <summary>The words that start a program there.</summary>
    public string[] In(int n, params string[] words) => ["ip", "netns", "exec", $"{_name}-{n}", .. words];

    /// <summary>From now on nothing goes between two of them; 0 is the hub.</summary>
    public void Cut(int one, int other)
    {
        Neighbour(one, other, $"replace {{0}} lladdr {NoOne} nud permanent");
        Neighbour(other, one, $"replace {{0}} lladdr {NoOne} nud permanent");
    }

    /// <summary>It goes again.</summary>
    public void Heal(int one, int other)
    {
        Neighbour(one, other, "del {0}");
        Neighbour(other, one, "del {0}");
    }

    private void Neighbour(int of, int who, string what)
    {
        var at = of == 0 ? "" : $"-n {_name}-{of} ";
        Must($"{at}neigh {string.Format(null, what, Address(who))} dev {(of == 0 ? _name : "eth0")}");
    }

    public void Dispose()
    {
        for (var n = 1; n <= _silos; n++) Ip($"netns del {_name}-{n}");
        Ip($"link del {_name}");
    }

    private static void Must(string words)
    {
        if (!Ip(words)) throw new InvalidOperationException($"ip {words}");
    }

    private static bool Ip(string words)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", words) { RedirectStandardError = true })!;
            ip.WaitForExit();
            return ip.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}

using OrleansRegistry.Bench.Processes;
using OrleansRegistry.Bench.Registers;

namespace OrleansRegistry.Bench.Load;

/// <summary>What is sent to a side, again and again, over all ids.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Tail">What stands behind the id.</param>
/// <param name="Body">The body; empty: none.</param>
/// <param name="Token">Whose session.</param>
/// <param name="IdsFile">The file with the ids.</param>
/// <param name="Ids">The ids.</param>
internal sealed record Requests(
    string Method, string Tail, string Body, string Token, string IdsFile, IReadOnlyList<string> Ids)
{
    private long _sent;

    /// <summary>Reads of the certificates of a register.</summary>
    public static Requests Reads(Register register, string token) =>
        new("GET", "", "", token, register.IdsFile, register.Ids);

    /// <summary>What stands before the id.</summary>
    public string Path { get; init; } = "/api/v1/certificates/";

    /// <summary>The cookie in which pages expect the token; empty: no page is asked.</summary>
    public string Cookie { get; init; } = "";

    /// <summary>
    /// True: each round goes on where the last one ended, so that an id comes again only when all others have come.
    /// </summary>
    public bool InTurn { get; init; }

    /// <summary>Where the next round begins.</summary>
    public int From => InTurn ? (int)(_sent % Ids.Count) : Random.Shared.Next(Ids.Count);

    /// <summary>So many were sent.</summary>
    public void Sent(double requests) => _sent += (long)requests;
}

/// <summary>What came of one round.</summary>
internal sealed record Round(double PerSecond, double Median, double Slow, long Failed);

/// <summary>A side under load: its processes, which share it, and what is sent to them.</summary>
internal sealed record Target(string Name, IReadOnlyList<Server> Servers, Requests Requests)
{
    /// <summary>One process under load.</summary>
    public Target(Server server, Requests requests) : this(server.Name, [server], requests) { }

    /// <summary>Processor time of all of them so far.</summary>
    public TimeSpan Processor => TimeSpan.FromTicks(Servers.Distinct().Sum(server => server.Processor.Ticks));
}

using OrleansRegistry.Bench.Processes;

namespace OrleansRegistry.Bench.Sides;

/// <summary>
/// Starts this program as a peer (Peers/PeerHost.cs), under the settings of the runtime that it has itself, which are
/// the usual ones of a server.
/// </summary>
internal static class Peer
{
    /// <summary>The one token that a peer knows.</summary>
    public const string Token = "bench-peer-token";

    /// <summary>What answers when it is ready.</summary>
    public const string ReadyPath = "/healthz";

    /// <summary>Starts it.</summary>
    /// <param name="settings">Where its log goes.</param>
    /// <param name="name">Which one.</param>
    /// <param name="on">Its file or database; the bytes of the answer of the empty one.</param>
    public static Task<Server> Launch(Settings settings, string name, string on)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["BENCH_TOKEN"] = Token,
            ["DOTNET_EnableDiagnostics_Debugger"] = "0",
        };
        var program = Path.Combine(AppContext.BaseDirectory, "OrleansRegistry.Bench.dll");
        return Server.Launch(name, settings.Cache, url => ["dotnet", program, "peer", name, on, url], environment);
    }
}

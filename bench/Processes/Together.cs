namespace OrleansRegistry.Bench.Processes;

/// <summary>Servers that are stopped together, also when one of them does not come up.</summary>
internal sealed class Together : IAsyncDisposable
{
    private readonly List<Server> _servers = [];

    /// <summary>Adds one that has just been launched.</summary>
    public async Task<Server> Add(Task<Server> launched, string path = "/readyz")
    {
        var server = await launched;
        _servers.Add(server);
        return await server.Ready(path);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers) await server.DisposeAsync();
    }
}

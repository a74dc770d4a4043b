using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Where a request comes from.</summary>
internal static class Origins
{
    private const int MaxAgentLength = 200;

    /// <summary>The origin of a request, with the device that it names.</summary>
    public static Origin Origin(this HttpContext http, string? device = null) => new(
        http.Connection.RemoteIpAddress?.ToString() ?? "", device, CallerAddress.IsThisMachine(http), AgentOf(http));

    private static string? AgentOf(HttpContext http) =>
        http.Request.Headers.UserAgent.ToString() is { Length: > 0 } agent
            ? agent[..Math.Min(agent.Length, MaxAgentLength)] : null;
}

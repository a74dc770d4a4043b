using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Where a request comes from.</summary>
internal static class Origins
{
    /// <summary>The origin of a request, with the device that it names.</summary>
    public static Origin Origin(this HttpContext http, string? device = null) => new(
        http.Connection.RemoteIpAddress?.ToString() ?? "", device, CallerAddress.IsThisMachine(http));
}

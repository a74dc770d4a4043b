using System.Net;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Where a request comes from.</summary>
internal static class Origins
{
    /// <summary>
    /// The origin of a request, with the device that it names. This machine itself has no limit in Development.
    /// </summary>
    public static Origin Origin(this HttpContext http, string? device = null)
    {
        var address = http.Connection.RemoteIpAddress;
        var here = address is not null && IPAddress.IsLoopback(address)
            && http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        return new Origin(address?.ToString() ?? "", device, here);
    }
}

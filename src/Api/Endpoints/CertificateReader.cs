using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// GET /certificates/{id}, the registry's most frequent question. Answered without an await when the certificate is in
/// memory, without reflection and without a service scope.
/// </summary>
/// <remarks>
/// If-None-Match is not honoured on purpose: the version does not change at midnight nor when the holder dies, but the
/// status in the answer does. A 304 could keep a "valid" on screen that is not (spec/traps.md).
/// </remarks>
internal sealed class CertificateReader(IServiceProvider services)
{
    private IRegistry Registry => field ??= services.GetRequiredService<IRegistry>();

    public Task Get(HttpContext http)
    {
        var reads = Registry.As(Caller.Of(http).Actor);
        var reading = reads.Certificate((string?)http.Request.RouteValues["id"], http.RequestAborted);
        if (!reading.IsCompletedSuccessfully) return Awaited(http, reading);
        Show(http, reading.Result);
        return Task.CompletedTask;
    }

    private static async Task Awaited(HttpContext http, ValueTask<Result<Shown<CertificateView>>> reading) =>
        Show(http, await reading);

    private static void Show(HttpContext http, Result<Shown<CertificateView>> read)
    {
        if (read.Refusal is { } refusal)
        {
            ProblemWriter.Write(http, refusal);
            return;
        }
        http.Response.Headers.ETag = EntityTag.Of(read.Value!.Version);
        JsonOut.Write(http, read.Value.View, RegistryJson.Wire.CertificateView);
    }
}

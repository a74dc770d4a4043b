using OrleansRegistry.Api.Audit;
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
        var caller = Caller.Of(http);
        var reading = Registry.As(caller.Actor).Certificate(
            (string?)http.Request.RouteValues["id"], http.RequestAborted);
        var row = AuditFilter.Asks(http, caller);
        if (row is not null || !reading.IsCompletedSuccessfully) return Awaited(http, caller, row, reading);
        Show(http, reading.Result);
        return Task.CompletedTask;
    }

    private static async Task Awaited(
        HttpContext http, Caller caller, AuditRoute? row, ValueTask<Result<Shown<CertificateView>>> reading)
    {
        var read = await reading;
        if (row is not null && read.Refusal is null)
            await AuditFilter.Record(row, http, caller, read.Value!.View);
        Show(http, read);
    }

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

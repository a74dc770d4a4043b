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
/// If-None-Match is ignored on purpose: the version does not change at midnight or when the holder dies, but the status
/// in the answer does. A 304 could keep a "valid" on screen that is wrong (spec/traps.md).
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
        if (!reading.IsCompletedSuccessfully) return Awaited(http, caller, row, reading);
        var read = reading.Result;
        var recorded = Recorded(http, caller, row, read);
        if (!recorded.IsCompletedSuccessfully) return Awaited(http, recorded, read);
        Show(http, read);
        return Task.CompletedTask;
    }

    private static Task Recorded(
        HttpContext http, Caller caller, AuditRoute? row, Result<Shown<CertificateView>> read) =>
        row is null || read.Refusal is not null ? Task.CompletedTask
            : AuditFilter.Record(row, http, caller, read.Value!.View);

    private static async Task Awaited(HttpContext http, Task recorded, Result<Shown<CertificateView>> read)
    {
        await recorded;
        Show(http, read);
    }

    private static async Task Awaited(
        HttpContext http, Caller caller, AuditRoute? row, ValueTask<Result<Shown<CertificateView>>> reading)
    {
        var read = await reading;
        await Recorded(http, caller, row, read);
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

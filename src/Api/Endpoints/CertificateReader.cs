using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

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
        if (!EntityReads.TryCertificate((string?)http.Request.RouteValues["id"], out var id))
        {
            ProblemWriter.Write(http, Refusals.NotFound());
            return Task.CompletedTask;
        }
        var loading = Registry.Load(id, http.RequestAborted);
        if (!loading.IsCompletedSuccessfully) return Awaited(http, caller, loading);
        Show(http, caller, loading.Result);
        return Task.CompletedTask;
    }

    private async Task Awaited(HttpContext http, Caller caller, ValueTask<Loaded?> loading) =>
        Show(http, caller, await loading);

    private void Show(HttpContext http, Caller caller, Loaded? loaded)
    {
        var refusal = loaded is null ? EntityReads.UnknownTo(caller) : EntityReads.MayNotRead(loaded, caller);
        if (refusal is not null)
        {
            ProblemWriter.Write(http, refusal);
            return;
        }
        http.Response.Headers.ETag = EntityTag.Of(loaded!.Version);
        JsonOut.Write(http, EntityReads.View(Registry, caller, loaded), RegistryJson.Wire.CertificateView);
    }
}

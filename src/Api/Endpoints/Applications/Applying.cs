using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Hands in an application about an entity of any kind that has services.</summary>
internal static class Applying
{
    /// <summary>Hands in an application about the entity of this kind and id.</summary>
    public static async Task<Created<ApplicationView>> To(
        EntityKind kind, string id, CommandRequest<ApplyRequest> request, IRegistry registry)
    {
        if (!EntityId.TryParse(kind, id, out var entity)) return Refusals.NotFound();
        if (request.Body.Read(kind, out var apply) is { } fault) return fault;
        return await Send(entity, request, apply!, registry);
    }

    /// <summary>Hands in an application that was read.</summary>
    public static async Task<Created<ApplicationView>> Send<T>(
        EntityId entity, CommandRequest<T> request, Apply apply, IRegistry registry)
        where T : class =>
        Replies.ToCreated<ApplicationView>(
            await registry.Execute(entity, request.Envelope(apply)),
            done => $"/api/v1/applications/{Replies.IdIn(done.Body)}");
}

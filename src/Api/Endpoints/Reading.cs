using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Who may read what. Who may decide what is the machines' own law.</summary>
public static class Reading
{
    /// <summary>A holder's own, or an officer's within reach; for everybody else it is not there, or another's.</summary>
    public static Refusal? MayRead(Actor actor, string personKey, string authority) =>
        actor.Is(Roles.Holder) && actor.PersonKey == personKey ? null
        : actor.Covers(authority, Desks.Road) ? null
        : actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : actor.Is(Roles.Holder) ? Refusals.NotFound()
        : Refusals.NotAllowed();

    /// <summary>The certificate, if the caller may read it.</summary>
    public static async ValueTask<(Loaded? Loaded, Refusal? Refusal)> Certificate(IRegistry registry, Caller caller, string id)
    {
        if (!EntityId.TryParse(id, out var entity) || entity.Kind != EntityKind.Certificate
            || await registry.Load(entity, caller.Http.RequestAborted) is not { } loaded)
            return (null, Refusals.NotFound());
        var certificate = (Certificate)loaded.State;
        return MayRead(caller.Actor, certificate.PersonKey, certificate.Authority) is { } no ? (null, no) : (loaded, null);
    }
}

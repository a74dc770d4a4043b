using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Whether an officer's reach and desk cover an authority.</summary>
public static class ApplicationAuthorization
{
    /// <summary>An officer of the deciding authority, or the registry itself; null: may.</summary>
    public static Refusal? Officer(string authority, Actor actor) =>
        actor.Is(Roles.Registry) || actor.Covers(authority, Desks.Road) ? null
        : actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : Refusals.NotAllowed();

    /// <summary>The charter desk (包车) of the authority, or the registry itself; null: may.</summary>
    public static Refusal? Charter(string authority, Actor actor) =>
        actor.Is(Roles.Registry) || actor.Covers(authority, Desks.Charter) ? null
        : !actor.Is(Roles.Officer) || (actor.Desks & Desks.Charter) == 0 ? Refusals.NotAllowed()
        : Refusals.OtherAuthority(authority);
}

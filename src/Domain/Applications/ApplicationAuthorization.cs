using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Whether an officer's reach and desk cover an authority.</summary>
public static class ApplicationAuthorization
{
    /// <summary>
    /// The refusal for an actor who is neither an officer of the deciding authority nor the registry itself; null: the
    /// actor may act.
    /// </summary>
    public static Refusal? Officer(string authority, Actor actor) =>
        actor.Is(Roles.Registry) || actor.Covers(authority, Desks.Road) ? null
        : actor.Is(Roles.Officer) ? Refusals.OtherAuthority(authority)
        : Refusals.NotAllowed();

    /// <summary>
    /// The refusal for an actor who is neither at the authority's charter desk (包车) nor the registry itself; null: the
    /// actor may act.
    /// </summary>
    public static Refusal? Charter(string authority, Actor actor) =>
        actor.Is(Roles.Registry) || actor.Covers(authority, Desks.Charter) ? null
        : !actor.Is(Roles.Officer) || (actor.Desks & Desks.Charter) == 0 ? Refusals.NotAllowed()
        : Refusals.OtherAuthority(authority);
}

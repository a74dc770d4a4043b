using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Who may see what of a driver: the driver, the employer of today or the one that reviews, a unit only what is its
/// own, the exam centre and the administration everything. To everybody else it is not there.
/// </summary>
public static class RailAccess
{
    /// <summary>
    /// True when the actor acts for this employer: the enterprise for all its units, a unit for itself.
    /// </summary>
    public static bool IsOwn(EmployerLink? link, Actor actor) =>
        link is not null && actor.Is(Roles.Employer) && actor.EmployerKey == link.EmployerKey
        && (actor.EmployerUnit is null || actor.EmployerUnit == link.Unit);

    /// <summary>True when the actor may see the career.</summary>
    public static bool Sees(RailCareer c, Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration) || (actor.Is(Roles.Holder) && actor.PersonKey == c.PersonKey)
        || IsOwn(c.Employer, actor) || IsOwn(c.OpenApplication?.Reviewer, actor);

    /// <summary>True when the actor may see one application of the career.</summary>
    public static bool Sees(RailCareer c, RailApplication a, Actor actor) => Sees(c, actor) || IsOwn(a.Reviewer, actor);
}

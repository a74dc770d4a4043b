using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>
/// Who may see what of a driver. The driver, the present employer and the employer that reviews see everything; a unit
/// sees what is its own; the exam centre and the administration see everything. Others get "not found".
/// </summary>
public static class RailAccess
{
    /// <summary>
    /// True when the actor acts for this employer: an enterprise for all its units, a unit for itself.
    /// </summary>
    public static bool IsOwn(EmployerLink? link, Actor actor) =>
        link is not null && actor.Is(Roles.Employer) && actor.EmployerKey == link.EmployerKey
        && (actor.EmployerUnit is null || actor.EmployerUnit == link.Unit);

    /// <summary>
    /// The refusal of a step that belongs to <paramref name="by"/>; null: the actor may take it. What another employer
    /// does is not disclosed.
    /// </summary>
    internal static Refusal? MayNot(
        RailCareer c, RailApplication? a, ApplicationCommand command, Department by, Context context)
    {
        var actor = context.Actor;
        bool By(Department department) => (by & department) != 0;
        if (By(Department.Applicant))
            return !actor.Is(Roles.Holder) ? Refusals.NotAllowed()
                : actor.PersonKey == c.PersonKey ? null : Refusals.NotFound();
        if ((By(Department.Registry) && actor.Is(Roles.Registry))
            || (By(Department.Centre) && actor.Is(Roles.ExamCentre))
            || (By(Department.Administration) && actor.Is(Roles.Administration))
            || (By(Department.SecondOfficer) && actor.Is(Roles.ExamCentre | Roles.Administration))
            || (By(Department.PresentEmployer) && IsOwn(c.Employer, actor))
            || (command is UnassignReviewer && actor.Is(Roles.Administrator))) return null;
        return By(Department.Employer) ? MayNotReview(c, a, actor) : NotTheirs(c, a, actor);
    }

    /// <summary>
    /// The refusal for anybody but the reviewing enterprise, or its unit when that reviews; the enterprise may act for
    /// all its units.
    /// </summary>
    private static Refusal? MayNotReview(RailCareer c, RailApplication? a, Actor actor) =>
        IsOwn(a?.Reviewer, actor) ? null
        : actor.Is(Roles.Employer) ? Refusals.NotFound()
        : !actor.Is(Roles.Holder) ? NotTheirs(c, a, actor)
        : actor.PersonKey == c.PersonKey ? RailRefusals.EmployerOnly() : Refusals.NotFound();

    /// <summary>
    /// The refusal of a step that belongs to somebody else; "not found" for an actor who may not see the career.
    /// </summary>
    private static Refusal NotTheirs(RailCareer c, RailApplication? a, Actor actor) =>
        (a is null ? Sees(c, actor) : Sees(c, a, actor)) ? Refusals.NotAllowed() : Refusals.NotFound();

    /// <summary>True when the actor may see the career.</summary>
    public static bool Sees(RailCareer c, Actor actor) =>
        actor.Is(Roles.ExamCentre | Roles.Administration) || (actor.Is(Roles.Holder) && actor.PersonKey == c.PersonKey)
        || IsOwn(c.Employer, actor) || IsOwn(c.OpenApplication?.Reviewer, actor);

    /// <summary>True when the actor may see one application of the career.</summary>
    public static bool Sees(RailCareer c, RailApplication a, Actor actor) => Sees(c, actor) || IsOwn(a.Reviewer, actor);
}

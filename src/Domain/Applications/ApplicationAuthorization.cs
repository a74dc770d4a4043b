using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// Who may do what to an application, before <see cref="ApplicationReview"/> checks its status. The order is the
/// contract's: who asks, is it there, has the entity ended, whose it is to review, the materials, the state.
/// </summary>
public static class ApplicationAuthorization
{
    /// <summary>The decision; <paramref name="approve"/> is the entity's own law on what an approval changes.</summary>
    public static Decision Decide(
        IApplicationSubject subject,
        ApplicationCommand command,
        Func<Application, Approve, Decision> approve,
        Context context)
    {
        var byApplicant = command is Withdraw or AnswerSupplement;
        var may = byApplicant ? Applicant(subject, context.Actor)
            : command is UnassignReviewer && context.Actor.Is(Roles.Administrator) ? null
            : Officer(subject.Authority, context.Actor);
        if (may is not null) return may;
        if (subject.Applications.At(command.ApplicationId) is not { } application)
            return subject.Missing(command.ApplicationId);
        if (application.Status == ApplicationStatus.Closed && subject.Ended is { } ended) return ended;
        if (!byApplicant
            && command is not (AssignReviewer or UnassignReviewer)
            && ApplicationReview.AssignedToOther(application, context.Actor) is { } other)
            return other;
        if (command is AnswerSupplement { Materials: { IsDefault: false } given }
            && application.Status == ApplicationStatus.SupplementRequested
            && MaterialCheck.Given(Catalogue.Of(application.Service), given, context) is { } unfit) return unfit;
        if (command is Approve { ApprovalNumber: not null })
            return Refusals.Malformed(
                Refusals.Fault("approvalNumber", "仅铁路业务使用批文号。", "Only rail approvals have a number."));
        return command is Approve approval
            ? approve(application, approval)
            : ApplicationReview.Decide(application, command, context);
    }

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

    private static Refusal? Applicant(IApplicationSubject subject, Actor actor) =>
        !actor.Is(subject.ApplicantRole) ? Refusals.NotAllowed()
        : actor.StandsFor(subject.ApplicantKey) ? null
        : Refusals.NotFound();
}

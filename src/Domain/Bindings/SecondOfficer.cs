using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What needs two officers of the person's authority (rules.md H.26): one asks, another one confirms or declines, and
/// without an answer it lapses. The act is decided again at the confirmation.
/// </summary>
internal static class SecondOfficer
{
    /// <summary>
    /// For so many days after an account was opened, enabled or reset, nobody appointed by the same administrator can
    /// confirm its acts. In that time every administrator and auditor has seen the notice about it.
    /// </summary>
    private const int NewAccountDays = 30;

    /// <summary>The chain: an act waits for a second officer until the end of its limit.</summary>
    /// <param name="personOf">The person about whom it is; null: not known to the registry.</param>
    /// <param name="confirmed">The decision once another officer than the first has confirmed.</param>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain(
        Func<BindingApplication, Context, Person?> personOf,
        Func<BindingApplication, Person, Context, Decision> confirmed) =>
        new ReviewChain<IdentityBinding, BindingApplication>
        {
            MayNot = (_, a, _, _, context) =>
                personOf(a!, context) is { } person ? MayNot(person, a!.Form, context) : Refusals.NotFound(),
            Others = Department.SecondOfficer,
            Recomputed = BindingChain.Recomputed,
            Places =
            [
                new(ApplicationStatus.Submitted, Department.SecondOfficer, IsOpen: true)
                {
                    Limits =
                    [
                        new("secondOfficer", a => a.DecideBy, (a, at) => new ApprovalLapsed(a.Id, at))
                        {
                            IsOfWork = true,
                        },
                    ],
                },
            ],
        }
        .Step<ConfirmApproval>(Department.SecondOfficer, [ApplicationStatus.Submitted], ApplicationStatus.Approved,
            (a, _, context) => NotIndependent(a.SubmittedBy, context) is { } no ? no
                : confirmed(a, personOf(a, context)!, context))
        .Step<DeclineApproval>(Department.SecondOfficer, [ApplicationStatus.Submitted], ApplicationStatus.Refused,
            (a, decline, context) => Decision.Of(new ApprovalDeclined(
                a.Id, context.Now, context.Actor.AccountId, decline.Reason.Trim())),
            decline => FormCheck.Reasons([decline.Reason]));

    /// <summary>The application that waits for the second officer, with its limit in working days.</summary>
    public static BindingApplication Asked(
        EntityId id, IdentityBinding? b, Person person, ServiceId service, ApplicationForm form, Context context) =>
        new()
        {
            Id = ApplicationId.Write(id.Key, (b?.ApplicationCount ?? 0) + 1),
            Service = service,
            Form = form,
            Materials = [],
            SubmittedBy = context.Actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            Authority = form is OwnerForm owner ? OwnerActs.AuthorityOf(owner, context) : PersonDesk.Of(
                person, context.Facts.CertificatesOf(person.Key), person.IdentityKind, person.IdentityNumber),
            DecideBy = context.Calendar.Add(context.Today, context.Road.SecondOfficerWorkingDays),
        };

    /// <summary>
    /// The refusal for an actor who is not an officer of the authority that the form concerns; null: the actor is one.
    /// </summary>
    public static Refusal? MayNot(Person person, ApplicationForm form, Context context) =>
        form is OwnerForm owner ? OwnerActs.MayNot(owner, context) : MayNot(person, context);

    /// <summary>
    /// The refusal for an actor who is not an officer of the person's authority; null: the actor is one.
    /// </summary>
    public static Refusal? MayNot(Person person, Context context) =>
        PersonDesk.MayNot(person, context.Facts.CertificatesOf(person.Key), context.Actor, context.Today);

    /// <summary>
    /// The refusal for an actor who cannot confirm what the first person asked for: it is the same person, or one
    /// appointed by the first, or one administrator appointed both and the first not long ago, who could then act as
    /// both (docs/threats.md T10). Null: the actor can confirm.
    /// </summary>
    public static Refusal? NotIndependent(string first, Context context)
    {
        var actor = context.Actor;
        if (first == actor.AccountId)
            return BindingRefusals.SecondOfficer("须由另一名经办人确认。", "Another officer has to confirm it.");
        if (actor.IsAppointedBy(first)) return BindingRefusals.AppointedByFirst();
        var known = context.Facts.Entity(IdentityBinding.IdOf(first)) as IdentityBinding;
        foreach (var (by, at) in known?.Appointments ?? [])
            if (at.AddDays(NewAccountDays) is var until && context.Now < until && actor.IsAppointedBy(by))
                return BindingRefusals.AppointedByOne(until);
        return null;
    }

    /// <summary>What must be read to decide whether somebody can confirm what the first person asked for.</summary>
    public static IReadOnlyList<EntityId> Needs(string first) => [IdentityBinding.IdOf(first)];
}

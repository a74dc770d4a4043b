using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// Undoes a binding: an officer of the person's authority asks, another one confirms (H.24, H.26). It is decided anew
/// at the confirmation, and lapses when nobody confirms.
/// </summary>
internal static class Unbinding
{
    /// <summary>The chain: who asked waits for a second officer, and it lapses at the end of the limit.</summary>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain { get; } =
        new ReviewChain<IdentityBinding, BindingApplication>
        {
            MayNot = (_, a, _, _, context) =>
                PersonOf(a!, context) is { } person ? MayNot(person, context) : Refusals.NotFound(),
            Others = Department.SecondOfficer,
            Recomputed = BindingChain.Recomputed,
            Places =
        [
            new(ApplicationStatus.Submitted, Department.SecondOfficer, IsOpen: true)
            {
                Limits = [new("secondOfficer", a => a.DecideBy, (a, at) => new ApprovalLapsed(a.Id, at))
                {
                    IsOfWork = true,
                }],
            },
        ],
        }
        .Step<ConfirmApproval>(Department.SecondOfficer, [ApplicationStatus.Submitted], ApplicationStatus.Approved,
            (a, _, context) => Confirm(a, PersonOf(a, context)!, context))
        .Step<DeclineApproval>(Department.SecondOfficer, [ApplicationStatus.Submitted], ApplicationStatus.Refused,
            (a, decline, context) => Decision.Of(new ApprovalDeclined(
                a.Id, context.Now, context.Actor.AccountId, decline.Reason.Trim())),
            decline => FormCheck.Reasons([decline.Reason]));

    /// <summary>The decision on asking for it.</summary>
    public static Decision Request(EntityId id, IdentityBinding? b, RequestUnbinding ask, Context context)
    {
        if (context.Facts.Person(ask.PersonKey) is not { } person) return Refusals.NotFound();
        if (MayNot(person, context) is { } no) return no;
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        FormCheck.Text(faults, "reason", ask.Reason, FormCheck.MaxText, required: true);
        if (faults.Count > 0) return Refusals.Malformed([.. faults]);
        if (id != IdentityBinding.IdOf(ask.AccountId) || person.AccountId != ask.AccountId) return NotBound();
        if (b?.OpenOf(ServiceId.IdentityUnbinding) is { } open)
            return open.SubmittedBy == context.Actor.AccountId ? Decision.Nothing
                : ApplicationRefusals.OpenApplication(open.Id);
        var certificates = context.Facts.CertificatesOf(person.Key);
        return Decision.Of(new UnbindingRequested(ask.AccountId, new BindingApplication
        {
            Id = $"{id.Key}.{(b?.ApplicationCount ?? 0) + 1}",
            Service = ServiceId.IdentityUnbinding,
            Form = new UnbindingForm(person.Key, ask.Reason.Trim()),
            Materials = [],
            SubmittedBy = context.Actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            Authority = PersonDesk.Of(person, certificates, person.IdentityKind, person.IdentityNumber),
            DecideBy = context.Calendar.Add(context.Today, context.Road.SecondOfficerWorkingDays),
        }));
    }

    private static Refusal? MayNot(Person person, Context context) =>
        PersonDesk.MayNot(person, context.Facts.CertificatesOf(person.Key), context.Actor, context.Today);

    private static Person? PersonOf(BindingApplication a, Context context) =>
        context.Facts.Person(((UnbindingForm)a.Form).PersonKey);

    private static Decision Confirm(BindingApplication a, Person person, Context context) =>
        a.SubmittedBy == context.Actor.AccountId
            ? BindingRefusals.SecondOfficer("须由另一名经办人确认。", "Another officer has to confirm it.")
        : context.Actor.IsAppointedBy(a.SubmittedBy) ? BindingRefusals.AppointedByFirst()
        : person.AccountId is null ? NotBound()
        : Decision.Of(new BindingUndone(a.Id, context.Now, person.Key, a.SubmittedBy, context.Actor.AccountId));

    private static Refusal NotBound() => Refusals.WrongState(
        "该人员没有绑定账号。", "The person has no account bound.");
}

using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// What other people do to an account: opening, enabling, reset. On administrators and auditors this needs a second
/// administrator who was not opened, enabled or reset by the first one (H.26). It is decided again at the confirmation,
/// and lapses if nobody confirms. All these acts are in the account's history.
/// </summary>
internal static class AccountActs
{
    /// <summary>
    /// Takes the place of a region code, so that acts on accounts wait for administrators and not for an authority.
    /// </summary>
    public const string Authority = "accounts";

    private const Roles Keepers = Roles.Administrator | Roles.Operator | Roles.Employer;

    /// <summary>The chain: an act waits for a second administrator, whoever asked for it.</summary>
    public static ReviewChain<IdentityBinding, BindingApplication> Chain { get; } =
        new ReviewChain<IdentityBinding, BindingApplication>
        {
            MayNot = (_, _, _, _, context) => context.Actor.Is(Roles.Administrator) ? null : Refusals.NotFound(),
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
            (a, _, context) => Confirm(a, context))
        .Step<DeclineApproval>(Department.SecondOfficer, [ApplicationStatus.Submitted], ApplicationStatus.Refused,
            (a, decline, context) => Decision.Of(new ApprovalDeclined(
                a.Id, context.Now, context.Actor.AccountId, decline.Reason.Trim())),
            decline => FormCheck.Reasons([decline.Reason]));

    /// <summary>The decision on an act. Managers of an enterprise may act on its own users only.</summary>
    public static Decision Request(EntityId id, IdentityBinding? b, ActOnAccount ask, Context context)
    {
        var (actor, form) = (context.Actor, ask.Form);
        if (id != IdentityBinding.IdOf(ask.AccountId) || !actor.Is(Keepers)
            || (!actor.Is(Roles.Administrator) && (form.Roles & ~actor.Roles) != 0))
            return Refusals.NotAllowed();
        if (b?.ClosedAt is not null) return BindingRefusals.Closed();
        if (!form.TakesTwo)
            return Decision.Of(new AccountActRecorded(ask.AccountId, form, actor.AccountId, context.Now));
        if (b?.OpenOf(ServiceId.AccountAct) is { } open)
            return open.SubmittedBy == actor.AccountId && ((AccountActForm)open.Form).Act == form.Act
                ? Decision.Nothing : ApplicationRefusals.OpenApplication(open.Id);
        return Decision.Of(new AccountActRequested(ask.AccountId, new BindingApplication
        {
            Id = ApplicationId.Write(id.Key, (b?.ApplicationCount ?? 0) + 1),
            Service = ServiceId.AccountAct,
            Form = form,
            Materials = [],
            SubmittedBy = actor.AccountId,
            SubmittedAt = context.Now,
            Status = ApplicationStatus.Submitted,
            Authority = Authority,
            DecideBy = context.Calendar.Add(context.Today, context.Road.SecondOfficerWorkingDays),
        }));
    }

    private static Decision Confirm(BindingApplication a, Context context) =>
        a.SubmittedBy == context.Actor.AccountId
            ? BindingRefusals.SecondOfficer("须由另一名系统管理员确认。", "Another administrator has to confirm it.")
        : context.Actor.IsAppointedBy(a.SubmittedBy) ? BindingRefusals.AppointedByFirst()
        : Decision.Of(new AccountActConfirmed(a.Id, context.Now, a.SubmittedBy, context.Actor.AccountId));
}

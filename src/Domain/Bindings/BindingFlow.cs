using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>How a binding changes by its events. Never decides.</summary>
public static class BindingFlow
{
    private static readonly ApplicationList<BindingApplication, BindingApplicationEvent> _applications = new(
        happened => (happened as BindingFiled)?.Application ?? (happened as UnbindingRequested)?.Application
            ?? (happened as AccountActRequested)?.Application ?? (happened as PersonActRequested)?.Application, After);

    /// <summary>
    /// The applications that <paramref name="events"/> changed, each as it is after the last of them.
    /// </summary>
    public static ImmutableArray<IApplication> Touched(
        IdentityBinding? before, IdentityBinding after, ImmutableArray<Event> events) =>
        _applications.Touched(before?.Applications ?? [], after.Applications, events);

    /// <summary>
    /// The state after <paramref name="happened"/>. For an account bound before this entity existed, the first event is
    /// its undoing.
    /// </summary>
    public static IdentityBinding Evolve(string key, IdentityBinding? state, Event happened) => (state, happened) switch
    {
        (null, BindingFiled e) => Evolve(key, Empty(key, e.AccountId), e),
        (null, UnbindingRequested e) => Evolve(key, Empty(key, e.AccountId), e),
        (null, AccountActRequested e) => Evolve(key, Empty(key, e.AccountId), e),
        (null, PersonActRequested e) => Evolve(key, Empty(key, e.PersonKey), e),
        (null, AccountActRecorded e) => Appointed(Empty(key, e.AccountId), e.By, e.At),
        (null, AccountChanged e) => Empty(key, e.AccountId),
        (null, AccountAlarmed e) => Empty(key, e.AccountId),
        (null, ChangesFrozen e) => Empty(key, e.AccountId) with { FrozenUntil = e.Until },
        ({ } b, ChangesFrozen e) => b with { FrozenUntil = e.Until },
        (null, AccountClosed e) => Closed(Empty(key, e.AccountId), e),
        ({ } b, AccountClosed e) => Closed(b, e),
        ({ } b, HistoryErased e) => HistoryErasure.Rest(b, e),
        // An account that was reset sets new authenticators; its owner may do so.
        ({ } b, AccountActRecorded { Form.Act: AccountAct.Reset } e) =>
            Appointed(b with { FrozenUntil = null }, e.By, e.At),
        ({ } b, AccountActRecorded e) => Appointed(b, e.By, e.At),
        ({ } b, AccountChanged or AccountAlarmed) => b,
        (null, BindingRegistered e) => Empty(key, e.AccountId) with { Bound = e.Bound },
        ({ } b, BindingRegistered e) => b with { Bound = e.Bound },
        (null, PhoneRecoveryBegun e) => Empty(key, e.AccountId) with { Recovery = e.Recovery },
        ({ } b, PhoneRecoveryBegun e) => b with { Recovery = e.Recovery },
        ({ } b, PhoneRecoveryObjected) => b with { Recovery = null },
        ({ } b, PhoneRecovered e) => b with
        {
            Recovery = null,
            Bound = b.Bound is { } bound ? bound with { BarredUntil = e.BarredUntil, BarOver = false } : null,
        },
        ({ } b, Reminders.RemindersDue e) => b with { RemindedAt = e.At },
        ({ } b, BindingBarEnded) => b with { Bound = b.Bound! with { BarOver = true } },
        ({ } b, BindingFollowed e) => b with
        {
            Bound = b.Bound! with { Name = e.Name, IdentityKind = e.IdentityKind, IdentityNumber = e.IdentityNumber },
        },
        ({ } b, BindingApplicationEvent e) => Effect(b with
        {
            Applications = _applications.Evolve(b.Applications, e),
            ApplicationCount = b.ApplicationCount
                + (e is BindingFiled or UnbindingRequested or AccountActRequested or PersonActRequested
                    ? 1 : 0),
        }, e),
        _ => throw new InvalidOperationException(
            $"{happened.GetType().Name} cannot happen to {state?.Key ?? "nobody"}"),
    };

    private static IdentityBinding Empty(string key, string accountId) => new() { Key = key, AccountId = accountId };

    private static IdentityBinding Closed(IdentityBinding b, AccountClosed e) => b with
    {
        Bound = null,
        Recovery = null,
        ClosedAt = e.At,
        HasProvenNothing = HistoryErasure.HasProvenNothing(b, e) ? true : null,
    };

    private static IdentityBinding Appointed(IdentityBinding b, string by, DateTimeOffset at) => b with
    {
        Appointments = [.. (b.Appointments ?? []).Where(one => one.By != by), new Appointing(by, at)],
    };

    private static IdentityBinding Effect(IdentityBinding b, BindingApplicationEvent happened) => happened switch
    {
        BindingFiled e => b with { Filings = Remembered(b.Filings.Add(e.On)) },
        BindingApproved e => b with { Bound = e.Bound },
        BindingUndone => b with { Bound = null, Recovery = null },
        AccountActConfirmed e when b.Applications.At(e.ApplicationId)?.Form is AccountActForm
        {
            Act: AccountAct.Reset,
        } =>
            b with { FrozenUntil = null },
        _ => b,
    };

    private static ImmutableArray<DateOnly> Remembered(ImmutableArray<DateOnly> filings) =>
        filings.Length <= IdentityBinding.FilingsKept ? filings : filings[^IdentityBinding.FilingsKept..];

    private static BindingApplication After(BindingApplication a, BindingApplicationEvent happened) => happened switch
    {
        BindingSourceAsked => a with { Check = a.Check! with { State = IdentityCheckState.Asked } },
        BindingSourceAnswered e => a with
        {
            Check = a.Check! with { State = e.Match ? IdentityCheckState.Passed : IdentityCheckState.Failed },
            Portrait = e.Portrait,
        },
        BindingClaimed e => a with { AssignedTo = e.Officer, Term = e.Term },
        BindingReleased => a with { AssignedTo = null, Term = null },
        BindingSupplementRequested e => a with
        {
            Status = ApplicationStatus.SupplementRequested,
            Supplement = new Supplement(e.Materials, e.Message, e.At, e.AnswerBy),
        },
        BindingSupplementAnswered e => a with
        {
            Status = ApplicationStatus.Submitted,
            SupplementAnsweredAt = e.At,
            Materials = e.Materials,
            DecideBy = e.DecideBy,
            DecisionMissed = false,
        },
        BindingApproved e => Granted(a, e.Bound.At, e.By),
        BindingRefused e => Refused(a, e.At, e.By, e.Reasons),
        BindingWithdrawn => a with { Status = ApplicationStatus.Withdrawn },
        BindingLimitMissed => a with { DecisionMissed = true },
        BindingLimitsRecomputed e => a with
        {
            DecideBy = e.DecideBy,
            DecisionMissed = a.DecisionMissed && e.DecideBy.Date <= a.DecideBy.Date,
            Supplement = a.Supplement is { } asked && e.AnswerBy is { } by ? asked
                with
            { AnswerBy = by } : a.Supplement,
        },
        BindingUndone e => Granted(a, e.At, e.ConfirmedBy),
        AccountActConfirmed e => Granted(a, e.At, e.ConfirmedBy),
        PersonActConfirmed e => Granted(a, e.At, e.ConfirmedBy),
        ApprovalDeclined e => Refused(a, e.At, e.By, [e.Reason]),
        ApprovalLapsed e => a with
        {
            Status = ApplicationStatus.Closed,
            DecidedAt = e.At,
            Reasons = [ClosingReason.Lapsed.Name()],
        },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to application {a.Id}"),
    };

    private static BindingApplication Granted(BindingApplication a, DateTimeOffset at, string? by) =>
        a with { Status = ApplicationStatus.Approved, DecidedAt = at, DecidedBy = by };

    private static BindingApplication Refused(
        BindingApplication a, DateTimeOffset at, string? by, ImmutableArray<string> reasons) =>
        a with { Status = ApplicationStatus.Refused, DecidedAt = at, DecidedBy = by, Reasons = reasons };
}

using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// When a binding is filed or decided, all who are on record for the number are notified (H.24): the account that is
/// bound now, the present employer, and the operators for whom the person drives. The filer is notified of the outcome.
/// No notice has a name or a number in it.
/// </summary>
internal static class BindingNotices
{
    /// <summary>The notices of a commit, in the order of its events.</summary>
    public static ImmutableArray<Notice> Of(
        IdentityBinding? before, IdentityBinding after, ImmutableArray<Event> events, Context context)
    {
        var notices = ImmutableArray.CreateBuilder<Notice>();
        foreach (var happened in events)
        {
            if (happened is BindingApplicationEvent about) Tell(notices, after, about, context);
            else if (happened is AccountChanged or ChangesFrozen or AccountAlarmed or AccountClosed)
                AboutSafety(notices, happened);
            else if (happened is AccountActRecorded done) AboutAct(notices, "account.acted", after, done.Form, done.By);
            else AboutPhone(notices, before, happened, context);
        }
        foreach (var last in Reminding.Of(events, () => BindingReminders.Of(after), context))
            notices.Add(BindingReminders.NoticeOf(after, last));
        return notices.ToImmutable();
    }

    private static void Tell(
        ImmutableArray<Notice>.Builder notices, IdentityBinding b, BindingApplicationEvent happened, Context context)
    {
        (string, object) application = ("application", happened.ApplicationId);
        switch (happened)
        {
            case BindingFiled e:
                OnRecord(notices, b, e.Application, "identity.filedByAnother", "Filed", context);
                break;
            case BindingSupplementRequested e:
                notices.Add(Notice.Of("identity.supplementRequested", b.AccountId,
                    [application, ("message", e.Message), ("answerBy", e.AnswerBy.Date)]));
                break;
            case BindingApproved e:
                notices.Add(Notice.Of("identity.bound", e.Bound.PersonKey, [application]));
                OnRecord(notices, b, b.Applications.At(e.ApplicationId)!, null, "Bound", context);
                break;
            case BindingRefused e:
                notices.Add(Notice.Of("identity.refused", b.AccountId,
                    [application, ("reasons", string.Join("; ", e.Reasons))]));
                OnRecord(notices, b, b.Applications.At(e.ApplicationId)!, "identity.refusedToAnother",
                    "Refused", context);
                break;
            case AccountActRequested e:
                AboutAct(notices, "account.actAsked", b, (AccountActForm)e.Application.Form, e.Application.SubmittedBy);
                break;
            case AccountActConfirmed e:
                AboutAct(notices, "account.acted", b,
                    (AccountActForm)b.Applications.At(e.ApplicationId)!.Form, $"{e.By}, {e.ConfirmedBy}");
                break;
            case BindingUndone e:
                notices.Add(Notice.Of("identity.unbound", b.AccountId, [application]));
                notices.Add(Notice.Of("identity.unbound", e.PersonKey, [application]));
                break;
        }
    }

    /// <summary>Notifies the account, the administrators and the auditors of a change.</summary>
    private static void AboutSafety(ImmutableArray<Notice>.Builder notices, Event happened)
    {
        switch (happened)
        {
            case AccountChanged e:
                notices.Add(Notice.Of("account.changed", e.AccountId, [("change", e.Change)]));
                break;
            case ChangesFrozen e:
                notices.Add(Notice.Of("account.frozen", e.AccountId, [("until", MinuteOf(e.Until))]));
                foreach (var desk in new[] { NoticeReach.Administrators, NoticeReach.Auditors })
                    notices.Add(Notice.Of("account.frozenByOwner", desk, [("account", e.AccountId)]));
                break;
            case AccountClosed e:
                // The person reads it once the identity is proven with another account.
                notices.Add(AccountClosing.NoticeTo(e.PersonKey ?? e.AccountId));
                break;
            case AccountAlarmed e:
                notices.Add(Notice.Of("account.alarm", NoticeReach.Auditors,
                    [("account", e.AccountId), ("alarm", e.Alarm), ("count", e.Count)]));
                break;
        }
    }

    /// <summary>
    /// Notifies the old phone, which the account keeps until the new one takes effect, and the employer.
    /// </summary>
    private static void AboutPhone(
        ImmutableArray<Notice>.Builder notices, IdentityBinding? before, Event happened, Context context)
    {
        switch (happened)
        {
            case PhoneRecoveryBegun { Recovery: var waiting }:
                notices.Add(Notice.Of("identity.phoneRecoveryBegun", waiting.PersonKey,
                [
                    ("recovery", waiting.Id), ("phone", IdentityNumber.MaskPhone(waiting.Phone)),
                    ("effectiveAt", ShanghaiTime.ToLocal(waiting.EffectiveAt)),
                ]));
                if (context.Facts.Person(waiting.PersonKey) is { } person)
                    ToEmployer(notices, person, "identity.driverPhoneRecoveryBegun", context);
                break;
            case PhoneRecoveryObjected when before?.Recovery is { } objected:
                notices.Add(Notice.Of("identity.phoneRecoveryObjected", objected.PersonKey, []));
                if (context.Facts.Person(objected.PersonKey) is { } driver)
                    ToEmployer(notices, driver, "identity.driverPhoneRecoveryObjected", context);
                break;
            case PhoneRecovered when before?.Recovery is { } recovered:
                notices.Add(Notice.Of("identity.phoneRecovered", recovered.PersonKey, []));
                break;
        }
    }

    private static string MinuteOf(DateTimeOffset at) =>
        ShanghaiTime.ToLocal(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static void ToEmployer(
        ImmutableArray<Notice>.Builder notices, Person person, string kind, Context context)
    {
        foreach (var held in person.Certificates)
        {
            if (held.Authority == RailMachine.Authority
                && context.Facts.Entity(new EntityId(EntityKind.RailLicence, held.Key))
                    is RailCareer { Employer: { } employer })
                notices.Add(Notice.Of(kind, NoticeReach.Of(employer), [("railLicence", held.Key)]));
        }
    }

    /// <summary>Notifies every administrator and auditor, and the account itself.</summary>
    private static void AboutAct(
        ImmutableArray<Notice>.Builder notices, string kind, IdentityBinding b, AccountActForm form, string by)
    {
        foreach (var account in form.Informed.Add(b.AccountId).Distinct())
            notices.Add(Notice.Of(kind, account, [("account", b.AccountId), ("act", form.Act), ("by", by)]));
    }

    /// <param name="notices">Where they are added.</param>
    /// <param name="b">Whose filing it is.</param>
    /// <param name="a">The filing.</param>
    /// <param name="toAccount">The kind of the notice to the account that is bound now; null: none.</param>
    /// <param name="what">What happened to a driver: the ending of the kinds of notices to enterprises.</param>
    /// <param name="context">Who is on record.</param>
    private static void OnRecord(
        ImmutableArray<Notice>.Builder notices, IdentityBinding b, BindingApplication a, string? toAccount,
        string what, Context context)
    {
        if (a.Form is not IdentityForm form || context.Facts.PersonWithNumber(form.IdentityNumber)
            is not { } known) return;
        if (toAccount is not null && known.AccountId is { } bound && bound != b.AccountId)
            notices.Add(Notice.Of(toAccount, known.Key, []));
        ToEmployer(notices, known, "identity.driver" + what, context);
        foreach (var link in known.Links ?? [])
        {
            if (link.StatusAt(context.Now) == LinkStatus.Active && link.Party.Kind == EntityKind.Operator)
                notices.Add(Notice.Of("identity.operatorsDriver" + what, link.PartyKey, [("person", known.Key)]));
        }
    }
}

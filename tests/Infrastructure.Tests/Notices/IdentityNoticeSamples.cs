using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Infrastructure.Tests.Notices;

/// <summary>
/// The notices of the proof of identity, made by its machine: for a driver who has an account already.
/// </summary>
internal static class IdentityNoticeSamples
{
    private const string Account = "A-FILER", Number = "410105198502280015";
    private static readonly DateTimeOffset _now = new(2026, 2, 13, 1, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<Notice> All()
    {
        var id = IdentityBinding.IdOf(Account).Key;
        var form = new IdentityForm("王小明", IdentityKind.CitizenId, Number);
        var limit = new LegalDate(new(2026, 2, 16), false);
        var filed = new BindingApplication
        {
            Id = id + ".1", Service = ServiceId.IdentityBinding, Form = form, Materials = [], SubmittedBy = Account,
            SubmittedAt = _now,
            Status = ApplicationStatus.Submitted, Authority = "rail/", DecideBy = limit,
        };
        var bound = new BoundIdentity("P-1", form.Name, form.IdentityKind, Number, _now, _now.AddDays(3));
        var act = new AccountActForm(AccountAct.Enabling, Roles.Auditor, ["A-ADMIN"]);
        var asked = filed with { Id = id + ".2", Service = ServiceId.AccountAct, Form = act };
        Event[] events =
        [
            new BindingFiled(Account, filed, new(2026, 2, 13)),
            new BindingSupplementRequested(filed.Id, _now, [], "看不清", limit),
                new BindingApproved(filed.Id, "o", bound, null, false),
            new BindingRefused(filed.Id, _now, "o", ["r1"]), new BindingUndone(filed.Id, _now, "P-1", "o", "o2"),
            .. Enum.GetValues<AccountChange>().Select(change => new AccountChanged(Account, change, _now)),
            .. Enum.GetValues<AuditAlarm>().Select(alarm => new AccountAlarmed(Account, alarm, 100, _now)),
            new ChangesFrozen(Account, _now, _now.AddDays(3)), new AccountClosed(Account, _now, "P-1"),
            new AccountActRequested(Account, asked), new AccountActConfirmed(asked.Id, _now, "A-ADMIN", "A-ADMIN-2"),
        ];
        var context = new Context(_now, Rulebook.Embedded, WorkingCalendar.Embedded, Actor.Registry(Channel.Http),
            new Known());
        var state = new IdentityBinding { Key = id, AccountId = Account, Applications = [filed, asked] };
        var lost = new PhoneRecovery("R-1", "P-1", "13600000001", _now, _now.AddDays(1), "o");
        Event[] phones =
        [
            new PhoneRecoveryBegun(Account, lost), new PhoneRecoveryObjected(lost.Id, _now),
            new PhoneRecovered(lost.Id, _now, _now.AddDays(3)),
        ];
        return
        [
            .. BindingMachine.Instance.React(null, state, [.. events], context).Notices,
            .. BindingMachine.Instance.React(state with { Recovery = lost }, state, [.. phones], context).Notices,
        ];
    }

    private sealed class Known : IFacts
    {
        public Person? Person(string key) => PersonWithNumber(Number);

        public DocumentFact? Document(string id) => null;

        public Person? PersonWithNumber(string identityNumber) => new()
        {
            Key = "P-1", Name = "王小明", IdentityKind = IdentityKind.CitizenId, IdentityNumber = Number,
            BornOn = new(1985, 2, 28),
            AccountId = "A-OTHER", Certificates = [new HeldCertificate("R-1", RailMachine.Authority)],
            Links = [new PersonLink("P-1.1", "O-1", null, LinkStatus.Active)],
        };

        public EntityState? Entity(EntityId id) =>
            new RailCareer { Key = "R-1", PersonKey = "P-1", Employer = new EmployerLink("W-1") };
    }
}

using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Persons;

/// <summary>
/// The person's machine: identity, the bound account, and the facts that count for all certificates (A.1, H.10).
/// </summary>
public sealed partial class PersonTests : IFacts
{
    private const string Number = "11010519491231002X";
    private static readonly DateTimeOffset _now = new(2026, 3, 5, 1, 0, 0, TimeSpan.Zero);
    private static readonly EntityId _id = new(EntityKind.Person, "P-1");
    private static readonly RegisterPerson _sound = new("张三", IdentityKind.CitizenId, Number);
    private static readonly Actor _officer = new(
        "officer", Roles.Officer, Channel.Http)
    { Authority = "4101", Desks = Desks.Road };
    private static readonly Actor _holder = new("h1", Roles.Holder, Channel.Http);
    private static readonly Actor _registry = Actor.Registry(Channel.Consequence);

    private Person? _person;

    Person? IFacts.Person(string key) => null;
    DocumentFact? IFacts.Document(string id) => null;

    /// <summary>The certificates as the index finds them: each was first issued a year after the last.</summary>
    ImmutableArray<Certificate> IFacts.CertificatesOf(string personKey) =>
        [.. (_person?.Certificates ?? []).Select((held, i) => new Certificate
        {
            Key = held.Key, Number = held.Key, Kind = CertificateKind.FreightDriver, PersonKey = "P-1",
            ServiceUnit = "",
            Authority = held.Authority, FirstIssuedOn = new DateOnly(2020 + i, 1, 1), DocumentVersion = 1,
            RegisteredOn = new DateOnly(2026, 1, 1),
            Period = new Period(new DateOnly(2020 + i, 1, 1), new DateOnly(2030, 1, 1)),
        })];

    private Context ContextOf(Actor actor) => new(_now, Rulebook.Embedded, WorkingCalendar.Embedded, actor, this);

    private Decision Decided(Command command, Actor actor) =>
        PersonMachine.Instance.Decide(_id, _person, command, ContextOf(actor));

    private void Done(Command command, Actor actor, params Event[] expected)
    {
        var accepted = Assert.IsType<Decision.Accepted>(Decided(command, actor));
        Assert.Equal(expected, accepted.Events);
        foreach (var happened in accepted.Events) _person = (Person)PersonMachine.Instance.Evolve(_person, happened);
        if (_person is not null) Assert.Empty(PersonMachine.Instance.Check(_person));
    }

    private Refusal Refused(Command command, Actor actor, RefusalCode code)
    {
        var refusal = Assert.IsType<Decision.Refused>(Decided(command, actor)).Refusal;
        Assert.Equal(code, refusal.Code);
        return refusal;
    }

    private void Registered()
    {
        Done(_sound, _registry, new PersonRegistered("P-1", "张三", IdentityKind.CitizenId, Number, new(1949, 12, 31)));
        Done(new AttachCertificate(new("Q-1", "410100")), _registry, new CertificateAttached(new("Q-1", "410100")));
    }

    [Fact]
    public void A_person_is_registered_once_by_its_number_however_it_is_typed()
    {
        Refused(_sound, new Actor("x", Roles.Operator, Channel.Http), RefusalCode.NotAllowed);
        foreach (var stranger in (Roles[])[Roles.Holder, Roles.Employer, Roles.Operator, Roles.Administrator])
            // H.24: nobody creates a person but an authority.
            Refused(_sound, new Actor("x", stranger, Channel.Http), RefusalCode.NotAllowed);
        Done(_sound with { Name = " 张三 ", IdentityNumber = "11010519491231002x" }, _officer,
            new PersonRegistered("P-1", "张三", IdentityKind.CitizenId, Number, new(1949, 12, 31)));
        Done(_sound, _officer);
        Refused(_sound, new Actor("x", Roles.Operator, Channel.Http), RefusalCode.NotAllowed);
        Refused(_sound with { IdentityNumber = "110105200101010013" }, _officer, RefusalCode.Duplicate);
        Assert.Equal(
            [new Reservation(PersonMachine.IdentitySpace, Number)],
            PersonMachine.Instance.Reservations(_person!).ToArray());
        Assert.Equal(
            new SearchRow("P-1", null, Number, "张三", null, null, null, null, null),
            PersonMachine.Instance.Search(_person!));
        Assert.Null(PersonMachine.Instance.DeadlineToArm(_person!, ContextOf(_registry)));
        Assert.Equal(Needs.Nothing, PersonMachine.Instance.Needs(_person, new PassTime()));
    }

    [Fact]
    public void An_identity_that_cannot_be_is_refused_with_its_faults()
    {
        Assert.Equal("identityNumber", Assert.Single(Refused(_sound with
        {
            IdentityNumber = "110105194912310021",
        }, _registry, RefusalCode.IdentifierInvalid).Faults).Field);
        Assert.Equal(
            "name", Assert.Single(Refused(_sound with { Name = " " }, _registry, RefusalCode.Malformed).Faults).Field);
        Assert.Equal(
            "bornOn",
            Assert.Single(
                Refused(_sound with { BornOn = new(1949, 12, 30) }, _registry, RefusalCode.Malformed).Faults).Field);
        Done(
            _sound with { BornOn = new(1949, 12, 31) },
            _registry,
            new PersonRegistered("P-1", "张三", IdentityKind.CitizenId, Number, new(1949, 12, 31)));
    }

    [Fact]
    public void A_number_without_the_birth_needs_it_given()
    {
        var old = new RegisterPerson("John", IdentityKind.ForeignPermanentResident, "CAN110081080310");
        Assert.Equal("bornOn", Assert.Single(Refused(old, _registry, RefusalCode.Malformed).Faults).Field);
        Assert.Equal(
            "bornOn",
            Assert.Single(
                Refused(old with { BornOn = new(2026, 3, 6) }, _registry, RefusalCode.Malformed).Faults).Field);
        Assert.Equal(
            ["name", "bornOn"],
            Refused(
                old with { Name = "", BornOn = null }, _registry, RefusalCode.Malformed).Faults.Select(f => f.Field));
        Done(old with { BornOn = new(1981, 8, 3) }, _registry,
            new PersonRegistered(
                "P-1", "John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 3)));
        Done(new AttachCertificate(new("Q-1", "410100")), _registry, new CertificateAttached(new("Q-1", "410100")));
        Done(
            new ChangeIdentity("John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 4)),
            _registry,
            new IdentityChanged("John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 4)));
        Done(new RecordDeath(new(1981, 8, 4)), _officer,
            new DeathRecorded(new("P-1.f1", new(1981, 8, 4)) { RecordedBy = "4101" }));
        Refused(
            new ChangeIdentity("John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 5)),
            _officer,
            RefusalCode.Malformed);
        Done(
            new ChangeIdentity("Jon", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 4)),
            _registry,
            new IdentityChanged("Jon", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(1981, 8, 4)));
    }

    [Fact]
    public void The_newborn_of_today_can_be_registered()
    {
        Done(
            new RegisterPerson("John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(2026, 3, 5)),
            _registry,
            new PersonRegistered(
                "P-1", "John", IdentityKind.ForeignPermanentResident, "CAN110081080310", new(2026, 3, 5)));
    }

    [Fact]
    public void The_registry_itself_records_facts_and_others_do_not()
    {
        Registered();
        foreach (var command in (Command[])[new RecordDrivingLicence(DrivingLicenceState.Valid, null, new(2026, 1, 1)),
            new CorrectFact("P-1.f1", "误"), new ChangeIdentity("张三", IdentityKind.CitizenId, Number)])
            Refused(command, _holder, RefusalCode.NotAllowed);
        Done(new RecordDeath(new(2026, 1, 1)), _registry, new DeathRecorded(new("P-1.f1", new(2026, 1, 1))));
    }

    [Fact]
    public void Nothing_can_be_asked_of_nobody() =>
        Refused(new RecordDeath(new(2026, 1, 1)), _officer, RefusalCode.NotFound);

    [Fact]
    public void Only_the_registry_attaches_certificates_and_each_once()
    {
        Registered();
        Done(new AttachCertificate(new("Q-1", "410100")), _registry);
        Refused(new AttachCertificate(new("Q-2", "410100")), _officer, RefusalCode.NotAllowed);
        Done(new PassTime(), _registry);
    }

    [Fact]
    public void One_number_binds_one_account_and_one_account_one_number()
    {
        Registered();
        var (bind, until) = (new BindAccount("张三 ", Number) { AccountId = "h1" }, _now.AddHours(72));
        Refused(bind, _officer, RefusalCode.NotAllowed);
        Refused(bind, _holder, RefusalCode.NotAllowed); // That it is the person's is decided before, with the binding.
        Refused(bind with { Name = "李四" }, _registry, RefusalCode.IdentityCheckFailed);
        Refused(bind with { IdentityNumber = "110105200101010013" }, _registry, RefusalCode.IdentityCheckFailed);
        Done(bind with { BarredUntil = until }, _registry, new AccountBound("h1", until));
        Done(bind, _registry);
        Refused(bind with { AccountId = "h2" }, _registry, RefusalCode.AlreadyBound);
        Assert.Equal(until, _person!.BarredUntil);
        Assert.Equal(
            [new Reservation("identity", Number), new Reservation("account", "h1")],
            PersonMachine.Instance.Reservations(_person!).ToArray());
        Assert.Equal(
            RefusalCode.AlreadyBound, PersonMachine.Instance.OnReservationTaken(new Reservation("account", "h1")).Code);
        Assert.Equal(
            RefusalCode.Duplicate, PersonMachine.Instance.OnReservationTaken(new Reservation("identity", Number)).Code);
    }

    [Fact]
    public void An_undone_binding_frees_the_person_and_remembers_who_undid_it()
    {
        Registered();
        Done(new BindAccount("张三", Number) { AccountId = "h1" }, _registry, new AccountBound("h1"));
        Refused(new UnbindAccount("h1", "o1", "o2"), _officer, RefusalCode.NotAllowed);
        Done(new UnbindAccount("h9", "o1", "o2"), _registry);
        Done(new UnbindAccount("h1", "o1", "o2"), _registry, new AccountUnbound("h1", "o1", "o2"));
        Assert.Equal((null, "o1 o2"), (_person!.AccountId, string.Join(' ', _person.UnboundBy!.Value)));
        Assert.Equal([new Reservation("identity", Number)], PersonMachine.Instance.Reservations(_person).ToArray());
        Done(new BindAccount("张三", Number) { AccountId = "h2" }, _registry, new AccountBound("h2"));
        Assert.Null(_person!.UnboundBy);
    }

    [Fact]
    public void T7_H4_name_and_number_change_by_proof_and_by_two_officers()
    {
        Registered();
        Done(new ChangeIdentity("张三", IdentityKind.CitizenId, Number), _officer);
        Refused(new ChangeIdentity("张三", IdentityKind.CitizenId, "1"), _officer, RefusalCode.IdentifierInvalid);
        ChangeIdentity change = new("张三丰", IdentityKind.CitizenId, "110105200101010013")
        {
            By = "o1", ConfirmedBy = "o2",
        };
        Refused(change, _officer, RefusalCode.SecondOfficer);
        Done(change, _registry,
            new IdentityChanged("张三丰", IdentityKind.CitizenId, "110105200101010013", new(2001, 1, 1), "o1", "o2"));
        Assert.Equal(
            ("张三丰", "110105200101010013", new DateOnly(2001, 1, 1)),
            (_person!.Name, _person.IdentityNumber, _person.BornOn));
    }

    [Fact]
    public void The_answer_masks_the_number()
    {
        Registered();
        var buffer = new ArrayBufferWriter<byte>();
        new AnswerWriter().Write(buffer, new EntityId(EntityKind.Person, _person!.Key), _person, 2, new PassTime(),
            ContextOf(_officer));
        using var answer = JsonDocument.Parse(buffer.WrittenMemory);
        Assert.Equal("1101************2X", answer.RootElement.GetProperty("identityNumber").GetString());
        Assert.Equal("Q-1", Assert.Single(answer.RootElement.GetProperty("certificates").EnumerateArray()).GetString());
    }

    [Fact]
    public void The_state_says_when_it_cannot_be()
    {
        Registered();
        Assert.Single(
            PersonMachine.Instance.Check(_person! with { Certificates = [new("Q-1", "41"), new("Q-1", "41")] }));
        Assert.Single(PersonMachine.Instance.Check(_person! with { Death = new("f", new(1949, 12, 30)) }));
        Assert.Throws<InvalidOperationException>(() => PersonMachine.Instance.Evolve(null, new AccountBound("x")));
        Assert.Throws<InvalidOperationException>(() => Decided(new CorrectlyNoOnes(), _officer));
    }

    private sealed record CorrectlyNoOnes : Command;
}

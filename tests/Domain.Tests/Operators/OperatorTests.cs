using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Operators;

/// <summary>
/// Operators and their permits (rules.md A.2, C.2, E.3, E.8):
/// given what happened, when asked, then events or a refusal.
/// </summary>
public sealed class OperatorTests : IFacts
{
    private const string Number = "豫交运管许可郑字410100000001号";
    private static readonly Actor _officer = new(
        "officer", Roles.Officer, Channel.Http)
    { Authority = "4101", Desks = Desks.Road };
    private static readonly Actor _charter = _officer with { Desks = Desks.Charter };
    private static readonly Actor _own = new("operator", Roles.Operator, Channel.Http) { OperatorKey = "O-1" };
    private static readonly RegisterOperator _sound = new(
        "91410100MA3X9K2P3K", "郑州货运有限公司", "410100", [new ContactPerson("李四", "13800000000")]);
    private static readonly RegisterPermit _permit = new(
        Number, [OperatingScope.GeneralFreight], new(2024, 1, 1), new(2027, 12, 31));

    private Operator? _operator;
    private DateTimeOffset _now = ShanghaiTime.StartOf(new DateOnly(2026, 2, 2));
    private Reactions _reactions = Reactions.None;

    Person? IFacts.Person(string key) => key == "P-1" ? Certificates.Stage.PersonBorn("1980-05-05") : null;
    DocumentFact? IFacts.Document(string id) => null;
    EntityState? IFacts.Entity(EntityId id) =>
        id.Key is "P-1" or "P-3" ? Certificates.Stage.PersonBorn("1980-05-05") : null;

    private Decision When(Command command, Actor actor)
    {
        var machine = OperatorMachine.Instance;
        var context = new Context(_now, Rulebook.Embedded, WorkingCalendar.Embedded, actor, this);
        var decision = machine.Decide(new EntityId(EntityKind.Operator, "O-1"), _operator, command, context);
        if (decision is not Decision.Accepted accepted) return decision;
        var before = _operator;
        foreach (var happened in accepted.Events) _operator = (Operator)machine.Evolve(_operator, happened);
        Assert.Empty(machine.Check(_operator!));
        _reactions = machine.React(before, _operator!, accepted.Events, context);
        new AnswerWriter().Write(
            new ArrayBufferWriter<byte>(), new EntityId(machine.Kind, _operator!.Key), _operator, 1, command, context);
        var json = JsonSerializer.Serialize(_operator!, RegistryJson.Wire.Operator);
        Assert.Equal(
            json,
            JsonSerializer.Serialize(
                JsonSerializer.Deserialize(json, RegistryJson.Wire.Operator)!, RegistryJson.Wire.Operator));
        return decision;
    }

    private static void Events(Decision decision, params string[] names) =>
        Assert.Equal(names, Acts.ActsOf(decision).Select(FrozenNames.Of));

    private static void Refused(Decision decision, RefusalCode code) =>
        Assert.Equal(code, Assert.IsType<Decision.Refused>(decision).Refusal.Code);

    private void GivenOperator() => Events(When(_sound, _officer), "operator.registered");

    [Fact]
    public void The_reason_for_a_code_that_fails_its_check_stays_on_record_and_goes_along_with_its_row()
    {
        var failing = _sound with { CreditCode = "91410100MA3X9K2P30" };
        Assert.Equal(
            RefusalCode.IdentifierInvalid, Assert.IsType<Decision.Refused>(When(failing, _officer)).Refusal.Code);
        foreach (var other in (string[])["01410100MA3X9K2P3K", "9141010OMA3X9K2P3K", "91410100MA3X9K2P3"])
            Assert.IsType<Decision.Refused>(
                When(failing with { CreditCode = other, CreditCodeReason = "执照如此" }, _officer));
        var explained = failing with { CreditCodeReason = " 执照如此 " };
        When(explained, _officer);
        Assert.Equal(("91410100MA3X9K2P30", "执照如此"), (_operator!.CreditCode, _operator.CreditCodeReason));
        Assert.Empty(Assert.IsType<Decision.Accepted>(When(explained, _officer)).Events); // The same once more.
        var again = Assert.IsType<RegisterOperator>(OperatorRow.Of(_operator, []).Commands([]).First());
        Assert.Equal("执照如此", again.CreditCodeReason);

        _operator = null;
        When(_sound with { CreditCodeReason = "无需说明" }, _officer);
        Assert.Null(_operator!.CreditCodeReason);
    }

    [Fact]
    public void Registered_by_the_authority_once()
    {
        Refused(When(_sound, _own), RefusalCode.NotAllowed);
        Refused(When(_sound, _officer with { Authority = "53" }), RefusalCode.OtherAuthority);
        Refused(When(_permit, _officer), RefusalCode.NotFound);
        GivenOperator();
        Events(When(_sound, _officer));
        Refused(When(_sound with { CreditCode = "91500000202828578J" }, _officer), RefusalCode.Duplicate);
    }

    [Theory]
    [InlineData("91110304MA0107236J")] // The guide's own sample is not valid (E.3).
    [InlineData("91440300708461136S")]
    [InlineData("")]
    public void A_credit_code_that_does_not_keep_the_standard_is_refused(string code) =>
        Refused(When(_sound with { CreditCode = code }, _officer), RefusalCode.IdentifierInvalid);

    [Fact]
    public void Every_fault_is_named()
    {
        var decision =
            When(_sound with { Name = "", Authority = "410100", Contacts = [new ContactPerson("", "x")] }, _officer);
        Refused(decision, RefusalCode.Malformed);
        Assert.Equal(["name", "contacts[0].name", "contacts[0].phone"],
            ((Decision.Refused)decision).Refusal.Faults.Select(fault => fault.Field));
    }

    [Fact]
    public void A_permit_is_registered_bound_and_ended()
    {
        GivenOperator();
        Refused(When(new BindPermit(Number), _own), RefusalCode.NotFound);
        Refused(When(_permit with { Number = "冀11020001161" }, _officer), RefusalCode.IdentifierInvalid);
        Refused(When(_permit with { Scopes = [], ValidTo = new(2020, 1, 1) }, _officer), RefusalCode.Malformed);
        Refused(When(_permit, _own), RefusalCode.NotAllowed);
        Events(When(_permit, _officer), "operator.permitRegistered");
        Events(When(_permit, _officer));
        Refused(When(new BindPermit(Number), _officer), RefusalCode.NotAllowed);
        Refused(When(new BindPermit(Number), _own with { OperatorKey = "O-2" }), RefusalCode.NotFound);
        Events(When(new BindPermit(Number), _own), "operator.permitBound");
        Events(When(new BindPermit(Number), _own));
        Assert.NotNull(_operator!.PermitFor(VehicleKinds(0), new DateOnly(2026, 2, 2)));
        Assert.Null(_operator.PermitFor(VehicleKinds(1), new DateOnly(2026, 2, 2)));
        Refused(When(new EndPermit(Number, "", null), _officer), RefusalCode.Malformed);
        Refused(When(new EndPermit("豫交运管许可郑字410100000009号", "吊销"), _officer), RefusalCode.NotFound);
        Refused(When(new EndPermit(Number, "吊销", new(2026, 2, 3)), _officer), RefusalCode.Malformed);
        Events(When(new EndPermit(Number, "吊销"), _officer), "operator.permitEnded");
        Assert.Equal(["permitEnded"], _reactions.Notices.Select(notice => notice.Kind));
        Events(When(new EndPermit(Number, "吊销"), _officer));
        Refused(When(new BindPermit(Number), _own), RefusalCode.PermitNotValid);
        Refused(When(_permit with { ValidTo = new(2030, 1, 1) }, _officer), RefusalCode.WrongState);
        Assert.Null(OperatorMachine.Instance.NextDeadline(_operator!, null!));
    }

    [Fact]
    public void A_permit_expires_by_itself_and_is_announced_anew_when_renewed()
    {
        GivenOperator();
        When(_permit, _officer);
        Events(When(new BindPermit(Number), _own), "operator.permitBound");
        _now = ShanghaiTime.EndOf(new DateOnly(2027, 12, 31));
        Events(When(new PassTime(), Actor.Registry(Channel.Deadline)), "operator.permitExpired");
        Assert.Equal(["permitExpired"], _reactions.Notices.Select(notice => notice.Kind));
        Refused(When(new BindPermit(Number), _own), RefusalCode.PermitNotValid);
        Events(When(_permit with { ValidTo = new(2031, 12, 31) }, _officer), "operator.permitRegistered");
        Assert.NotNull(_operator!.PermitFor(VehicleKinds(0), new DateOnly(2028, 1, 1)));
    }

    [Fact]
    public void Automatic_review_is_the_charter_desks()
    {
        GivenOperator();
        Refused(When(new SetAutoReview(true), _officer), RefusalCode.NotAllowed);
        Refused(When(new SetAutoReview(true), _own), RefusalCode.NotAllowed);
        Refused(When(new SetAutoReview(true), _charter with { Authority = "53" }), RefusalCode.OtherAuthority);
        Events(When(new SetAutoReview(true), _charter), "operator.autoReviewSet");
        Events(When(new SetAutoReview(true), _charter));
        Assert.True(_operator!.AutoReview);
    }

    [Fact]
    public void Drivers_and_contacts_are_the_operators_and_the_authoritys()
    {
        GivenOperator();
        Refused(When(new LinkDriver("P-1"), _own), RefusalCode.NotAllowed); // H.25: not without the driver's consent.
        Events(When(new LinkDriver("P-1"), _officer), "operator.driverLinked");
        Events(When(new LinkDriver("P-1"), _officer));
        Refused(When(new LinkDriver("P-2"), _officer), RefusalCode.Malformed);
        Events(When(new UnlinkDriver("P-1"), _own), "operator.driverUnlinked");
        Events(
            When(new LinkDrivers(["P-1", "P-3", "P-1"]), _officer), "operator.driverLinked", "operator.driverLinked");
        Events(When(new LinkDrivers(["P-3"]), _officer));
        Refused(When(new LinkDrivers(["P-1", "P-2"]), _officer), RefusalCode.Malformed);
        Refused(When(new LinkDrivers(["P-3"]), _own), RefusalCode.NotAllowed);
        Assert.Equal(["P-1", "P-3"], _operator!.Drivers.ToArray());
        Events(When(new ChangeContacts([new ContactPerson("王五", "0371-66666666")]), _own), "operator.contactsChanged");
        Refused(When(new ChangeContacts([new ContactPerson("王五", "电话")]), _own), RefusalCode.Malformed);
    }

    [Fact]
    public void Code_and_permit_numbers_are_reserved()
    {
        GivenOperator();
        When(_permit, _officer);
        var reservations = OperatorMachine.Instance.Reservations(_operator!);
        Assert.Equal(
            [OperatorMachine.CreditCodeSpace, OperatorMachine.PermitSpace],
            reservations.Select(reservation => reservation.Space));
        Assert.All(
            reservations,
            reservation => Assert.Equal(
                RefusalCode.Duplicate, OperatorMachine.Instance.OnReservationTaken(reservation).Code));
    }

    [Fact]
    public void A_business_belongs_to_one_person_at_a_time_and_a_company_to_nobody()
    {
        var registry = Actor.Registry(Channel.Consequence);
        RecordOwner record = new("P-1", "营业执照", "first", "second"), another = record with { PersonKey = "P-3" };
        When(_sound, _officer);
        Refused(When(record, registry), RefusalCode.KindNotCovered);
        _operator = null;
        Assert.IsType<Decision.Accepted>(When(_sound with { CreditCode = "92410100MA0000001T" }, _officer));
        Refused(When(record, _officer), RefusalCode.NotAllowed);
        Refused(When(record, _own), RefusalCode.NotAllowed);
        Events(When(record, registry), "operator.ownerRecorded");
        Assert.Equal(["O-1", "P-1"], _reactions.Notices.Select(notice => notice.PersonKey).Order());
        Assert.Equal(new NoteBusiness("O-1", new(2026, 2, 2)), Assert.Single(_reactions.Consequences).Command);
        Events(When(record, registry));
        Refused(When(another, registry), RefusalCode.AlreadyBound);
        Events(When(new EndOwner("P-3", "x", "first", "second"), registry)); // It is not that person's.
        Events(When(new EndOwner("P-1", "已转让", "first", "second"), registry), "operator.ownerEnded");
        Assert.Null(_operator!.Owner);
        Events(When(another, registry), "operator.ownerRecorded");
    }

    private static Domain.Vehicles.VehicleKind VehicleKinds(int place) =>
        Enum.GetValues<Domain.Vehicles.VehicleKind>()[place];
}

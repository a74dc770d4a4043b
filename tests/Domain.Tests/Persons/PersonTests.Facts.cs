using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Tests.Persons;

/// <summary>The facts of a person, their corrections, and what they set off in its certificates.</summary>
public sealed partial class PersonTests
{
    /// <summary>
    /// H.26: not whoever has a certificate of the person in reach, but the authority of the oldest; and for whoever has
    /// none the province in the number (11).
    /// </summary>
    [Fact]
    public void H4_facts_are_recorded_by_the_authority_of_the_oldest_certificate()
    {
        RecordDeath death = new(new(2026, 1, 1));
        Done(_sound, _registry, new PersonRegistered("P-1", "张三", IdentityKind.CitizenId, Number, new(1949, 12, 31)));
        Refused(death, _officer, RefusalCode.OtherAuthority);
        Done(new AttachCertificate(new("Q-1", "530100")), _registry, new CertificateAttached(new("Q-1", "530100")));
        Done(new AttachCertificate(new("Q-2", "410100")), _registry, new CertificateAttached(new("Q-2", "410100")));
        Refused(death, _officer, RefusalCode.OtherAuthority);
        Refused(death, _holder, RefusalCode.NotAllowed);
        Refused(death, _officer with { Authority = "53", Desks = Desks.Rail }, RefusalCode.OtherAuthority);
        Done(death, _officer with { Authority = "53" },
            new DeathRecorded(new DeathFact("P-1.f1", new(2026, 1, 1)) { RecordedBy = "53" }));
    }

    /// <summary>A death ends every certificate: what it ended still says who may take it back.</summary>
    [Theory]
    [InlineData("P-1.f1", true)]
    [InlineData(null, false)]
    public void H4_whoever_recorded_a_fact_that_cancelled_the_certificate_can_correct_it(string? cause, bool may)
    {
        var certificate = new Certificates.Stage("2026-01-02").Given("2022-03-01").Certificate! with
        {
            Key = "Q-1",
            PersonKey = "P-1",
            Authority = "530100",
            Cancellation = new(CancellationGround.Death, new(2026, 1, 1), cause, null),
        };
        var held = new Person
        {
            Key = "P-1", Name = "张三", IdentityKind = IdentityKind.CitizenId, IdentityNumber = Number,
            BornOn = new(1949, 12, 31), Certificates = [new HeldCertificate("Q-1", "530100")],
        };
        var officer = _officer with { Authority = "53" };
        Assert.Equal(may, PersonDesk.MayNot(held, [certificate], officer, new(2026, 1, 2)) is null);
    }

    [Fact]
    public void T7_H4_a_certificate_that_the_officer_registered_lately_gives_the_officer_nothing()
    {
        var held = new HeldCertificate("Q-1", "410100", _officer.AccountId, new DateOnly(2026, 2, 20));
        Done(_sound, _registry, new PersonRegistered("P-1", "张三", IdentityKind.CitizenId, Number, new(1949, 12, 31)));
        Done(new AttachCertificate(held), _registry, new CertificateAttached(held));
        Refused(new RecordDeath(new(2026, 1, 1)), _officer, RefusalCode.OtherAuthority);
    }

    [Fact]
    public void Facts_are_numbered_and_a_correction_takes_back_the_one_it_names()
    {
        Registered();
        Done(new RecordDrivingLicence(DrivingLicenceState.Suspended, "A2", new(2026, 1, 1)), _officer,
            new DrivingLicenceRecorded(new("P-1.f1", DrivingLicenceState.Suspended, "A2", new(2026, 1, 1))
            {
                RecordedBy = "4101",
            }));
        Done(new RecordDrivingLicence(DrivingLicenceState.Revoked, "A2", new(2026, 1, 1)), _officer,
            new DrivingLicenceRecorded(new("P-1.f2", DrivingLicenceState.Revoked, "A2", new(2026, 1, 1))
            {
                RecordedBy = "4101",
            }));
        Done(new RecordDeath(new(2026, 3, 5)), _officer,
            new DeathRecorded(new("P-1.f3", new(2026, 3, 5)) { RecordedBy = "4101" }));
        Assert.True(_person!.Stands("P-1.f1")
            && _person.Stands("P-1.f2")
            && _person.Stands("P-1.f3")
            && !_person.Stands("P-1.f4"));
        Assert.Equal(
            "reason",
            Assert.Single(Refused(new CorrectFact("P-1.f2", ""), _officer, RefusalCode.Malformed).Faults).Field);
        Refused(new CorrectFact("P-1.f4", "误"), _officer, RefusalCode.NotFound);
        // The province is above the city that recorded it; the other way round it takes two.
        Assert.False(PersonFacts.TakesTwo(_person, "P-1.f3", _officer with { Authority = "41" }));
        Assert.True(PersonFacts.TakesTwo(_person, "P-1.f3", _officer with { Authority = "4102" }));
        Refused(new CorrectFact("P-1.f3", "误"), _officer with { Authority = "410100" }, RefusalCode.SecondOfficer);
        Done(new CorrectFact("P-1.f2", "误"), _officer, new FactCorrected("P-1.f2", "误"));
        Assert.Equal(DrivingLicenceState.Suspended, _person.DrivingLicence!.State);
        Assert.NotNull(_person.Death);
        Done(new CorrectFact("P-1.f3", "误"), _officer, new FactCorrected("P-1.f3", "误"));
        Assert.Null(_person.Death);
        Done(new RecordDeath(new(2026, 3, 4)), _officer,
            new DeathRecorded(new("P-1.f4", new(2026, 3, 4)) { RecordedBy = "4101" }));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("A2", true)]
    [InlineData("A1A2B1C1D1", true)]
    [InlineData("A1A2B1C1D1E", false)]
    [InlineData("A-2", false)]
    [InlineData("甲", false)]
    public void The_class_of_a_licence_is_letters_and_digits(string letters, bool taken)
    {
        Registered();
        var decided = Decided(new RecordDrivingLicence(DrivingLicenceState.Valid, letters, new(2026, 1, 1)), _officer);
        Assert.Equal(taken, decided is Decision.Accepted);
    }

    [Fact]
    public void The_loss_that_counts_is_the_first_that_still_held()
    {
        Person With(params (DrivingLicenceState State, int Day)[] facts) =>
            Certificates.Stage.PersonBorn("1980-05-05") with
            {
                DrivingLicences = [.. facts.Select(
                (f, i) => new DrivingLicenceFact($"f{i + 1}", f.State, null, new(2026, 1, f.Day)))],
            };
        Assert.Null(With().LicenceLostSince(new(2026, 1, 1)));
        Assert.Null(With((DrivingLicenceState.Suspended, 5)).LicenceLostSince(new(2026, 1, 1)));
        Assert.Equal("f1", With((DrivingLicenceState.Revoked, 5)).LicenceLostSince(new(2026, 1, 9))!.Id);
        Assert.Equal(
            "f1",
            With((DrivingLicenceState.Revoked, 5), (DrivingLicenceState.Valid, 9))
                .LicenceLostSince(new(2026, 1, 8))!.Id);
        Assert.Null(
            With((DrivingLicenceState.Revoked, 5), (DrivingLicenceState.Valid, 9)).LicenceLostSince(new(2026, 1, 9)));
        Assert.Equal(
            "f3",
            With((DrivingLicenceState.Revoked, 5), (DrivingLicenceState.Valid, 9), (DrivingLicenceState.Cancelled, 12))
                .LicenceLostSince(new(2026, 1, 9))!.Id);
    }

    [Fact]
    public void Whatever_changes_a_fact_or_the_birth_makes_every_certificate_look_again()
    {
        Registered();
        Done(new AttachCertificate(new("Q-2", "530100")), _registry, new CertificateAttached(new("Q-2", "530100")));
        Assert.Equal(["Q-1", "Q-2"], TargetsOf(new DeathRecorded(new("f", new(2026, 1, 1)))));
        Assert.Equal(
            ["Q-1", "Q-2"],
            TargetsOf(new DrivingLicenceRecorded(new("f", DrivingLicenceState.Revoked, null, new(2026, 1, 1)))));
        Assert.Equal(["Q-1", "Q-2"], TargetsOf(new FactCorrected("f", "误")));
        Assert.Equal(
            ["Q-1", "Q-2"], TargetsOf(new IdentityChanged("张三", IdentityKind.CitizenId, Number, new(1949, 12, 31))));
        Assert.Empty(TargetsOf(new AccountBound("h1")));
        Assert.Empty(TargetsOf(new CertificateAttached(new("Q-2", "530100"))));
        _person = _person! with { DrivingLicences = [new("f", DrivingLicenceState.Revoked, null, new(2026, 1, 1))] };
        Assert.Equal(["Q-2"], TargetsOf(new CertificateAttached(new("Q-2", "530100"))));
        _person = _person with { DrivingLicences = [], Death = new("f", new(2026, 1, 1)) };
        Assert.Equal(["Q-2"], TargetsOf(new CertificateAttached(new("Q-2", "530100"))));
    }

    private IEnumerable<string> TargetsOf(Event happened)
    {
        var consequences =
            PersonMachine.Instance.React(_person, _person!, [happened], ContextOf(_officer)).Consequences;
        Assert.All(
            consequences,
            consequence => Assert.Equal(
                (EntityKind.Certificate, new PassTime()), (consequence.Target.Kind, consequence.Command)));
        return consequences.Select(consequence => consequence.Target.Key);
    }
}

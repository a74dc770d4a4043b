using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>
/// A stage for one railway driver: a fixed clock, the real rules and calendar, two enterprises (W-1 with the units u1
/// and u2, and W-2), exam sessions, and the machines themselves, as a host would drive them but without one.
/// </summary>
public sealed class RailStage : Scene<RailStage, RailCareer>
{
    public const string HolderId = "holder";

    private readonly Dictionary<EntityId, EntityState> _entities = [];

    public RailStage(string now) : base(new EntityId(EntityKind.RailLicence, "R-1"))
    {
        At(now);
        Add(
            new Employer
            {
                Key = "W-1",
                Name = "郑州铁路",
                CreditCode = "91410100MA3X9K2P3K",
                Units = [new("u1", "机务段"), new("u2", "动车段")],
            });
        Add(new Employer { Key = "W-2", Name = "重庆铁路", CreditCode = "91500000202828578J", Units = [new("u1", "机务段")] });
        Add(new Employer { Key = "W-9", Name = "停用企业", CreditCode = "91440300708461136T", Disabled = true });
    }

    public Person Driver { get; set; } = Certificates.Stage.PersonBorn("1990-05-05");
    public RailCareer Career => State;
    public RailRulebook Rules { get; set; } = RailRulebook.Embedded;

    public override Person? Person(string key) => key == Driver.Key ? Driver : null;
    public override EntityState? Entity(EntityId id) => _entities.GetValueOrDefault(id);
    public override Context ContextFor(Actor actor) => base.ContextFor(actor) with { RailRulebook = Rules };

    public static Actor HolderActor { get; } = new(HolderId, Roles.Holder, Channel.Http) { PersonKey = "P-1" };
    public static Actor Centre { get; } = new("centre", Roles.ExamCentre, Channel.Http);
    public static Actor Nra { get; } = new("nra", Roles.Administration, Channel.Http);
    public static Actor EmployerActor(string key, string? unit = null) =>
        new("employer." + key, Roles.Employer, Channel.Http) { EmployerKey = key, EmployerUnit = unit };

    public string ApplicationId => $"R-1.{Career.ApplicationCount}";
    public RailApplication Application => Career.Applications.At(ApplicationId)!;
    public RailStanding Standing => RailValidity.On(Today, Career, Driver);

    public void Add(Employer employer) => _entities[new EntityId(EntityKind.Employer, employer.Key)] = employer;

    public void Session(
        string key, string deadline, DateOnly? practicalOn = null, ImmutableArray<ExamPlace>? places = null,
        DateOnly? theoryOn = null) =>
        _entities[new EntityId(EntityKind.ExamSession, key)] = new ExamSession
        {
            Key = key,
            Name = "考试",
            RegistrationDeadline = DateOnly.Parse(deadline, null),
            TheoryOn = theoryOn ?? DateOnly.Parse(deadline, null).AddDays(30),
            PracticalOn = practicalOn,
            Places = places,
        };

    public override RailStage Twin()
    {
        var twin = new RailStage(
            "2026-01-01")
        { Now = Now, Driver = Driver, State = State, Calendar = Calendar, Rules = Rules };
        foreach (var (id, entity) in _entities) twin._entities[id] = entity;
        foreach (var (id, document) in Documents) twin.Documents[id] = document;
        return twin;
    }

    public RailStage Given(OlderLicence? licence = null,
        string? employer = "W-1",
        DateOnly? retiresOn = null,
        DateOnly? bannedUntil = null)
    {
        When(new RegisterRailDriver
        {
            PersonKey = "P-1", Employer = employer is null ? null : new EmployerLink(employer), RetiresOn = retiresOn,
            Licence = licence, BannedUntil = bannedUntil,
        }, Actor.Registry(Channel.Import));
        return this;
    }

    protected override void AssertNeeds(Needs needs, Command command)
    {
        if (command is Apply { Form: RailRenewalForm { NewEmployerId: { } id } }
            && EntityId.TryParse(id, out var employer)
            && employer.Kind == EntityKind.Employer)
            Assert.Contains(employer, needs.Entities);
    }

    public RailStage WhenPerson(Command command)
    {
        var machine = PersonMachine.Instance;
        var context = ContextFor(Actor.Registry(Channel.Consequence));
        if (machine.Decide(
            new EntityId(EntityKind.Person, "P-1"), Driver, command, context) is Decision.Accepted accepted)
            foreach (var happened in accepted.Events) Driver = (Person)machine.Evolve(Driver, happened);
        return When(new PassTime(), Actor.Registry(Channel.Consequence));
    }

    public Material Uploaded(
        MaterialKind kind, string owner = HolderId, string? contentType = null, MaterialKind? uploadedAs = null) =>
        new(kind, Kept(uploadedAs ?? kind, owner, contentType ?? RailMaterials.FormatsOf(kind)[0]));

    /// <summary>Everything that the service and its reason ask for.</summary>
    public ImmutableArray<Material> MaterialsFor(RailForm form, string owner = HolderId) =>
    [
        .. RailMaterials.Asked(form, RailFiling.StudyOf(Career, form), Rules, Rules.At(Today))
            .Select(row => Uploaded(row.Material, owner))];

    public RailStage WhenApplies(RailForm form) => When(new Apply(form, MaterialsFor(form)), HolderActor);
}

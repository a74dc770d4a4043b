using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>
/// A stage for one certificate and its holder: a fixed clock, the real rules and calendar, and the machine itself, as a
/// host would drive it but without one. Given / when / then are its methods.
/// </summary>
public sealed class Stage : Scene<Stage, Certificate>
{
    public const string OfficerId = "officer";
    public const string HolderId = "holder";

    public Stage(string now) : base(new EntityId(EntityKind.Certificate, "Q-1")) => At(now);

    public Person Holder { get; set; } = PersonBorn("1980-05-05");
    public Certificate Certificate => State;
    public override Person? Person(string key) => key == Holder.Key ? Holder : null;

    public static Person PersonBorn(string bornOn) => new()
    {
        Key = "P-1", Name = "张三", IdentityKind = IdentityKind.CitizenId, IdentityNumber = "11010519491231002X",
        BornOn = DateOnly.Parse(bornOn, null), AccountId = HolderId,
    };

    public static Actor OfficerOf(string authority) =>
        new(OfficerId, Roles.Officer, Channel.Http) { Authority = authority, Desks = Desks.Road };

    public static Actor HolderActor { get; } = new(HolderId, Roles.Holder, Channel.Http) { PersonKey = "P-1" };

    public override Stage Twin() => new("2026-01-01")
    {
        Now = Now, Holder = Holder, State = State, Rulebook = Rulebook, Calendar = Calendar,
    };

    /// <summary>
    /// A certificate registered today, valid from <paramref name="validFrom"/> as long as the rule says.
    /// </summary>
    public Stage Given(
        string validFrom, CertificateKind kind = CertificateKind.FreightDriver, string? firstIssuedOn = null)
    {
        When(new RegisterCertificate
        {
            Number = "410105198502280015", Kind = kind, PersonKey = Holder.Key, ServiceUnit = "郑州货运一公司",
            Authority = "410100", FirstIssuedOn = DateOnly.Parse(firstIssuedOn ?? validFrom, null),
            ValidFrom = DateOnly.Parse(validFrom, null),
        }, Actor.Registry(Channel.Import));
        Assert.IsType<Decision.Accepted>(Last);
        return Attached();
    }

    /// <summary>A certificate registered today by any command.</summary>
    public Stage WhenRegistered(RegisterCertificate register, Actor? actor = null) =>
        When(register, actor ?? Actor.Registry(Channel.Import)).Attached();

    /// <summary>The consequence of a registration; what is asked about afterwards is still the registration.</summary>
    private Stage Attached()
    {
        if (Last is not Decision.Accepted registered) return this;
        WhenPerson(
            new AttachCertificate(new HeldCertificate("Q-1", "410100")),
            Actor.Registry(Channel.Consequence)).ThenDone();
        Last = registered;
        return this;
    }

    /// <summary>A registration that is well, to be varied.</summary>
    public static RegisterCertificate Sound(string validFrom, CertificateKind kind = CertificateKind.FreightDriver) =>
        new()
        {
            Number = "410105198502280015", Kind = kind, PersonKey = "P-1", Authority = "410100",
            FirstIssuedOn = DateOnly.Parse(validFrom, null), ValidFrom = DateOnly.Parse(validFrom, null),
        };

    /// <summary>
    /// A command to the holder's own machine; its consequences reach the certificate at once, or later. Whose it is to
    /// record a fact is tested with the person (PersonTests), so here the registry does.
    /// </summary>
    public Stage WhenPerson(Command command, Actor? actor = null, bool delivered = true)
    {
        var machine = PersonMachine.Instance;
        var context = ContextFor(actor ?? Actor.Registry(Channel.Consequence));
        var before = Holder;
        var decision = machine.Decide(new EntityId(EntityKind.Person, Holder.Key), Holder, command, context);
        var consequences = ImmutableArray<Consequence>.Empty;
        if (decision is Decision.Accepted accepted)
        {
            foreach (var happened in accepted.Events) Holder = (Person)machine.Evolve(Holder, happened);
            Assert.Empty(machine.Check(Holder));
            consequences = machine.React(before, Holder, accepted.Events, context).Consequences;
        }
        foreach (var consequence in consequences)
            if (delivered && consequence.Target.Key == "Q-1")
                When(consequence.Command, Actor.Registry(Channel.Consequence)).ThenDone();
        Last = decision;
        return this;
    }

    /// <summary>The id of the fact about the holder that was recorded last.</summary>
    public string FactId => $"P-1.f{Holder.FactCount}";

    /// <summary>The rows of the index are the applications that changed, as they are now.</summary>
    protected override void AfterEach(Certificate? before, Command command, Context context)
    {
        var rows = Reactions.Applications.ToDictionary(row => row.Id, row => Json((Application)row));
        foreach (var now in Certificate.Applications)
        {
            if (rows.TryGetValue(now.Id, out var row)) Assert.Equal(Json(now), row);
            else Assert.Equal(Json(now), Json(before!.Applications.At(now.Id)!));
        }
        foreach (var gone in before?.Applications ?? [])
            Assert.True(!gone.IsLive || Certificate.Applications.At(gone.Id) is not null || rows.ContainsKey(gone.Id));
    }

    private static string Json(Application application) =>
        JsonSerializer.Serialize(application, RegistryJson.Wire.Application);

    public Stage WhenHolder(Command command) => When(command, HolderActor);
    public Stage WhenOfficer(Command command) => When(command, OfficerOf("4101"));
    public Stage WhenTimePasses(string to) => At(to).When(new PassTime(), Actor.Registry(Channel.Deadline));

    /// <summary>The holder applies with all materials that the service asks for.</summary>
    public Stage WhenApplies(ApplicationForm form, DeliveryWay? delivery = null, params MaterialKind[] without) =>
        WhenHolder(new Apply(form, [.. MaterialsFor(form).Where(m => !without.Contains(m.Kind))], delivery,
            delivery == DeliveryWay.Post ? new DeliveryAddress(null, null, "郑州市") : null));

    public ImmutableArray<Material> MaterialsFor(ApplicationForm form) =>
    [
        // The duplicate page may stand on the main page's picture.
        .. Services.Catalogue.Of(form).Materials.Where(line => line.Kind != MaterialKind.DrivingLicenceDuplicate)
            .Select(line => Uploaded(line.Kind)),
    ];

    public Material Uploaded(MaterialKind kind,
        string owner = HolderId,
        string contentType = "image/png",
        MaterialKind? uploadedAs = null) =>
        new(kind, Kept(uploadedAs ?? kind, owner, contentType));

    public Stage WhenAccepted() => WhenOfficer(new Accept(ApplicationId)).ThenDone();
    public Stage WhenApproved(Grade? grade = null) => WhenOfficer(new Approve(ApplicationId, grade)).ThenDone();

    /// <summary>
    /// The embedded calendar and the days off of 2027 that the law itself names, with one make-up Saturday.
    /// </summary>
    public static WorkingCalendar With2027 { get; } = WorkingCalendar.Embedded.With(
        ((RulebookLoad<WorkingCalendar>.Loaded)WorkingCalendar.Parse("""
            { "2027": { "holidays": ["2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-02-09",
              "2027-04-05", "2027-05-01", "2027-05-02", "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02",
              "2027-10-03"], "workdays": ["2027-02-20"] } }
            """u8)).Rulebook);

    /// <summary>The application that was handed in last.</summary>
    public string ApplicationId => $"Q-1.{Certificate.ApplicationCount}";

    public Application Application => Certificate.Applications.At(ApplicationId)!;

    public CertificateStanding StandingOn(string day) =>
        CertificateValidity.On(DateOnly.Parse(day, null), Certificate, Holder, Rulebook, Calendar);

    public CertificateStatus StatusNow =>
        CertificateValidity.On(ShanghaiTime.DateOf(Now), Certificate, Holder, Rulebook, Calendar).Status;
}

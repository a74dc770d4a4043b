using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Tests.Support;

namespace OrleansRegistry.Domain.Tests.Bindings;

/// <summary>One account that says whose it is, with whoever is on the register under the number.</summary>
public sealed class BindingStage : Scene<BindingStage, IdentityBinding>, IFacts
{
    public const string AccountId = "A-FILER", Number = "410105198502280015";

    public BindingStage(string now = "2026-03-05") : base(IdentityBinding.IdOf(AccountId)) => At(now);

    public static Actor Filer { get; } = new(AccountId, Roles.Holder, Channel.Http);
    public static Actor Registry { get; } = Actor.Registry(Channel.Deadline);
    public static Actor Officer { get; } = OfficerOf("41", "officer");
    public static Actor Second { get; } = OfficerOf("41", "officer.2");
    public static Actor Centre { get; } = new("centre", Roles.ExamCentre, Channel.Http);

    /// <summary>Who is on the register under the number; null: nobody.</summary>
    public Person? Known { get; set; }

    /// <summary>The certificates of that person.</summary>
    public ImmutableArray<Certificate> Certificates { get; set; } = [];

    public IdentityBinding Binding => State;
    public BindingApplication Filed => State.Applications[^1];

    public static Actor OfficerOf(string authority, string account) =>
        new(account, Roles.Officer, Channel.Http) { Authority = authority, Desks = Desks.Road };

    /// <summary>The railway career of that person, and its employer.</summary>
    public RailCareer? Career { get; set; }

    /// <summary>All notices since the beginning.</summary>
    public List<string> AllNotified { get; } = [];

    /// <summary>What is known of the accounts that act, beside the one that this is about.</summary>
    public Dictionary<EntityId, EntityState> Accounts { get; init; } = [];

    public override EntityState? Entity(EntityId id) =>
        Career?.Key == id.Key ? Career : Accounts.GetValueOrDefault(id);

    /// <summary>The two documents have the same content.</summary>
    public void SameContent(string one, string other) => Documents[other] = Documents[other]
        with
    { Sha256 = Documents[one].Sha256 };

    protected override void AfterEach(IdentityBinding? before, Command command, Context context) =>
        AllNotified.AddRange(Notified);

    public override Person? Person(string key) => Known?.Key == key ? Known : null;

    Person? IFacts.PersonWithNumber(string number) => Known?.IdentityNumber == number ? Known : null;

    ImmutableArray<Certificate> IFacts.CertificatesOf(string personKey) => Known?.Key == personKey ? Certificates : [];

    public override BindingStage Twin() =>
        new()
        {
            Now = Now, State = State, Known = Known, Certificates = Certificates, Rulebook = Rulebook,
            Calendar = Calendar, Accounts = Accounts,
        };

    /// <summary>A person of Henan with one certificate, and an account or none.</summary>
    public BindingStage OnRecord(string? account = null, string name = "王小明", string authority = "410100")
    {
        var certificate = new Certificates.Stage("2026-03-05").Given("2022-03-01").Certificate;
        Certificates = [certificate with { Key = "Q-1", PersonKey = "P-1", Authority = authority }];
        Known = new Person
        {
            Key = "P-1", Name = name, IdentityKind = IdentityKind.CitizenId, IdentityNumber = Number,
            BornOn = new(1985, 2, 28),
            AccountId = account, Certificates = [new HeldCertificate("Q-1", authority)],
        };
        return this;
    }

    public string Picture(MaterialKind kind, int width = 856, int height = 540, string owner = AccountId) =>
        Kept(kind, owner, "image/png", 1000, width, height);

    public FileBinding Filing(string name = "王小明", string? number = null) => new(
        new IdentityForm(name, IdentityKind.CitizenId, number ?? Number), Picture(MaterialKind.IdentityFront),
        Picture(MaterialKind.IdentityBack));

    /// <summary>Filed, asked of the source in its hours, and known to it.</summary>
    public BindingStage Given(bool answered = true)
    {
        When(Filing(), Filer).ThenDone();
        return answered ? When(new AnswerBindingCheck(Filed.Id, true), Registry).ThenDone() : this;
    }

    public BindingStage WhenOfficer(Func<string, Command> command, Actor? officer = null) =>
        When(command(Filed.Id), officer ?? Officer);

    public string[] Notified => [.. Reactions.Notices.Select(notice => $"{notice.Kind} {notice.PersonKey}")];

    public string[] Followed =>
        [.. Reactions.Consequences.Select(one => $"{one.Command.GetType().Name} {one.Target.Key}")];
}

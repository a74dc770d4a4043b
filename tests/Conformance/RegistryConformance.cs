using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Tests.Conformance;

/// <summary>
/// Goal: there is one registry, whichever host runs it on whichever store. Method: one list of cases against IRegistry;
/// each host is a short class that says how it is started and how its clock is moved. Cases share the host and have
/// entities of their own.
/// </summary>
public abstract partial class RegistryConformance<TSubject>(
    TSubject subject) : IClassFixture<TSubject> where TSubject : RegistrySubject
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private static int _numbers;

    private readonly int _number = Interlocked.Increment(ref _numbers);

    private IRegistry Registry => subject.Registry;

    private DateOnly Today => ShanghaiTime.DateOf(Registry.Now);

    [Fact]
    public async Task Every_kind_is_created_answered_again_and_read()
    {
        Here();
        var person =
            await NewId(new RegisterPerson("王小明", IdentityKind.CitizenId, "410105198502280015"), EntityKind.Person);
        var employer = await NewId(new RegisterEmployer("郑州机务段", "91410100MA3X9K2P3K"), EntityKind.Employer);
        var operating = await NewId(
            new RegisterOperator(
                "91530100MA6K00006J", "云南示范运输有限公司", "530100", [new ContactPerson("李示范", "13800000000")]),
            EntityKind.Operator);
        var vehicle = new VehicleRow(
            "91530100MA6K00006J", VehicleKind.GeneralFreight, "云A10D18", PlateColour.Yellow, "LZYTDTE65M1000001",
            "530100000101", "530100", Today.AddDays(-400),
            ReviewedOn: Today.AddDays(-100), TechnicalGrade: TechnicalGrade.Grade1);
        EntityId[] created =
        [
            person, employer, operating, await Registered(),
            await NewId(vehicle.ToVehicle(operating.Key), EntityKind.Vehicle),
            await NewId(new RegisterRailDriver { PersonKey = person.Key }, EntityKind.RailLicence),
            await NewId(
                new RegisterExamSession("2026 年第一批", Today.AddDays(30), Today.AddDays(60)), EntityKind.ExamSession),
        ];
        // A charter trip, an objection, an opinion and a finding stand on several of these at once, each in its right
        // state, and keys are made by the host: they have tests of their own.
        EntityKind[] elsewhere =
        [
            EntityKind.Trip, EntityKind.Keyring, EntityKind.TrustList, EntityKind.Identity, EntityKind.Objection,
            EntityKind.Finding, EntityKind.Opinion,
        ];
        Assert.Equal(Enum.GetValues<EntityKind>().Except(elsewhere), created.Select(id => id.Kind).Order());
        await subject.Settle();
        foreach (var id in created) await Chained(id);
    }

    [Fact]
    public async Task A_repeat_gives_the_same_answer_and_another_content_or_version_is_refused()
    {
        Here();
        var id = await Registered();
        var envelope = Education("repeat") with { Fingerprint = "a" };
        var first = await Done(id, envelope);
        var again = await Done(id, envelope);
        Assert.Equal((first.Version, true), (again.Version, again.Repeated));
        Assert.Equal(first.Body.ToArray(), again.Body.ToArray());
        Assert.Equal(RefusalCode.IdempotencyKeyReused, await Refused(id, envelope with { Fingerprint = "b" }));
        Assert.Equal(RefusalCode.StaleVersion, await Refused(id, Education("stale") with { ExpectedVersion = 99 }));
        Assert.Equal(first.Version, (await Registry.Load(id))!.Version);
        Assert.Equal(
            first.Version + 1, (await Done(id, Education("seen") with { ExpectedVersion = first.Version })).Version);
        await Chained(id);
    }

    [Fact]
    public async Task What_was_so_already_is_answered_the_same_again_although_it_is_otherwise_by_then()
    {
        Here();
        var code = CreditCode.Complete($"91410100MC{_number:D6}");
        var id = await NewId(new RegisterEmployer("郑州机务段", code), EntityKind.Employer);
        var nothing = new Envelope(Name("nothing"), new RenameEmployer("郑州机务段"), _import) { Fingerprint = "a" };
        var first = await Done(id, nothing);
        Assert.Equal((1, false), (first.Version, first.Repeated));
        await Done(id, new Envelope(Name("renamed"), new RenameEmployer("洛阳机务段"), _import));
        var again = await Done(id, nothing);
        Assert.Equal((first.Version, true), (again.Version, again.Repeated));
        Assert.Equal(first.Body.ToArray(), again.Body.ToArray());
        Assert.Equal("洛阳机务段", ((Employer)(await Registry.Load(id))!.State).Name);
        Assert.Equal(RefusalCode.IdempotencyKeyReused, await Refused(id, nothing with { Fingerprint = "b" }));
        await Chained(id);
    }

    [Fact]
    public async Task What_one_has_reserved_another_is_refused_and_nothing_is_left_of_it()
    {
        Here();
        var sample = Sample();
        await NewId(sample.Person, EntityKind.Person);
        var other = Keys.ForNew(EntityKind.Person, Name("other"));
        for (var n = 0; n < 2; n++) Assert.Equal(
            RefusalCode.Duplicate, await Refused(other, new Envelope(Name($"other-{n}"), sample.Person, _import)));
        Assert.Null(await Registry.Load(other));
        Assert.Null(await subject.Store.Load(other));
    }

    [Fact]
    public async Task A_refusal_is_a_value_and_changes_nothing()
    {
        Here();
        var id = await Registered();
        var before = (await Registry.Load(id))!.Version;
        Assert.NotEqual(
            default,
            await Refused(id, new Envelope(Name("future"), new RecordEducation(1, Today.AddDays(5)), _import)));
        Assert.NotEqual(default, await Refused(EntityId.Of(EntityKind.Certificate, "NOBODY"), Education("nobody")));
        Assert.Equal(before, (await Registry.Load(id))!.Version);
    }

    [Fact]
    public async Task Many_at_once_go_one_after_the_other()
    {
        Here();
        var id = await Registered();
        var before = (await Registry.Load(id))!.Version;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(n => Done(id, Education($"many-{n}") with { Fingerprint = $"{n}" })));
        // One of them may complete the hours of the cycle, which is an event more.
        Assert.Equal(50, answers.DistinctBy(answer => answer.Version).Count());
        Assert.Equal(50, (await History(id)).Count(entry => entry.Version > before
            && entry.Type == "certificate.educationRecorded"));
        Assert.Equal((await Registry.Load(id))!.Version, answers.Max(answer => answer.Version));
        await Chained(id);
    }

    [Fact]
    public async Task Keys_that_read_as_numbers_are_entities_of_their_own()
    {
        Here();
        string[] keys = [$"000{_number}23", $"{_number}23", $"0{_number}23"];
        foreach (var (key, sample) in keys.Zip(
            SampleRegister.Make(100, 1000 + _number, Today).DistinctBy(made => made.Person.IdentityNumber)))
        {
            var id = EntityId.Of(EntityKind.Person, key);
            await Done(id, new Envelope(Name(key), sample.Person, _import));
            Assert.Equal(sample.Person.Name, ((Person)(await Registry.Load(id))!.State).Name);
        }
        foreach (var key in keys) await Chained(EntityId.Of(EntityKind.Person, key));
    }

    [Fact]
    public async Task A_deadline_acts_by_itself_once_by_the_law_s_clock_and_tells_the_holder()
    {
        Here();
        var (id, certificate) = await WithCertificate();
        for (var moves = 0; await Events(id, "deadline") is { Length: 0 }; moves++)
        {
            Assert.True(moves < 40, "nothing ever fell due");
            await subject.MoveTo((await Armed(id)) ?? throw new InvalidOperationException("no deadline is armed"));
        }
        var happened = await Events(id, "deadline");
        Assert.All(happened, entry => Assert.Equal("registry", entry.Actor));
        var events = (await History(id)).Length;
        await subject.MoveTo(Registry.Now);
        Assert.Equal(events, (await History(id)).Length);
        Assert.True(await Armed(id) is not { } next || next > Registry.Now, "what is done is still armed");
        Assert.Equal(Registry.Now, Registry.ContextFor(_import, (await Registry.Load(id))!.Facts).Now);
        Assert.NotEmpty(
            (await subject.Store.Work.Notices(certificate.PersonKey, false, new PageRequest(50, null))).Items);
        await Chained(id);
    }

    [Fact]
    public async Task A_death_cancels_as_its_consequence_and_the_correction_undoes_exactly_that()
    {
        Here();
        var (id, certificate) = await WithCertificate();
        var holder = new EntityId(EntityKind.Person, certificate.PersonKey);
        var officer = new Actor(
            "officer-1", Roles.Officer, Channel.Http)
        { Authority = certificate.Authority[..2], Desks = Desks.Road };
        await Done(holder, new Envelope(Name("death"), new RecordDeath(Today), officer) { Fingerprint = "f" });
        await subject.Settle();
        var cancelled = ((Certificate)(await Registry.Load(id))!.State).Cancellation;
        Assert.NotNull(cancelled);
        Assert.Single(await Events(id, "consequence"), entry => entry.Type == "certificate.cancelled");
        Assert.Contains(
            (await subject.Store.Work.Notices(certificate.PersonKey, false, new PageRequest(50, null))).Items,
            notice => notice.Notice.Kind == "cancelled");

        var fact = ((Person)(await Registry.Load(holder))!.State).Death!.Id;
        await Done(holder, new Envelope(Name("correction"), new CorrectFact(fact, "同名误录"), officer));
        await subject.Settle();
        Assert.Null(((Certificate)(await Registry.Load(id))!.State).Cancellation);
        await Chained(id);
        await Chained(holder);
    }

    private void Here()
    {
        if (subject.Missing is { } missing) Assert.Skip(missing);
    }

    private string Name(string what) => $"conformance-{_number}-{what}";

    /// <summary>A freight driver: of the kinds, one that has every deadline.</summary>
    private SampleCertificate Sample() =>
        SampleRegister.Make(
            200, _number, Today).First(sample => sample.Certificate.Kind == CertificateKind.FreightDriver);

    private Envelope Education(string commandId) => new(Name(commandId), new RecordEducation(1, Today), _import);

    private async Task<EntityId> NewId(Command command, EntityKind kind)
    {
        var id = Keys.ForNew(kind, Name(kind.ToString()));
        var envelope = new Envelope(Name($"{kind}"), command, _import) { Fingerprint = "f" };
        var first = await Done(id, envelope);
        Assert.True((await Done(id, envelope)).Repeated);
        Assert.Equal(first.Version, (await Registry.Load(id))!.Version);
        return id;
    }

    private async Task<EntityId> Registered() => (await WithCertificate()).Id;

    private async Task<(EntityId Id, Certificate State)> WithCertificate()
    {
        var sample = Sample();
        var (id, answer) = await Registration.Register(Registry, sample.Person, sample.Certificate,
            new Envelope(Name("certificate"), sample.Certificate, _import) { Fingerprint = "r" });
        Assert.True(answer is Answer.Done, answer.ToString());
        await subject.Settle();
        return (id, (Certificate)(await Registry.Load(id))!.State);
    }

    private async Task<Answer.Done> Done(EntityId id, Envelope envelope)
    {
        var answer = await Registry.Execute(id, envelope);
        return answer as Answer.Done ?? throw new InvalidOperationException($"{id}: {answer}");
    }

    private async Task<RefusalCode> Refused(EntityId id, Envelope envelope) =>
        Assert.IsType<Answer.No>(await Registry.Execute(id, envelope)).Refusal.Code;

    private async Task<HistoryEntry[]> History(EntityId id)
    {
        var entries = new List<HistoryEntry>();
        for (var page = new PageRequest(200, null); ;)
        {
            var next = await Registry.Queries.History(id, page);
            entries.AddRange(next.Items);
            if (next.Next is null) return [.. entries];
            page = new PageRequest(200, next.Next);
        }
    }

    private async Task<HistoryEntry[]> Events(
        EntityId id, string channel) => [.. (await History(id)).Where(entry => entry.Channel == channel)];

    private async Task<DateTimeOffset?> Armed(EntityId id)
    {
        await foreach (var audited in subject.Store.Audits.Entities())
            if (audited.Id == id) return audited.Armed?.DueAt;
        throw new InvalidOperationException($"{id} is not there");
    }

    /// <summary>The history is sequential and chained, and says the state that the registry shows.</summary>
    private async Task Chained(EntityId id)
    {
        await foreach (var audited in subject.Store.Audits.Entities())
        {
            if (audited.Id != id) continue;
            Assert.Null(audited.BrokenAt());
            Assert.Equal(audited.Entity.Version, (await Registry.Load(id))!.Version);
            Assert.Equal(
                audited.Events.Select(entry => entry.Hash.ToArray()),
                (await History(id)).Select(entry => entry.Hash.ToArray()));
            return;
        }
        Assert.Fail($"{id} is not there");
    }
}

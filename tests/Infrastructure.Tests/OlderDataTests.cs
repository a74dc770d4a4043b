using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Infrastructure.Verification;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Infrastructure.Tests;

/// <summary>
/// Goal: what an older version has stored is read, verified and worked on. Method: a folder that version 63ecef5 wrote
/// itself (tests/data/README.md), with open applications, an outbox, a parked row and deadlines that are due since.
/// </summary>
public sealed class OlderDataTests : IDisposable
{
    private const string Password = "Registry-Demo-2026";
    private static readonly DateTimeOffset _written = new(2026, 2, 12, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset _later = new(2026, 2, 24, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly EntityId _renewed = new(EntityKind.Certificate, "Q-XZTEE0NJCNM3XGPQ");
    private static readonly EntityId _ofTheDead = new(EntityKind.Certificate, "Q-V0XN7SAAPJ83NSV2");
    private static readonly EntityId _dead = new(EntityKind.Person, "P-WTP39G7X54N4JVQV");
    private static readonly EntityId _trip = new(EntityKind.Trip, "T-66N9PGTZHZ5VG3MW");
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "registry-tests", Guid.NewGuid().ToString("N"));

    public OlderDataTests()
    {
        var stored = Path.Combine(Root, "tests/data/63ecef5");
        foreach (var file in Directory.EnumerateFiles(stored, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(stored, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [Fact]
    public async Task Every_stored_event_and_state_is_read_and_written_again_byte_by_byte()
    {
        await using var stopped = await StoredRegistry.Open(At(_written));
        var (entities, events, wrong) = (0, 0, new List<string>());
        await foreach (var audited in stopped.Store.Audits.Entities())
        {
            entities++;
            var state = EntityJson.StateOf(audited.Id.Kind, audited.Entity.State.Span);
            if (!EntityJson.BytesOf(state).AsSpan().SequenceEqual(audited.Entity.State.Span))
                wrong.Add($"the state of {audited.Id}");
            foreach (var entry in audited.Events)
            {
                events++;
                var happened = JsonSerializer.Deserialize(entry.Body.Span, RegistryJson.Wire.Event)!;
                var again = JsonSerializer.SerializeToUtf8Bytes(happened, RegistryJson.Wire.Event);
                if (FrozenNames.Of(happened) != entry.Type || !again.AsSpan().SequenceEqual(entry.Body.Span))
                    wrong.Add($"{entry.Type} of {audited.Id}");
            }
        }
        Assert.Equal([], wrong);
        Assert.Equal((43, 90), (entities, events));
    }

    /// <summary>
    /// Chains, replays and deadlines are whole; the one certificate whose consequence is in the outbox is late.
    /// </summary>
    [Fact]
    public async Task It_verifies_as_it_was_written()
    {
        await using var stopped = await StoredRegistry.Open(At(_written));
        var fault = Assert.Single(await Faults(stopped));
        Assert.StartsWith($"{_ofTheDead}: fact is due at ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_registry_goes_on_where_the_older_one_was_killed()
    {
        await using (var registry = await TestRegistry.Start(At(_later)))
        {
            await registry.Drain();

            // The outbox: a death whose consequence had not been delivered.
            Assert.NotNull(((Person)await StateOf(registry, _dead)).Death);
            var ended = (Certificate)await StateOf(registry, _ofTheDead);
            Assert.Equal(CancellationGround.Death, ended.Cancellation!.Ground);
            Assert.All(ended.Applications, application => Assert.Equal(ApplicationStatus.Closed, application.Status));

            // Deadlines: the time of the trip is over.
            Assert.Equal(TripStatus.Expired, ((Trip)await StateOf(registry, _trip)).Recorded);

            // The open application: the officer who was assigned to it signs in and goes on.
            var officer = await Officer(registry);
            Assert.Equal(officer.AccountId, Open(await StateOf(registry, _renewed)).AssignedTo);
            var before = ((Certificate)await StateOf(registry, _renewed)).Period;
            var id = Open(await StateOf(registry, _renewed)).Id;
            await Done(registry, officer, new Accept(id));
            await Done(registry, officer, new Approve(id, null, null));
            Assert.Equal(before.To.AddDays(1), ((Certificate)await StateOf(registry, _renewed)).Period.From);

            // The parked row: the identity source is not there today either, and a person still sees it.
            var parked = await registry.Operations.Parked(new PageRequest(10));
            Assert.Equal(["railApplication.askIdentitySource"], parked.Items.Select(item => item.What));
        }
        await using var stopped = await StoredRegistry.Open(At(_later));
        Assert.Equal([], await Faults(stopped));
        var left = await stopped.Store.Work.Backlog(_later);
        Assert.Equal((0, 1), (left.Overdue, left.Consequences)); // The question to the identity source waits.
    }

    private RegistryOptions At(DateTimeOffset instant) => new() { Folder = _folder, Clock = instant };

    private static Application Open(EntityState state) =>
        ((Certificate)state).Applications.Single(application => application.IsOpen);

    private static async Task<EntityState> StateOf(TestRegistry registry, EntityId id) =>
        (await registry.Load(id))!.State;

    private static async Task<Actor> Officer(TestRegistry registry)
    {
        var signedIn = await registry.Accounts.SignInByPassword(
            new PasswordSignIn("officer.henan", Password), new Origin(""));
        var account = Assert.IsType<SignIn.Started>(signedIn).Account;
        return new Actor(account.Id, account.Roles, Channel.Http)
        {
            Authority = account.Authority, Desks = account.Desks,
        };
    }

    private static async Task Done(TestRegistry registry, Actor actor, Command command)
    {
        var envelope = new Envelope($"older-data:{command.GetType().Name}", command, actor);
        var answer = await registry.Execute(_renewed, envelope);
        Assert.True(answer is Answer.Done, answer.ToString());
    }

    private static async Task<List<string>> Faults(StoredRegistry stopped)
    {
        var faults = new List<string>();
        await foreach (var fault in RegistryVerifier.Run(stopped, new VerifiedCount())) faults.Add(fault);
        return faults;
    }

    private static string Root => Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../.."));

    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }
}

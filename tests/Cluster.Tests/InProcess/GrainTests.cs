using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using OrleansRegistry.Api.Answers;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: the grains keep what is promised, with either storage provider. Method: three silos of the testing
/// host; each test does with one cluster all that needs no fresh one, for starting it is what takes the time.
/// </summary>
public sealed class GrainTests(ITestOutputHelper output)
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task Commands_refusals_races_and_repeats(string provider)
    {
        await using var cluster = await GrainCluster.Start(provider);
        var registry = cluster.Registry;
        var (sample, id) = await Registered(registry, 0);
        await A_repeat_gives_the_same_answer(registry, sample, id);
        await A_taken_number_is_refused(registry, sample);
        await A_lost_race_is_decided_again(cluster, id);
        await Two_at_once_go_one_after_the_other(registry, id);
        await Speed_of_a_hot_certificate(cluster, id);
        var audits = await cluster.Store.Audits.Entities().ToListAsync();
        Assert.Null(audits.Select(audited => audited.BrokenAt()).FirstOrDefault(broken => broken is not null));
    }

    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task A_death_cancels_and_a_deadline_passes(string provider)
    {
        await using var cluster = await GrainCluster.Start(provider);
        var (_, id) = await Registered(cluster.Registry, 0);
        var certificate = await State(cluster, id);
        var officer = new Actor(
            "officer-1", Roles.Officer, Channel.Http)
        { Authority = certificate.Authority[..2], Desks = Desks.Road };

        // A tick comes late, and twice: the certificate looks at the clock and does what was due, once.
        var due = (await cluster.Store.Work.NextDueAt())!.Value;
        var name = await PostgresServer.Run(cluster.Database, $"SELECT name FROM deadline WHERE key = '{id.Key}'");
        var grain = cluster.Silos.Client.GetGrain<IRemindable>(GrainId.Create(id.KindName, id.Key));
        var called = due.AddHours(1);
        var tick = new TickStatus(called.UtcDateTime, TimeSpan.FromSeconds(5), called.UtcDateTime);
        cluster.Clock.MoveTo(called);
        await grain.ReceiveReminder($"whatever@{due.UtcTicks}", tick);
        var after = await cluster.Store.Load(id);
        var history = await cluster.Store.Queries.History(id, new PageRequest(1000));
        Assert.Equal($"deadline {name} {due:O}", history.Items[^1].Cause);
        // Once more from a silo of this version and from an older one, at once.
        var old = new TickStatus(due.UtcDateTime, TimeSpan.FromSeconds(2), called.UtcDateTime);
        await Task.WhenAll(
            grain.ReceiveReminder($"whatever@{due.UtcTicks}", tick), grain.ReceiveReminder("whatever", old));
        Assert.Equal(after!.Version, (await cluster.Store.Load(id))!.Version);
        Assert.NotEqual(due, await cluster.Store.Work.NextDueAt());

        var person = new EntityId(EntityKind.Person, certificate.PersonKey);
        var death = new RecordDeath(ShanghaiTime.DateOf(cluster.Clock.GetUtcNow()));
        var died = await cluster.Registry.Execute(
            person, new Envelope("death-1", death, officer) { Fingerprint = "f" });
        Assert.IsType<Answer.Done>(died);
        await Until(async () => (await State(cluster, id)).Cancellation is not null);
        Assert.Equal(0, (await cluster.Store.Work.Backlog(cluster.Clock.GetUtcNow())).Consequences);
    }

    [Fact]
    public async Task Who_only_its_deadline_has_woken_leaves_memory_soon_and_who_is_asked_for_stays()
    {
        await using var cluster = await GrainCluster.Start("Registry");
        var (woken, asked) = ((await Registered(cluster.Registry, 0)).Id, (await Registered(cluster.Registry, 1)).Id);
        await cluster.LeaveMemory();
        cluster.Clock.MoveTo(cluster.Clock.GetUtcNow().AddYears(8));
        foreach (var id in (EntityId[])[woken, asked])
        {
            var due = cluster.Clock.GetUtcNow().UtcDateTime.AddDays(-1);
            await cluster.Silos.Client.GetGrain<IRemindable>(GrainId.Create(id.KindName, id.Key)).ReceiveReminder(
                "whatever", new TickStatus(due, TimeSpan.FromSeconds(2), due));
        }
        await cluster.Silos.Client.Entity(asked).Load();
        await Until(async () => !(await InMemory(cluster)).Contains(GrainId.Create(woken.KindName, woken.Key)));
        Assert.Contains(GrainId.Create(asked.KindName, asked.Key), await InMemory(cluster));
    }

    /// <summary>Millions are cold: in operation after ten minutes, here after two seconds.</summary>
    [Fact]
    public async Task Who_nobody_asks_for_any_more_leaves_memory_and_is_there_again_when_asked_for()
    {
        var soon = new GrainOptions { MaxIdle = TimeSpan.FromSeconds(2) };
        await using var cluster = await GrainCluster.Start("Registry", options: soon);
        var id = (await Registered(cluster.Registry, 0)).Id;
        var loaded = await cluster.Registry.Load(id);
        Assert.Contains(GrainId.Create(id.KindName, id.Key), await InMemory(cluster));
        await Until(async () =>
            !(await InMemory(cluster)).Any(grain => grain.Type.ToString() is "certificate" or "person"));
        Assert.Equal(loaded!.Version, (await cluster.Registry.Load(id))!.Version);
    }

    private static async Task<GrainId[]> InMemory(GrainCluster cluster) =>
        [.. (await cluster.Silos.Client.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics()).Select(
            one => one.GrainId)];

    private static async Task A_repeat_gives_the_same_answer(IRegistry registry, SampleCertificate sample, EntityId id)
    {
        var envelope = new Envelope(
            "education-1", new RecordEducation(8, new DateOnly(2026, 2, 1)), _import)
        { Fingerprint = "a" };
        var first = Assert.IsType<Answer.Done>(await registry.Execute(id, envelope));
        var again = Assert.IsType<Answer.Done>(await registry.Execute(id, envelope));
        Assert.True(again.Repeated);
        Assert.Equal(first.Version, again.Version);
        Assert.Equal(first.Body.ToArray(), again.Body.ToArray());
        var other = Assert.IsType<Answer.No>(await registry.Execute(id, envelope with { Fingerprint = "b" }));
        Assert.Equal(RefusalCode.IdempotencyKeyReused, other.Refusal.Code);
        var stale = Assert.IsType<Answer.No>(
            await registry.Execute(id, envelope with { CommandId = "education-2", ExpectedVersion = 99 }));
        Assert.Equal(RefusalCode.StaleVersion, stale.Refusal.Code);
        Assert.Equal(sample.Certificate.Number, ((Certificate)(await registry.Load(id))!.State).Number);
    }

    /// <summary>
    /// Another entity that wants the same number: the database says no, and the grain goes on with its true state.
    /// </summary>
    private static async Task A_taken_number_is_refused(IRegistry registry, SampleCertificate sample)
    {
        var created = Keys.ForNew(EntityKind.Person, "second");
        var second = new Envelope("second", sample.Person, _import);
        for (var n = 0; n < 2; n++)
        {
            var answer = await registry.Execute(created, second with { CommandId = $"second-{n}" });
            Assert.Equal(RefusalCode.Duplicate, Assert.IsType<Answer.No>(answer).Refusal.Code);
        }
        Assert.Null(await registry.Load(created));
    }

    /// <summary>
    /// A commit goes past the grain, as after a partition: the grain loses the race, reads and decides again.
    /// </summary>
    private static async Task A_lost_race_is_decided_again(GrainCluster cluster, EntityId id)
    {
        var stored = LoadedEntity.Of(id, (await cluster.Store.Load(id))!);
        var facts = await Facts.Gather(
            Machine.Of(id.Kind).Needs(stored.State, null), cluster.Store.Queries, cluster.Store.Documents,
            TimeProvider.System.GetUtcNow(),
            async (other, cancellation) => LoadedEntity.Of(other, (await cluster.Store.Load(other, cancellation))!),
            default);
        var past = new Envelope("past-the-grain", new RecordEducation(2, new DateOnly(2026, 2, 2)), _import);
        var context = cluster.Registry.ContextFor(_import, facts);
        var prepared = CommandStep.Decide(id, stored, past, context, new AnswerWriter()).Prepared!;
        Assert.IsType<CommitResult.Committed>(await cluster.Store.Commit(prepared.Commit));
        var answer = await cluster.Registry.Execute(
            id, new Envelope("after-it", new RecordEducation(3, new DateOnly(2026, 2, 3)), _import));
        Assert.Equal(stored.Version + 2, Assert.IsType<Answer.Done>(answer).Version);
    }

    private static async Task Two_at_once_go_one_after_the_other(IRegistry registry, EntityId id)
    {
        var before = (await registry.Load(id))!.Version;
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => registry.Execute(
            id,
            new Envelope($"many-{n}", new RecordEducation(1, new DateOnly(2026, 2, 4)), _import)
            {
                Fingerprint = $"{n}",
            })));
        Assert.Equal(Enumerable.Range(before + 1, 50), answers.Select(answer => ((Answer.Done)answer).Version).Order());
    }

    /// <summary>Not a limit, for the machine is shared: what was measured from each silo goes into the log.</summary>
    private async Task Speed_of_a_hot_certificate(GrainCluster cluster, EntityId id)
    {
        foreach (var silo in cluster.Silos.Silos)
        {
            var grain = silo.ServiceProvider.GetRequiredService<IGrainFactory>().Entity(id);
            var here = cluster.Silos.TryGetGrainContext(GrainId.Create(id.KindName, id.Key), out var context)
                && context.Address.SiloAddress!.Equals(silo.SiloAddress);
            var (watch, calls) = (Stopwatch.StartNew(), 0);
            await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
            {
                for (; watch.ElapsedMilliseconds < 1000; Interlocked.Increment(ref calls)) await grain.Load();
            })));
            output.WriteLine(
                $"{calls / watch.Elapsed.TotalSeconds:N0} loads of one certificate a second, "
                + (here ? "inside the process" : "from another silo"));
        }
    }

    private static async Task<(SampleCertificate Sample, EntityId Id)> Registered(IRegistry registry, int number)
    {
        var sample = SampleRegister.Make(number + 1, 7, ShanghaiTime.DateOf(registry.Now)).Last();
        var (id, answer) = await Registration.Register(
            registry, sample.Person, sample.Certificate,
            new Envelope($"register-{number}", sample.Certificate, _import) { Fingerprint = "r" });
        Assert.True(answer is Answer.Done, answer.ToString());
        var certificate = (Certificate)(await registry.Load(id))!.State;
        var person = new EntityId(EntityKind.Person, certificate.PersonKey);
        await Until(async () => (await registry.Load(person))!.State is Person { Certificates.Length: 1 });
        return (sample, id);
    }

    private static async Task<Certificate> State(GrainCluster cluster, EntityId id) =>
        (Certificate)(await cluster.Registry.Load(id))!.State;

    private static async Task Until(Func<Task<bool>> so)
    {
        var watch = Stopwatch.StartNew();
        while (!await so())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "not so after 30 s");
            await Task.Delay(50);
        }
    }
}

using Orleans.Runtime;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Samples;
using OrleansRegistry.Tests.Postgres;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: what breaks beside a grain breaks nothing in it, with either storage provider. Method: three silos of the
/// testing host; connections are ended inside commits, rows are spoilt behind the registry's back.
/// </summary>
public sealed class GrainFaultTests
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task A_commit_whose_connection_ends_is_answered_as_what_it_came_to(string provider)
    {
        Assert.SkipWhen(PostgresProcess.FindPrograms() is null, "no PostgreSQL programs here");
        var server = PostgresProcess.Start(PostgresProcess.FindPrograms()!); // Its own: it does not answer for a while.
        try
        {
            await using var cluster = await GrainCluster.Start(provider, server.ConnectionString);
            var id = await Registered(cluster.Registry);
            var version = (await cluster.Registry.Load(id))!.Version;

            // No fingerprint, so no answer is kept: only the history can say that it was carried out.
            await LostAnswers.Answers(server.ConnectionString, false);
            var committing = cluster.Registry.Execute(id, Education("durable, not answered"));
            await LostAnswers.EndWaiting(server.ConnectionString);
            await LostAnswers.Answers(server.ConnectionString, true);
            Assert.Equal(new Answer.Done(version + 1, default, false), WithoutBody(await committing));

            await using (await LostAnswers.LockEntities(server.ConnectionString))
            {
                committing = cluster.Registry.Execute(id, Education("inside, not durable"));
                await LostAnswers.EndWaiting(server.ConnectionString);
            }
            Assert.Equal(new Answer.Done(version + 2, default, false), WithoutBody(await committing));

            // With a kept answer the second time is known by that; and what comes next goes on from there.
            await LostAnswers.Answers(server.ConnectionString, false);
            committing = cluster.Registry.Execute(id, Education("durable, kept") with { Fingerprint = "f" });
            await LostAnswers.EndWaiting(server.ConnectionString);
            await LostAnswers.Answers(server.ConnectionString, true);
            Assert.Equal(new Answer.Done(version + 3, default, false), WithoutBody(await committing));
            var next = WithoutBody(await cluster.Registry.Execute(id, Education("the next")));
            Assert.Equal(new Answer.Done(version + 4, default, false), next);
            Assert.Equal(version + 4, (await cluster.Registry.Load(id))!.Version);
            Assert.All(await cluster.Store.Audits.Entities().ToListAsync(), audited => Assert.Null(audited.BrokenAt()));
        }
        finally
        {
            server.End();
        }
    }

    /// <summary>
    /// The state cannot be read, so every try fails; the grain leaves memory between them, as when silos come and go.
    /// </summary>
    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task A_poisoned_deadline_is_parked_wherever_its_grain_lives(string provider)
    {
        await using var cluster = await GrainCluster.Start(provider);
        var id = await Registered(cluster.Registry);
        await cluster.LeaveMemory();
        await PostgresServer.Run(cluster.Database, $"UPDATE entity SET state = '{{}}' WHERE key = '{id.Key}'");
        await IsParkedAtLast(cluster, id);
    }

    /// <summary>
    /// The database answers and refuses: that is no absence, or it would be tried for ever and nothing logged.
    /// </summary>
    [Theory]
    [InlineData("Registry")]
    [InlineData("AdoNet")]
    public async Task A_deadline_whose_commit_is_refused_is_parked_and_a_caller_is_informed_at_once(string provider)
    {
        await using var cluster = await GrainCluster.Start(provider);
        var id = await Registered(cluster.Registry);
        await PostgresServer.Run(cluster.Database, $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '42501'; END $$;
            CREATE TRIGGER refused BEFORE UPDATE ON deadline FOR EACH ROW
                WHEN (NEW.key = '{id.Key}' AND OLD.due_at = 0 AND NEW.due_at > 0) EXECUTE FUNCTION refuse();
            """);
        await IsParkedAtLast(cluster, id);
        var look = new Envelope("look", new PassTime(), _import);
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => cluster.Registry.Execute(id, look));
        Assert.Contains("no", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task IsParkedAtLast(GrainCluster cluster, EntityId id)
    {
        await PostgresServer.Run(cluster.Database, $"UPDATE deadline SET due_at = 0 WHERE key = '{id.Key}'");
        var grain = cluster.Silos.Client.GetGrain<IRemindable>(GrainId.Create(id.KindName, id.Key));
        var due = DateTime.UnixEpoch;
        // The silos look for what is due by themselves as well, and wait for the retry;
        // each call here is a further try.
        for (var calls = 0; (await cluster.Store.Work.Parked(new PageRequest(10, null))).Items.IsEmpty; calls++)
        {
            Assert.True(calls < 12, "twice as many calls as tries, and it is not parked");
            var before = await cluster.Store.Work.DeadlineTries(id);
            await grain.ReceiveReminder("whatever", new TickStatus(due, TimeSpan.FromSeconds(10), due));
            Assert.True(await cluster.Store.Work.DeadlineTries(id) > before, "a try was not counted");
            await cluster.LeaveMemory();
        }
        Assert.InRange(await cluster.Store.Work.DeadlineTries(id), 6, 8);
        Assert.Equal(id, Assert.Single((await cluster.Store.Work.Parked(new PageRequest(10, null))).Items).Entity);
    }

    private static Envelope Education(string commandId) =>
        new(commandId, new RecordEducation(1, new DateOnly(2026, 2, 2)), _import);

    private static Answer WithoutBody(Answer answer) =>
        answer is Answer.Done done ? done with { Body = default } : answer;

    private static async Task<EntityId> Registered(IRegistry registry)
    {
        var sample = SampleRegister.Make(1, 7, ShanghaiTime.DateOf(registry.Now)).Single();
        var (id, answer) = await Registration.Register(
            registry, sample.Person, sample.Certificate,
            new Envelope("register", sample.Certificate, _import) { Fingerprint = "r" });
        Assert.True(answer is Answer.Done, answer.ToString());
        return id;
    }
}

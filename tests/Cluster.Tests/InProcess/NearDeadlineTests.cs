using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: a deadline is done in its time by the silo whose part of the ring it is on. Method: the testing host's
/// reminders know nothing of the rows, so nothing else could do it.
/// </summary>
public sealed class NearDeadlineTests
{
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    [Fact]
    public async Task A_deadline_that_a_commit_has_put_near_is_done_by_the_silos_themselves()
    {
        await using var cluster = await GrainCluster.Start("Registry");
        var tomorrow = ShanghaiTime.DateOf(cluster.Clock.GetUtcNow()).AddDays(1);
        cluster.Clock.MoveTo(ShanghaiTime.StartOf(tomorrow).AddSeconds(-1));
        // The assessment's year ends with this day, so the commit of the registration arms what is due in a second.
        var person = SampleRegister.Make(1, 7, tomorrow).Single().Person;
        var row = new RegisterCertificate
        {
            Number = person.IdentityNumber, Kind = CertificateKind.FreightDriver, PersonKey = "", Authority = "530100",
            FirstIssuedOn = tomorrow.AddYears(-1), ValidFrom = tomorrow.AddYears(-1),
        };
        var envelope = new Envelope("register", row, _import) { Fingerprint = "r" };
        var (id, answer) = await Registration.Register(cluster.Registry, person, row, envelope);
        Assert.True(answer is Answer.Done, answer.ToString());
        Assert.Equal(ShanghaiTime.StartOf(tomorrow), await cluster.Store.Work.NextDueAt());

        cluster.Clock.MoveTo(ShanghaiTime.StartOf(tomorrow));
        for (var waited = 0; !await IsDone(cluster, id); waited++)
        {
            Assert.True(waited < 100, "nobody has done it in ten seconds");
            await Task.Delay(100);
        }
        Assert.True(await cluster.Store.Work.NextDueAt() > ShanghaiTime.StartOf(tomorrow));
    }

    private static async Task<bool> IsDone(GrainCluster cluster, EntityId id) =>
        (await cluster.Store.Queries.History(id, new PageRequest(100))).Items.Any(entry => entry.Channel == "deadline");
}

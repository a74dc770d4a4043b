using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Bulk;

namespace OrleansRegistry.Storage.Tests;

/// <summary>
/// Stores that write many commits as one write all of them or none, and leave what these leave one by one.
/// </summary>
public abstract class BulkStoreTests : RegistryStoreTests
{
    private static readonly EntityId _person = Sample.Person(1), _certificate = Sample.Certificate(1);

    private IBulkStore Bulk => (IBulkStore)Store;

    [Fact]
    public async Task Many_commits_as_one_leave_what_they_leave_one_by_one()
    {
        var commits = Rows(1);
        await Bulk.CommitAll(commits);
        foreach (var commit in Rows(2)) Assert.Equal(CommitResult.Ok, await Store.Commit(commit));

        await Reopen();
        for (var n = 1; n <= 2; n++)
        {
            var (person, certificate) = (Sample.Person(n), Sample.Certificate(n));
            var stored = await Store.Load(person);
            Assert.Equal(2, stored!.Version);
            Assert.Equal(Rows(n)[2].State.ToArray(), stored.State.ToArray());
            Assert.Equal(Rows(n)[2].Events[0].Hash.ToArray(), stored.Head.ToArray());
            var history = await Store.Queries.History(person, new PageRequest());
            Assert.Equal(["row", "follows"], history.Items.Select(happened => happened.CommandId));
            Assert.Equal(Rows(n)[2].Events[0].Body.ToArray(), history.Items[1].Body.ToArray());
            Assert.Equal(1, (await Store.Load(certificate))!.Version);
            Assert.Equal(person, await Store.Queries.PersonByIdentity($"identity {n}"));
            Assert.Equal([certificate], await Store.Queries.CertificatesOf(person.Key));
        }
        Assert.Equal(
            [Sample.Certificate(1), Sample.Certificate(2)],
            (await Store.Work.Due(RingPart.Whole, Sample.Now.AddDays(2), Sample.Now, null, 9)).Select(due => due.Id));
        Assert.Equal([_person, Sample.Person(2)],
            (await Store.Work.Consequences(Sample.Now, 9)).Select(next => next.Target));
    }

    [Fact]
    public async Task What_is_written_as_one_is_counted_as_what_is_written_one_by_one()
    {
        await Bulk.CommitAll([.. Rows(1), .. Rows(2)]);
        foreach (var commit in Rows(3)) Assert.Equal(CommitResult.Ok, await Store.Commit(commit));
        await Bulk.CommitAll(
        [
            Sample.Change(_certificate, 1, (await Store.Load(_certificate))!.Head) with
            {
                Search = Sample.Certified(_person, "number 1", endedOn: "2026-03-01"),
                Applications = [Sample.Filed(_certificate, 1), Sample.Filed(_certificate, 2)],
            },
        ]);
        var (documents, applications) = await Store.Queries.Statistics("", Sample.Day("2026-03-01"));
        Assert.Equal(
            ["cancelled 1", "valid 2"], documents.Select(one => $"{one.State} {one.Count}"));
        Assert.Equal(2, Assert.Single(applications).Count);
    }

    [Fact]
    public async Task An_entity_that_was_there_goes_on()
    {
        await Bulk.CommitAll(Rows(1));
        var stored = (await Store.Load(_person))!;
        var third = Sample.Change(_person, 2, stored.Head, events: 2);
        await Bulk.CommitAll([third, Sample.Change(_person, 4, third.Events[^1].Hash), Sample.Beside(_certificate, 1)]);
        Assert.Equal(5, (await Store.Load(_person))!.Version);
        Assert.Equal(5, (await Store.Queries.History(_person, new PageRequest())).Items.Length);
        Assert.Equal(CommitResult.Ok, await Store.Commit(
            Sample.Change(_person, 5, (await Store.Load(_person))!.Head)));
    }

    [Fact]
    public async Task One_that_takes_what_another_has_undoes_all()
    {
        await Bulk.CommitAll(Rows(1));
        var rival = Sample.First(Sample.Person(3)) with { Taken = [new Reservation("identity", "identity 1")] };
        Commit[] refused = [.. Rows(2), rival];
        await Assert.ThrowsAsync<BulkRefusedException>(() => Bulk.CommitAll(refused));
        await Nothing_of_it_is_there();
    }

    [Fact]
    public async Task One_that_rests_on_another_version_undoes_all()
    {
        await Bulk.CommitAll(Rows(1));
        Commit[] late = [.. Rows(2), Sample.Change(_person, 1, HashChain.Start)];
        await Assert.ThrowsAsync<BulkRefusedException>(() => Bulk.CommitAll(late));
        Commit[] apart = [Rows(2)[0], Sample.Change(Sample.Person(2), 2, HashChain.Start)];
        await Assert.ThrowsAsync<BulkRefusedException>(() => Bulk.CommitAll(apart));
        await Assert.ThrowsAsync<BulkRefusedException>(() => Bulk.CommitAll([.. Rows(2), Rows(1)[0]]));
        await Nothing_of_it_is_there();
    }

    [Fact]
    public async Task What_one_gives_up_another_may_take_after_it()
    {
        await Bulk.CommitAll(Rows(1));
        var head = (await Store.Load(_person))!.Head;
        var number = new Reservation("identity", "identity 1");
        var givesUp = Sample.Change(_person, 2, head) with { Released = [number] };
        var takes = Sample.First(Sample.Person(3)) with { Taken = [number] };
        await Assert.ThrowsAsync<BulkRefusedException>(() => Bulk.CommitAll([takes, givesUp]));
        Assert.Equal(_person, await Store.Queries.HolderOf(number));

        await Bulk.CommitAll([givesUp, takes]);
        Assert.Equal(Sample.Person(3), await Store.Queries.HolderOf(number));
    }

    private async Task Nothing_of_it_is_there()
    {
        Assert.Null(await Store.Load(Sample.Person(2)));
        Assert.Null(await Store.Load(Sample.Certificate(2)));
        Assert.Null(await Store.Queries.PersonByIdentity("identity 2"));
        Assert.Null(await Store.Queries.HolderOf(new Reservation("identity", "identity 2")));
        Assert.Empty((await Store.Queries.History(Sample.Person(2), new PageRequest())).Items);
        Assert.Single(await Store.Work.Consequences(Sample.Now, 9));
        await Bulk.CommitAll(Rows(2)); // And nothing of it is in the way.
    }

    /// <summary>What one row of a register makes: a person, the certificate, and the person with it.</summary>
    private static Commit[] Rows(int n)
    {
        var (person, certificate) = (Sample.Person(n), Sample.Certificate(n));
        var first = Sample.Change(person, 0, HashChain.Start, commandId: "row") with
        {
            Taken = [new Reservation("identity", $"identity {n}")],
            Search = Sample.Holder(person, "王小明", $"identity {n}"),
        };
        return
        [
            first,
            Sample.First(certificate) with
            {
                Taken = [new Reservation("certificate.x", $"number {n}")],
                Search = Sample.Certified(person, $"number {n}"),
                Deadline = new ArmedDeadline("renewal", Sample.Now.AddDays(1)), DeadlineChanged = true,
                Consequences = [new NewConsequence(person, "attachCertificate", Sample.Bytes("{}"))],
            },
            Sample.Change(person, 1, first.Events[0].Hash, commandId: "follows"),
        ];
    }
}

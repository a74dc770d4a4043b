using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Consequences and notices: what a commit sends to other entities and to people.
public abstract partial class RegistryStoreTests
{
    private async Task Caused(EntityId source, params EntityId[] targets) => await Committed(await Next(source) with
    {
        Consequences = [.. targets.Select(target => new NewConsequence(target, "holderDied", Sample.Bytes("{}")))],
    });

    private async Task<ImmutableArray<PendingConsequence>> Pending(DateTimeOffset? machineNow = null) =>
        await Store.Work.Consequences(machineNow ?? Sample.Now, 100);

    [Fact]
    public async Task A_consequence_says_what_to_do_to_whom_and_why()
    {
        await Caused(Sample.Person(1), Sample.Certificate(1));
        await Caused(Sample.Person(1), Sample.Certificate(2));

        var pending = await Pending();

        Assert.Equal([Sample.Certificate(1), Sample.Certificate(2)], pending.Select(consequence => consequence.Target));
        Assert.Equal(["P-000001@1", "P-000001@2"], pending.Select(consequence => consequence.Cause));
        Assert.Equal((Sample.Person(1), "holderDied", 0), (pending[0].Source, pending[0].Type, pending[0].Attempts));
        Assert.Equal("{}"u8.ToArray(), pending[0].Command.ToArray());
    }

    [Fact]
    public async Task The_commit_that_carries_a_consequence_out_removes_it_and_none_does_so_twice()
    {
        var target = Sample.Certificate(1);
        await Committed(Sample.First(target));
        await Caused(Sample.Person(1), target);
        var row = (await Pending()).Single().Id;

        await Committed(await Next(target) with { Delivered = row });

        Assert.Empty(await Pending());
        Assert.Equal(CommitResult.Already, await Store.Commit(await Next(target) with { Delivered = row }));
        Assert.Equal(2, (await Store.Load(target))!.Version);
    }

    [Fact]
    public async Task A_consequence_that_asked_for_what_is_already_so_is_removed_alone()
    {
        await Caused(Sample.Person(1), Sample.Certificate(1));
        await Store.Work.ConsequenceDone((await Pending()).Single().Id);
        Assert.Equal(new Backlog(0, 0, 0, 0, 0), await Store.Work.Backlog(Sample.Now));
    }

    [Fact]
    public async Task Of_each_target_only_the_oldest_consequence_is_delivered()
    {
        await Caused(Sample.Person(1), Sample.Certificate(1), Sample.Certificate(2), Sample.Certificate(1));

        var first = await Pending();
        Assert.Equal([Sample.Certificate(1), Sample.Certificate(2)], first.Select(consequence => consequence.Target));
        await Store.Work.ConsequenceDone(first[0].Id);

        var second = await Pending();
        Assert.Equal([Sample.Certificate(2), Sample.Certificate(1)], second.Select(consequence => consequence.Target));
    }

    [Fact]
    public async Task A_failing_consequence_holds_back_its_own_target_alone()
    {
        await Caused(Sample.Person(1), Sample.Certificate(1), Sample.Certificate(1), Sample.Certificate(2));
        var failing = (await Pending())[0].Id;

        await Store.Work.ConsequenceFailed(failing, "no luck", Sample.Now.AddMinutes(1));
        Assert.Equal(Sample.Certificate(2), (await Pending()).Single().Target);
        var again = (await Pending(Sample.Now.AddMinutes(1)))[0];
        Assert.Equal((failing, 1), (again.Id, again.Attempts));

        await Store.Work.ConsequenceFailed(failing, "still none", null);
        Assert.Equal(Sample.Certificate(2), (await Pending(Sample.Now.AddYears(1))).Single().Target);
        Assert.Equal(
            [new ParkedItem($"outbox:{failing}", Sample.Certificate(1), "holderDied", null, 2, "still none")],
            (await Store.Work.Parked(new PageRequest())).Items.ToArray());

        Assert.True(await Store.Work.Retry($"outbox:{failing}"));
        Assert.Equal(failing, (await Pending())[0].Id);
    }

    [Fact]
    public async Task An_external_request_that_is_shown_to_a_person_goes_again_all_the_same()
    {
        const string asks = "railApplication.askIdentitySource";
        await Committed(await Next(Sample.Person(1)) with
        {
            Consequences = [new NewConsequence(Sample.Certificate(1), asks, Sample.Bytes("{}"))],
        });
        var (externalRequest, later) = (
            (await Store.Work.ExternalRequests(Sample.Now, 100)).Single().Id, Sample.Now.AddMinutes(2));

        await Store.Work.ExternalRequestFailed(externalRequest, "away", Sample.Now.AddMinutes(1), shown: false);
        Assert.Empty((await Store.Work.Parked(new PageRequest())).Items);
        await Store.Work.ExternalRequestFailed(externalRequest, "still away", later, shown: true);
        Assert.Equal([new ParkedItem($"outbox:{externalRequest}", Sample.Certificate(1), asks, later, 2, "still away")],
            (await Store.Work.Parked(new PageRequest())).Items.ToArray());
        Assert.Equal(1, (await Store.Work.Backlog(Sample.Now)).Parked);

        Assert.Empty(await Store.Work.ExternalRequests(later.AddSeconds(-1), 100));
        Assert.Equal((externalRequest, 2), ((await Store.Work.ExternalRequests(later, 100)).Single() is var again
            ? (again.Id, again.Attempts)
            : default));
        Assert.Empty(await Pending(later));
        Assert.True(await Store.Work.Retry($"outbox:{externalRequest}"));
        Assert.Empty((await Store.Work.Parked(new PageRequest())).Items);
        Assert.Equal(0, (await Store.Work.ExternalRequests(Sample.Now, 100)).Single().Attempts);
    }

    [Fact]
    public async Task Parked_items_of_both_sorts_page_as_one_list()
    {
        for (var i = 1; i <= 5; i++) await Armed(Sample.Certificate(i), Sample.Now);
        for (var i = 1; i <= 5; i++) await Store.Work.DeadlineFailed(Sample.Certificate(i), "no luck", null);
        await Caused(Sample.Person(1), [.. Enumerable.Range(1, 12).Select(Sample.Certificate)]);
        foreach (var consequence in await Pending())
            await Store.Work.ConsequenceFailed(consequence.Id, "no luck", null);

        var all = await AllPages(4, page => Store.Work.Parked(page));

        Assert.Equal(17, all.Count);
        Assert.Equal(17, all.DistinctBy(item => item.Id).Count());
        Assert.Equal(17, (await Store.Work.Backlog(Sample.Now)).Parked);
    }

    private async Task AddNotices(int person, params string[] kinds) =>
        await Committed(await Next(Sample.Person(person)) with
        {
            Notices =
        [
            .. kinds.Select(kind => new Notice(
                kind, Sample.Person(person).Key, ImmutableSortedDictionary<string, string>.Empty.Add("姓名", "王小明"))),
        ],
        });

    [Fact]
    public async Task A_notice_is_pending_until_every_channel_has_it()
    {
        await AddNotices(1, "expiry");

        var pending = (await Store.Work.PendingNotices(Sample.Now, 10)).Single();
        Assert.Equal((Sample.Person(1), Sample.Now, "王小明"), (pending.Entity, pending.At, pending.Notice.Values["姓名"]));
        await Store.Work.NoticeSent(pending.Id, Sample.Now.AddMinutes(1), "receipt-1");

        Assert.Empty(await Store.Work.PendingNotices(Sample.Now.AddYears(1), 10));
        var sent = (await Store.Work.Notices("P-000001", false, new PageRequest())).Items.Single();
        Assert.Equal((Sample.Now.AddMinutes(1), "receipt-1", false), (sent.SentAt, sent.Receipt, sent.Failed));
    }

    [Fact]
    public async Task Notices_sent_at_one_moment_keep_each_its_own_receipt()
    {
        await AddNotices(1, [.. Enumerable.Range(0, 40).Select(i => $"kind-{i}")]);
        var pending = await Store.Work.PendingNotices(Sample.Now, 100);

        // Backwards, and one twice: a pump on the other side of a partition may mark it too.
        await Task.WhenAll(pending.Append(pending[7]).Reverse().Skip(5).Select(notice =>
            Store.Work.NoticeSent(notice.Id, Sample.Now.AddSeconds(notice.Id), $"receipt of {notice.Notice.Kind}")));

        var all = (await Store.Work.Notices("P-000001", false, new PageRequest(Limit: 100))).Items;
        Assert.All(all.Where(notice => notice.SentAt is not null), notice => Assert.Equal(
            (Sample.Now.AddSeconds(notice.Id), $"receipt of {notice.Notice.Kind}"), (notice.SentAt, notice.Receipt)));
        Assert.Equal(
            pending.TakeLast(4).Select(notice => notice.Id),
            (await Store.Work.PendingNotices(Sample.Now, 100)).Select(notice => notice.Id));
    }

    [Fact]
    public async Task A_notice_that_fails_is_tried_again_and_at_last_given_up()
    {
        await AddNotices(1, "expiry");
        var id = (await Store.Work.PendingNotices(Sample.Now, 10)).Single().Id;

        await Store.Work.NoticeFailed(id, "no luck", Sample.Now.AddMinutes(1));
        Assert.Empty(await Store.Work.PendingNotices(Sample.Now, 10));
        Assert.Equal(1, (await Store.Work.PendingNotices(Sample.Now.AddMinutes(1), 10)).Single().Attempts);
        await Store.Work.NoticeFailed(id, "still none", null);

        Assert.Empty(await Store.Work.PendingNotices(Sample.Now.AddYears(1), 10));
        var failed = (await Store.Work.Notices(null, true, new PageRequest())).Items.Single();
        Assert.Equal((2, true, "still none"), (failed.Attempts, failed.Failed, failed.Error));
        Assert.Equal(new Backlog(0, 0, 0, 0, 1), await Store.Work.Backlog(Sample.Now));
    }

    [Fact]
    public async Task Notices_page_newest_first_and_by_person()
    {
        for (var i = 0; i < 7; i++) await AddNotices(1 + (i % 2), $"kind-{i}");

        var all = await AllPages(2, page => Store.Work.Notices(null, false, page));
        var hers = await AllPages(2, page => Store.Work.Notices("P-000002", false, page));

        Assert.Equal(
            ["kind-6", "kind-5", "kind-4", "kind-3", "kind-2", "kind-1", "kind-0"],
            all.Select(n => n.Notice.Kind));
        Assert.Equal(["kind-5", "kind-3", "kind-1"], hers.Select(n => n.Notice.Kind));
    }
}

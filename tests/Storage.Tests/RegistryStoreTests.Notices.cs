using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

/// <summary>Notices: who sees them, whether they were read, and what channels and phones came to.</summary>
public abstract partial class RegistryStoreTests
{
    [Fact]
    public async Task Notices_to_several_recipients_are_one_list_newest_first_page_by_page()
    {
        await AddNotices(1, "a", "b");
        await AddNotices(2, "c");
        await AddNotices(3, "d");
        await AddNotices(1, "e");
        var reach = new NoticeReach([Sample.Person(1).Key, Sample.Person(3).Key], null);

        var all = await AllPages(2, page => Store.Work.NoticesTo(reach, default, page));

        Assert.Equal(["e", "d", "b", "a"], all.Select(one => one.Notice.Kind));
        Assert.Equal(["d"], (await Store.Work.NoticesTo(
            reach, new NoticesWanted(Kind: "d"), new PageRequest())).Items.Select(one => one.Notice.Kind));
        var wide = new NoticeReach([Sample.Person(9).Key], "P-00000");
        Assert.Equal(5, (await AllPages(2, page => Store.Work.NoticesTo(wide, default, page))).Count);
    }

    [Fact]
    public async Task A_notice_is_read_once_and_only_by_its_recipient()
    {
        await AddNotices(1, "a", "b");
        var reach = new NoticeReach([Sample.Person(1).Key], null);
        var id = (await Store.Work.NoticesTo(reach, default, new PageRequest())).Items[0].Id;

        Assert.Null(await Store.Work.NoticeRead(id, new NoticeReach([Sample.Person(2).Key], null), Sample.Now));
        Assert.Equal(Sample.Now, (await Store.Work.NoticeRead(id, reach, Sample.Now))!.ReadAt);
        Assert.Equal(Sample.Now, (await Store.Work.NoticeRead(id, reach, Sample.Now.AddDays(1)))!.ReadAt);

        var unread = await Store.Work.NoticesTo(reach, new NoticesWanted(UnreadOnly: true), new PageRequest());
        Assert.Equal(["a"], unread.Items.Select(one => one.Notice.Kind));
        Assert.Null(await Store.Work.NoticeRead(id + 100, reach, Sample.Now));
    }

    [Fact]
    public async Task A_postponed_notice_waits_without_a_try_and_knows_who_has_it()
    {
        await AddNotices(1, "a");
        var id = (await Store.Work.PendingNotices(Sample.Now, 10)).Single().Id;

        await Store.Work.NoticePostponed(id, Sample.Now.AddHours(8), "webhook log");

        Assert.Empty(await Store.Work.PendingNotices(Sample.Now.AddHours(8).AddTicks(-1), 10));
        var again = (await Store.Work.PendingNotices(Sample.Now.AddHours(8), 10)).Single();
        Assert.Equal((0, "webhook log"), (again.Attempts, again.TakenBy));
        await Store.Work.NoticeFailed(id, "away", Sample.Now.AddHours(9), "log");
        again = (await Store.Work.PendingNotices(Sample.Now.AddHours(9), 10)).Single();
        Assert.Equal((1, "log"), (again.Attempts, again.TakenBy));
    }

    [Fact]
    public async Task A_receipt_stands_with_every_notice_of_its_text()
    {
        await AddNotices(1, "a", "b", "c");
        var all = await Store.Work.PendingNotices(Sample.Now, 10);
        await Store.Work.NoticeSent(all[0].Id, Sample.Now, "sms: ok", "N-1");
        await Store.Work.NoticeSent(all[1].Id, Sample.Now, "sms: ok", "N-1");
        await Store.Work.NoticeSent(all[2].Id, Sample.Now, "sms: ok");

        Assert.Equal(2, await Store.Work.TextReceived("N-1", "sms: no such phone"));
        Assert.Equal(0, await Store.Work.TextReceived("N-2", null));

        var failed = (await Store.Work.Notices(null, true, new PageRequest())).Items;
        Assert.Equal(["b", "a"], failed.Select(one => one.Notice.Kind));
        Assert.All(failed, one => Assert.Equal(
            ("sms: no such phone", "sms: ok, did not arrive"), (one.Error, one.Receipt)));
        Assert.Equal(2, await Store.Work.TextReceived("N-1", null)); // It came after all.
        Assert.Empty((await Store.Work.Notices(null, true, new PageRequest())).Items);
    }
}

using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

/// <summary>What is removed when its time is over.</summary>
public abstract partial class RegistryStoreTests
{
    /// <summary>What nobody must find afterwards.</summary>
    protected const string Marker = "留存标记-金水区测试路七十七号";

    [Fact]
    public async Task Drafts_and_notices_that_are_old_go_and_the_others_stay()
    {
        var draft = Sample.Bytes($$"""{"address":"{{Marker}}"}""");
        Assert.True(await Store.Drafts.Save("a1", "old", draft, Sample.Now));
        Assert.True(await Store.Drafts.Save("a1", "new", draft, Sample.Now.AddDays(1)));
        Assert.Equal(1, await Store.Drafts.RemoveOld(Sample.Now.AddDays(1)));
        Assert.Equal(["new"], (await Store.Drafts.Of("a1", Sample.Now.AddDays(1))).Select(one => one.Key));

        await AddNotices(1, "a", "b", "c");
        Assert.Equal(0, await Store.Work.RemoveNotices(Sample.Now, 10));
        Assert.Equal(2, await Store.Work.RemoveNotices(Sample.Now.AddDays(1), 2));
        Assert.Equal(1, await Store.Work.RemoveNotices(Sample.Now.AddDays(1), 2));
        Assert.Equal(0, await Store.Work.RemoveNotices(Sample.Now.AddDays(1), 2));
    }

    [Fact]
    public async Task A_document_whose_time_is_over_goes_though_it_is_named_and_its_content_with_its_last_name()
    {
        var content = Sample.Bytes(Marker);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        foreach (var id in (string[])["D-1", "D-2"])
        {
            await Store.Documents.Add(
                new DocumentRecord(id, MaterialKind.PortraitPhoto, "a1", "照片.png", "image/png", content.Length,
                    sha256, null, null, null, [], Sample.Now), content);
        }
        Assert.True(await Store.Documents.Name(["D-1", "D-2"], Sample.Now));
        Assert.True(await Store.Documents.Erase("D-1"));
        Assert.False(await Store.Documents.Erase("D-1"));
        await (await Store.Documents.Open(sha256)).DisposeAsync();
        Assert.True(await Store.Documents.Erase("D-2"));
        await Assert.ThrowsAsync<StorageAwayException>(() => Store.Documents.Open(sha256));
    }

    /// <summary>
    /// The commit that erases takes the history with it; where nothing is sealed it takes the state alone.
    /// </summary>
    [Fact]
    public async Task An_erased_history_is_read_by_nobody_and_its_chain_still_ends_in_the_head()
    {
        var (id, other) = (Sample.Certificate(1), Sample.Certificate(2));
        var head = await Erased(id);
        Assert.Equal(CommitResult.Ok, await Store.Commit(Sample.First(other) with
        {
            Applications = [Sample.Filed(other, 1)],
        }));

        Assert.Equal("{}", Encoding.UTF8.GetString((await Store.Load(id))!.State.Span));
        var events = (await Store.Queries.History(id, new PageRequest(10))).Items;
        Assert.Equal(Store.Sealing == SealingState.Sealed ? 0 : 3, events.Length);
        var audited = await Store.Audits.Entities().SingleAsync(one => one.Id == id);
        Assert.Equal((3, Store.Sealing == SealingState.Sealed, null),
            (audited.Events.Length, audited.IsErased, audited.BrokenAt()));
        Assert.Equal(head.ToArray(), audited.Entity.Head.ToArray());
        if (audited.IsErased) Assert.All(audited.Events, one => Assert.True(one.Body.IsEmpty));

        // What stands beside it goes with a call that may come twice, and nothing of another entity goes.
        Assert.Equal(3, await Store.Work.RemoveBeside(id, "account-9"));
        Assert.Equal(0, await Store.Work.RemoveBeside(id, "account-9"));
        Assert.Null(await Store.AnswerOf("erased-1"));
        Assert.NotNull(await Store.Queries.Application($"{other.Key}.1"));
        Assert.Null(await Store.Queries.Application($"{id.Key}.1"));
    }

    /// <summary>An entity with three events, of which the last erases it; gives the head.</summary>
    protected async Task<ReadOnlyMemory<byte>> Erased(EntityId id)
    {
        var first = Sample.Change(id, 0, HashChain.Start, commandId: "erased-1") with
        {
            Applications = [Sample.Filed(id, 1)],
            Notices = [Notice.Of("identity.filed", "account-9", [])],
            Answer = new StoredAnswer("f", 1, Sample.Bytes("{}")),
        };
        Assert.Equal(CommitResult.Ok, await Store.Commit(first));
        var second = Sample.Change(id, 1, first.Events[0].Hash);
        Assert.Equal(CommitResult.Ok, await Store.Commit(second));
        await BeforeErasing(id);
        var last = Sample.Change(id, 2, second.Events[0].Hash) with { State = Sample.Bytes("{}"), Erases = true };
        Assert.Equal(CommitResult.Ok, await Store.Commit(last));
        return last.Events[0].Hash;
    }

    /// <summary>Looks at what is there while it can still be read.</summary>
    protected virtual Task BeforeErasing(EntityId id) => Task.CompletedTask;
}

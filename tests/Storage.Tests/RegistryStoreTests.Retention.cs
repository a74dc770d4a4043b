using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
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
}

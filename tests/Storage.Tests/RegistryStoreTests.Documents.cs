using System.Security.Cryptography;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Tests;

// Documents: a record never without its content, the content once.
public abstract partial class RegistryStoreTests
{
    private static DocumentRecord Uploaded(string id, byte[] content) => new(
        id, MaterialKind.PortraitPhoto, "a1", "照片.jpg", "image/jpeg", content.Length,
        Convert.ToHexStringLower(SHA256.HashData(content)), 413, null, 350, ["背景不是白色"], Sample.Now);

    private async Task<byte[]> ContentOf(DocumentRecord record)
    {
        await using var stream = await Store.Documents.Open(record.Sha256);
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory);
        return memory.ToArray();
    }

    [Fact]
    public async Task A_document_is_kept_with_its_content()
    {
        var content = Sample.Bytes("picture");
        var record = Uploaded("d1", content);
        Assert.NotNull(await Store.Documents.Add(record, content));

        await Reopen();

        var found = await Store.Documents.Find("d1");
        Assert.NotNull(found);
        Assert.Equal(record.Warnings.ToArray(), found.Warnings.ToArray());
        Assert.Equal(record, found with { Warnings = record.Warnings });
        Assert.Equal(content, await ContentOf(found));
        Assert.Null(await Store.Documents.Find("d2"));
    }

    [Fact]
    public async Task The_same_id_again_gives_the_record_that_is_there_and_with_other_content_nothing()
    {
        var first = Uploaded("d1", Sample.Bytes("one"));
        await Store.Documents.Add(first, Sample.Bytes("one"));

        var again = await Store.Documents.Add(first with { FileName = "other.jpg" }, Sample.Bytes("one"));
        var other = await Store.Documents.Add(Uploaded("d1", Sample.Bytes("two")), Sample.Bytes("two"));

        Assert.Equal("照片.jpg", again!.FileName);
        Assert.Null(other);
        Assert.Equal(first.Sha256, (await Store.Documents.Find("d1"))!.Sha256);
    }

    [Fact]
    public async Task Equal_content_under_two_ids_gives_two_records()
    {
        var content = Sample.Bytes("same");
        var both = await Task.WhenAll(
            Task.Run(() => Store.Documents.Add(Uploaded("d1", content), content)),
            Task.Run(() => Store.Documents.Add(Uploaded("d2", content), content)));
        Assert.Equal(["d1", "d2"], both.Select(record => record!.Id));
        Assert.Equal(content, await ContentOf(both[1]!));
    }

    [Fact]
    public async Task Content_that_is_not_the_records_is_a_bug_of_the_caller() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => Store.Documents.Add(Uploaded("d1", Sample.Bytes("one")), Sample.Bytes("two")));

    [Theory]
    [InlineData("../../registry.db")]
    [InlineData("ABCDEF0000000000000000000000000000000000000000000000000000000000")]
    public async Task Only_a_hash_names_a_content(string name) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.Documents.Open(name));
}

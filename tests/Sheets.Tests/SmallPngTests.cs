using System.Collections.Immutable;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Png;

namespace OrleansRegistry.Sheets.Tests;

/// <summary>Goal: a list tells pictures apart, and no picture costs the silo more than it may.</summary>
public sealed class SmallPngTests
{
    private static readonly byte[] _page = PngFile.Of(600, 900, [.. Enumerable.Repeat((byte)90, 600 * 900)], 3_780);

    [Fact]
    public async Task A_picture_is_drawn_whole_and_small_and_once()
    {
        using var small = new SmallPngs();
        var documents = new Kept(_page);
        var drawn = await small.Of(Picture(600, 900), documents);
        Assert.NotNull(drawn);
        Assert.Equal((100, 150), SizeOf(drawn.Value.Span));
        Assert.Equal(drawn, await small.Of(Picture(600, 900), documents));
        Assert.Equal(1, documents.Opened);
    }

    [Theory]
    [InlineData(5_000, 4_000), InlineData(null, null), InlineData(0, 10)]
    public async Task One_that_is_too_large_or_none_is_not_opened(int? width, int? height)
    {
        using var small = new SmallPngs();
        var documents = new Kept(_page);
        Assert.Null(await small.Of(Picture(width, height), documents));
        Assert.Equal(0, documents.Opened);
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_said_once()
    {
        using var small = new SmallPngs();
        var documents = new Kept([1, 2, 3]);
        Assert.Null(await small.Of(Picture(600, 900), documents));
        Assert.Null(await small.Of(Picture(600, 900), documents));
        Assert.Equal(1, documents.Opened);
    }

    private static (int Width, int Height) SizeOf(ReadOnlySpan<byte> png) => (
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png[16..]),
        System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png[20..]));

    private static DocumentRecord Picture(int? width, int? height) => new(
        "D-1", MaterialKind.PortraitPhoto, "A-1", "a.png", "image/png", 1_000, "aa", width, height, null,
        ImmutableArray<string>.Empty, DateTimeOffset.UnixEpoch);

    /// <summary>Has one content for whatever is opened.</summary>
    private sealed class Kept(byte[] content) : IDocuments
    {
        public int Opened { get; private set; }

        public Task<Stream> OpenCleaned(DocumentRecord document, CancellationToken cancellation = default)
        {
            Opened++;
            return Task.FromResult<Stream>(new MemoryStream(content));
        }

        public Task<Stream> Open(DocumentRecord document, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<Result<ReceivedFile>> Receive(
            Actor owner, Stream content, long maxBytes, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<Upload> Add(string documentId, MaterialKind kind, string fileName, Actor owner,
            ReceivedFile content, CancellationToken cancellation = default) => throw new NotSupportedException();

        public Task<Page<DocumentRecord>> Of(
            string ownerAccountId, PageRequest page, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public Task<Refusal?> Remove(string documentId, Actor owner, CancellationToken cancellation = default) =>
            throw new NotSupportedException();

        public ValueTask<DocumentRecord?> Find(string documentId, CancellationToken cancellation = default) =>
            throw new NotSupportedException();
    }
}

using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Sheets.Layout;

namespace OrleansRegistry.Sheets.Png;

/// <summary>
/// Draws uploaded pictures small, one at a time, and keeps the last ones: a case is opened more than once, and two
/// officers' cases hold the same form.
/// </summary>
internal sealed class SmallPngs : ISmallPictures, IDisposable
{
    private const int MaxWidth = 240, MaxHeight = 150;
    private const int MaxKept = 512;
    private const int DotsPerMetre = 3_780;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, ReadOnlyMemory<byte>?> _kept = [];
    private readonly Queue<string> _order = [];

    public async ValueTask<ReadOnlyMemory<byte>?> Of(
        DocumentRecord picture, IDocuments documents, CancellationToken cancellation = default)
    {
        if (picture is not { Width: { } width, Height: { } height } || !SmallPictures.CanBeMade(width, height))
            return null;
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_kept.TryGetValue(picture.Sha256, out var known)) return known;
            var drawn = await Drawn(picture, width, height, documents, cancellation);
            _kept.Add(picture.Sha256, drawn);
            _order.Enqueue(picture.Sha256);
            if (_order.Count > MaxKept) _kept.Remove(_order.Dequeue());
            return drawn;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>The whole picture, as large as fits; a narrow one is at least a pixel wide.</summary>
    private static async Task<ReadOnlyMemory<byte>?> Drawn(
        DocumentRecord picture, int width, int height, IDocuments documents, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await using (var opened = await documents.OpenCleaned(picture, cancellation))
            await opened.CopyToAsync(content, cancellation);
        var share = Math.Min(1, Math.Min((double)MaxWidth / width, (double)MaxHeight / height));
        var drawn = await Task.Run(() => GreyPicture.Of(
            content.ToArray(), Math.Max(1, (int)(width * share)), Math.Max(1, (int)(height * share))), cancellation);
        if (drawn is null) return null; // An array that is null would be an empty picture.
        return PngFile.Of(drawn.Width, drawn.Height, drawn.Pixels, DotsPerMetre);
    }
}

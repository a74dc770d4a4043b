namespace OrleansRegistry.Domain.Ports;

/// <summary>
/// Makes uploaded pictures small, to be known apart in a list and not to be read: whoever decides looks at the picture
/// itself (docs/adr/0168).
/// </summary>
public interface ISmallPictures
{
    /// <summary>The picture as a small PNG in shades of grey; null: it cannot be drawn.</summary>
    /// <param name="picture">Who may see it was asked before.</param>
    /// <param name="documents">Has its content.</param>
    /// <param name="cancellation">Whoever asks has gone.</param>
    ValueTask<ReadOnlyMemory<byte>?> Of(
        DocumentRecord picture, IDocuments documents, CancellationToken cancellation = default);
}

/// <summary>Which pictures are made small.</summary>
public static class SmallPictures
{
    /// <summary>
    /// Pixels of the largest one. A camera's picture has 12 million; a larger one would take its memory and a second of
    /// the silo for a square of a thumb's size.
    /// </summary>
    private const long MaxPixels = 16_000_000;

    /// <summary>True: a picture of that size is made small.</summary>
    public static bool CanBeMade(int width, int height) => (long)width * height is > 0 and <= MaxPixels;
}

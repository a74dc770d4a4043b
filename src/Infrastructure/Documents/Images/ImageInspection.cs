using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>What an upload turned out to be.</summary>
public abstract record ImageInspection
{
    private ImageInspection() { }

    /// <summary>A whole image.</summary>
    /// <param name="ContentType">image/png or image/jpeg.</param>
    /// <param name="Width">Pixels across, as shown: a photo that is to be turned is measured turned.</param>
    /// <param name="Height">Pixels down, as shown.</param>
    /// <param name="Dpi">Dots an inch across, if the file says so.</param>
    public sealed record Fit(string ContentType, int Width, int Height, int? Dpi) : ImageInspection;

    /// <summary>An image of this type, but damaged or of absurd size.</summary>
    public sealed record Damaged(string ContentType, LocalText Why) : ImageInspection;

    /// <summary>Neither png nor jpeg.</summary>
    public sealed record Foreign : ImageInspection;
}

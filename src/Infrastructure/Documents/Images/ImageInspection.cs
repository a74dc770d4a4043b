using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>The result of inspecting an uploaded image.</summary>
public abstract record ImageInspection
{
    private ImageInspection() { }

    /// <summary>A whole image.</summary>
    /// <param name="ContentType">image/png or image/jpeg.</param>
    /// <param name="Width">Pixels across, as shown: of a photo that must be turned, those after turning.</param>
    /// <param name="Height">Pixels down, as shown.</param>
    /// <param name="Dpi">Dots per inch, if the file says so.</param>
    public sealed record Fit(string ContentType, int Width, int Height, int? Dpi) : ImageInspection;

    /// <summary>An image of this type, but damaged or of an impossible size.</summary>
    public sealed record Damaged(string ContentType, LocalText Why) : ImageInspection;

    /// <summary>Neither png nor jpeg.</summary>
    public sealed record Foreign : ImageInspection;
}

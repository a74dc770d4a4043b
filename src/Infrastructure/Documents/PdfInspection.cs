namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>What an upload turned out to be that should be a PDF.</summary>
public abstract record PdfInspection
{
    private PdfInspection() { }

    /// <summary>A whole PDF.</summary>
    /// <param name="Pages">Its pages.</param>
    /// <param name="IsPortrait">True when every page stands upright (竖版正向).</param>
    public sealed record Fit(int Pages, bool IsPortrait) : PdfInspection;

    /// <summary>A PDF that is cut off or has no page.</summary>
    public sealed record Damaged : PdfInspection;

    /// <summary>A PDF that cannot be opened without a password, or says so.</summary>
    public sealed record Encrypted : PdfInspection;

    /// <summary>No PDF.</summary>
    public sealed record Foreign : PdfInspection;

    /// <summary>The verdict on <paramref name="content"/>; never throws.</summary>
    public static PdfInspection Of(ReadOnlySpan<byte> content) =>
        content.StartsWith(PdfScanner.Signature) ? PdfScanner.Inspect(content) : new Foreign();
}

namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>Where an object of a PDF is found.</summary>
internal abstract record PdfEntry
{
    private PdfEntry() { }

    /// <summary>At a place of the file.</summary>
    public sealed record InFile(int At) : PdfEntry;

    /// <summary>In an object stream, the how many-th there, counted from 0.</summary>
    public sealed record InStream(int Stream, int Index) : PdfEntry;

    /// <summary>Nowhere: it was taken away, and an older revision's must not come back.</summary>
    public sealed record Free : PdfEntry
    {
        /// <summary>The one.</summary>
        public static Free One { get; } = new();
    }
}

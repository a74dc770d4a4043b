namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>The position of an object of a PDF.</summary>
internal abstract record PdfEntry
{
    private PdfEntry() { }

    /// <summary>At a position in the file.</summary>
    public sealed record InFile(int At) : PdfEntry;

    /// <summary>In an object stream, with its index there, from 0.</summary>
    public sealed record InStream(int Stream, int Index) : PdfEntry;

    /// <summary>Nowhere: it was deleted, and one of an older revision must not be used.</summary>
    public sealed record Free : PdfEntry
    {
        /// <summary>The only instance.</summary>
        public static Free One { get; } = new();
    }
}

using OrleansRegistry.Infrastructure.Documents.Pdf;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>The result of inspecting an uploaded PDF.</summary>
public abstract record PdfInspection
{
    private const int MaxBefore = 1024, MaxTail = 1024, HeaderBytes = 5;

    private PdfInspection() { }

    /// <summary>A whole PDF.</summary>
    /// <param name="Pages">Its pages.</param>
    /// <param name="IsPortrait">True when every page is in portrait (竖版正向).</param>
    public sealed record Fit(int Pages, bool IsPortrait) : PdfInspection;

    /// <summary>
    /// A PDF that is cut off, has no page, does not follow the standard, or takes more work to read than its length
    /// allows.
    /// </summary>
    public sealed record Damaged : PdfInspection;

    /// <summary>A PDF that needs a password, or says so.</summary>
    public sealed record Encrypted : PdfInspection;

    /// <summary>A PDF with scripts, embedded files or other actions.</summary>
    public sealed record Active : PdfInspection;

    /// <summary>No PDF.</summary>
    public sealed record Foreign : PdfInspection;

    /// <summary>The result for <paramref name="content"/>; never throws.</summary>
    public static PdfInspection Of(ReadOnlyMemory<byte> content) => Of(content, out _);

    /// <summary>The result, and the work that it took: steps and inflated bytes.</summary>
    public static PdfInspection Of(ReadOnlyMemory<byte> content, out long steps)
    {
        steps = 0;
        if (PartOf(content.Span) is not { } part) return IsPdf(content.Span) ? new Damaged() : new Foreign();
        var verdict = Walked(content[part], ref steps);
        // If there are bytes before the header, some programs count positions from the header and some from the
        // beginning of the file.
        return verdict is Damaged && part.Start.Value > 0 ? Walked(content[..part.End], ref steps) : verdict;
    }

    private static PdfInspection Walked(ReadOnlyMemory<byte> file, ref long steps)
    {
        var budget = new PdfBudget(file.Length);
        try
        {
            return Walk(file, budget);
        }
        catch (PdfFault fault)
        {
            return fault.Verdict;
        }
        finally
        {
            steps += budget.Spent;
        }
    }

    /// <summary>
    /// The part of <paramref name="content"/> that is the PDF: from its header, which has up to 1,024 bytes before it,
    /// to its last %%EOF. Null: there is no such part.
    /// </summary>
    public static Range? PartOf(ReadOnlySpan<byte> content)
    {
        var start = content[..Math.Min(content.Length, MaxBefore + HeaderBytes)].IndexOf("%PDF-"u8);
        var end = content.LastIndexOf("%%EOF"u8);
        return start >= 0 && end > start ? start..(end + 5) : null;
    }

    private static bool IsPdf(ReadOnlySpan<byte> content) =>
        content[..Math.Min(content.Length, MaxBefore + HeaderBytes)].IndexOf("%PDF-"u8) >= 0;

    private static PdfInspection Walk(ReadOnlyMemory<byte> file, PdfBudget budget)
    {
        var content = file.Span;
        var version = content[(content.IndexOf("%PDF-"u8) + 5)..];
        if (version.Length < 3 || version[0] is not ((byte)'1' or (byte)'2') || version[1] != (byte)'.')
            return new Damaged();
        var tail = Math.Max(0, content.Length - MaxTail);
        var start = content[tail..].LastIndexOf("startxref"u8);
        if (start < 0) return new Damaged();
        var references = new PdfReferences(file, budget);
        references.Read(new PdfLexer(file, tail + start + 9, budget).Whole());
        var objects = new PdfObjects(file, references, budget);
        var trailer = references.Trailer!;
        if (objects.Resolve(trailer["Root"]) is not PdfObject.Dictionary root) return new Damaged();
        if (new PdfActivity(objects, budget).IsIn(trailer)) return new Active();
        var pages = new PdfPages(objects, budget);
        pages.Walk(root["Pages"]);
        return pages.Count == 0 ? new Damaged() : new Fit(pages.Count, pages.AllPortrait);
    }
}

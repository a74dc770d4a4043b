namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// How much work reading one file may take, in steps: a step is a byte read, or an entry, object or page begun. The
/// limit depends on the length of the file alone, so that a file twice as long takes at most twice the work, whatever
/// is in it (docs/adr/0096).
/// </summary>
/// <param name="bytes">The length of the file.</param>
internal sealed class PdfBudget(long bytes)
{
    private const long StepsAByte = 12, FreeSteps = 100_000, InflatedAByte = 16, FreeInflated = 1024 * 1024;
    private const long MaxInflated = 16 * 1024 * 1024, MaxObjects = 750_000;

    private long _steps = FreeSteps + StepsAByte * bytes;
    private long _inflated = Math.Min(MaxInflated, FreeInflated + InflatedAByte * bytes);
    private long _objects = MaxObjects;

    /// <summary>Steps taken so far, including those for inflated bytes.</summary>
    public long Spent { get; private set; }

    /// <summary>Takes steps; ends the reading if the file takes more work than its length allows.</summary>
    public void Take(long steps)
    {
        Spent += steps;
        if ((_steps -= steps) < 0) throw new PdfFault(new PdfInspection.Damaged());
    }

    /// <summary>Counts an object that is kept in memory.</summary>
    public void Object()
    {
        Take(1);
        if (--_objects < 0) throw new PdfFault(new PdfInspection.Damaged());
    }

    /// <summary>Counts inflated bytes; they raise the limit by the steps for reading them.</summary>
    public void Inflated(long count)
    {
        Spent += count;
        _steps += StepsAByte * count;
        if ((_inflated -= count) < 0) throw new PdfFault(new PdfInspection.Damaged());
    }
}

/// <summary>Ends the reading of a file with a result; caught inside <see cref="PdfInspection"/>.</summary>
internal sealed class PdfFault(PdfInspection verdict) : Exception
{
    /// <summary>The result for the file.</summary>
    public PdfInspection Verdict { get; } = verdict;

    /// <summary>The file does not follow the standard.</summary>
    public static PdfFault Damaged() => new(new PdfInspection.Damaged());
}

namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// What one file may cost to read, in steps: a step is a byte looked at, or an entry, object or page taken up. The
/// limit grows with the file and with nothing else, so a file twice as long costs twice as much at most, whatever is
/// in it (docs/adr/0096).
/// </summary>
/// <param name="bytes">The length of the file.</param>
internal sealed class PdfBudget(long bytes)
{
    private const long StepsAByte = 12, FreeSteps = 100_000, InflatedAByte = 16, FreeInflated = 1024 * 1024;
    private const long MaxInflated = 16 * 1024 * 1024, MaxObjects = 750_000;

    private long _steps = FreeSteps + StepsAByte * bytes;
    private long _inflated = Math.Min(MaxInflated, FreeInflated + InflatedAByte * bytes);
    private long _objects = MaxObjects;

    /// <summary>Steps taken so far, inflated bytes among them.</summary>
    public long Spent { get; private set; }

    /// <summary>Takes steps, or ends the reading: the file is more complicated than its length allows.</summary>
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

    /// <summary>Counts inflated bytes; they bring the steps along by which they are read.</summary>
    public void Inflated(long count)
    {
        Spent += count;
        _steps += StepsAByte * count;
        if ((_inflated -= count) < 0) throw new PdfFault(new PdfInspection.Damaged());
    }
}

/// <summary>
/// Ends the reading of a file with what is to be said about it; never leaves <see cref="PdfInspection"/>.
/// </summary>
internal sealed class PdfFault(PdfInspection verdict) : Exception
{
    /// <summary>What is said about the file.</summary>
    public PdfInspection Verdict { get; } = verdict;

    /// <summary>The file is not what the standard says.</summary>
    public static PdfFault Damaged() => new(new PdfInspection.Damaged());
}

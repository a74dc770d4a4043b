using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Domain.Ports;

/// <summary>What came of printing a sheet.</summary>
public abstract record Print
{
    private Print() { }

    /// <summary>The file.</summary>
    public sealed record Made(ReadOnlyMemory<byte> Content) : Print;

    /// <summary>It cannot be drawn here: FONT_MISSING.</summary>
    public sealed record No(Refusal Refusal) : Print;
}

/// <summary>
/// Draws sheets. The same sheet gives the same bytes: what changes (the instant) stands in the sheet.
/// </summary>
public interface ISheetRenderer
{
    /// <summary>Draws <paramref name="sheet"/>; waits for its turn when many ask at once.</summary>
    Task<Print> Print(Sheet sheet, SheetFormat format, CancellationToken cancellation = default);
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Domain.Ports;

/// <summary>The result of printing a sheet.</summary>
public abstract record Print
{
    private Print() { }

    /// <summary>The file.</summary>
    public sealed record Made(ReadOnlyMemory<byte> Content) : Print;

    /// <summary>It cannot be drawn here: FONT_MISSING.</summary>
    public sealed record No(Refusal Refusal) : Print;
}

/// <summary>
/// Draws sheets. The same sheet always gives the same bytes; the instant of printing is part of the sheet.
/// </summary>
public interface ISheetRenderer
{
    /// <summary>Draws <paramref name="sheet"/>; when many are asked for at once, it waits for its turn.</summary>
    Task<Print> Print(Sheet sheet, SheetFormat format, CancellationToken cancellation = default);
}

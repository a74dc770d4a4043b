using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Sheets;
using OrleansRegistry.Sheets.Fonts;
using OrleansRegistry.Sheets.Layout;
using OrleansRegistry.Sheets.Pdf;
using OrleansRegistry.Sheets.Png;
using OrleansRegistry.Sheets.Svg;

namespace OrleansRegistry.Sheets;

/// <summary>
/// Draws sheets. Drawing keeps a processor busy, so at most half of the processors draw at the same time, and the
/// others continue to answer.
/// </summary>
public sealed class SheetRenderer(FontPlaces fonts) : ISheetRenderer, IDisposable
{
    private readonly GlyphInks _inks = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <inheritdoc/>
    public async Task<Print> Print(Sheet sheet, SheetFormat format, CancellationToken cancellation = default)
    {
        await _turns.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Draw(sheet, format), cancellation);
        }
        catch (BadFontException fault)
        {
            return new Print.No(SheetRefusals.FontMissing(fault.Message));
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private Print Draw(Sheet sheet, SheetFormat format)
    {
        var page = SheetLayout.Of(sheet, fonts.Stack());
        return new Print.Made(format switch
        {
            SheetFormat.Pdf => PdfSheet.Of(sheet, page),
            SheetFormat.Svg => SvgSheet.Of(sheet, page),
            SheetFormat.Png => PngSheet.Of(page, _inks),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        });
    }
}

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
/// Draws sheets. Drawing computes without waiting, so half of the processors at most draw at the same time; the others
/// go on answering. A character that no font has refuses the sheet before anything is drawn.
/// </summary>
public sealed class SheetRenderer(FontPlaces fonts) : ISheetRenderer, IDisposable
{
    private const int MaxNamed = 20;
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
        var stack = fonts.Stack();
        var missing = stack.Missing(SheetLayout.TextsOf(sheet));
        if (missing.Length > 0)
            return new Print.No(SheetRefusals.GlyphMissing(string.Join(", ", missing.Take(MaxNamed).Select(Named))));
        var page = SheetLayout.Of(sheet, stack);
        return new Print.Made(format switch
        {
            SheetFormat.Pdf => PdfSheet.Of(sheet, page),
            SheetFormat.Svg => SvgSheet.Of(sheet, page),
            SheetFormat.Png => PngSheet.Of(page),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        });
    }

    /// <summary>A character as people find it in a font's table; one that cannot be seen by its number alone.</summary>
    private static string Named(System.Text.Rune character) =>
        System.Text.Rune.IsControl(character) ? $"U+{character.Value:X4}" : $"“{character}” (U+{character.Value:X4})";
}

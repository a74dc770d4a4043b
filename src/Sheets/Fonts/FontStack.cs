using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace OrleansRegistry.Sheets.Fonts;

/// <summary>A character as one of the fonts draws it.</summary>
/// <param name="Face">The font.</param>
/// <param name="Id">The number of the glyph in it.</param>
/// <param name="Character">What it stands for.</param>
/// <param name="Advance">How far the pen moves at size 1.</param>
internal readonly record struct Glyph(FontFace Face, int Id, Rune Character, double Advance);

/// <summary>
/// Fonts in order: a character is drawn with the first font that has it. If none has it, 〓 is drawn instead, as
/// printers do for a missing type, so that the gap is visible and the sheet is still made (docs/adr/0123).
/// </summary>
internal sealed class FontStack(ImmutableArray<FontFace> faces)
{
    /// <summary>
    /// Scripts whose letters join, stack or run from right to left. Drawn one by one they would be wrong, so they count
    /// as missing. Names on Chinese documents are written in Chinese characters (少数民族姓名 with ·). First and last code
    /// point, inclusive.
    /// </summary>
    private static readonly ImmutableArray<(int From, int To)> _needShaping =
    [
        (0x0300, 0x036F), (0x0590, 0x109F), (0x1700, 0x18AF),
        (0x1A00, 0x1CFF), (0x200B, 0x200F), (0x202A, 0x202E),
        (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF), (0xFFFD, 0xFFFD),
    ];

    private static readonly Rune _inPlace = new('〓');

    /// <summary>More than the characters of a day's names and places; then they are looked up anew.</summary>
    private const int MaxKnown = 16_384;

    private readonly ConcurrentDictionary<Rune, Glyph> _known = new();

    /// <summary>The glyphs of a text.</summary>
    public Glyph[] Of(string text)
    {
        var (glyphs, count) = (new Glyph[text.Length], 0);
        foreach (var character in text.EnumerateRunes())
        {
            if (!_known.TryGetValue(character, out var glyph))
            {
                glyph = Find(character) ?? Find(_inPlace) ?? Find(new Rune('='))
                    ?? throw new BadFontException("it has no 〓");
                if (_known.Count >= MaxKnown) _known.Clear();
                _known[character] = glyph;
            }
            glyphs[count++] = glyph;
        }
        return count == glyphs.Length ? glyphs : glyphs[..count];
    }

    private Glyph? Find(Rune character)
    {
        foreach (var (from, to) in _needShaping)
            if (character.Value >= from && character.Value <= to) return null;
        foreach (var face in faces)
            if (face.GlyphOf(character) is var id and > 0)
                return new Glyph(face, id, character, (double)face.AdvanceOf(id) / face.UnitsPerEm);
        return null;
    }
}

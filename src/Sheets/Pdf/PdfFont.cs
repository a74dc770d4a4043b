using System.Globalization;
using System.Text;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Pdf;

/// <summary>
/// A font of the document: glyph numbers of two bytes, the embedded subset, and the characters of the glyphs.
/// </summary>
internal sealed class PdfFont(FontFace face, string name)
{
    private const int CharactersPerBlock = 100; // Of a CMap, by its specification.
    private readonly FontSubset _subset = new(face);
    private readonly List<Rune> _characters = []; // Of the glyphs 1, 2 and so on; parts of glyphs come after them.

    /// <summary>Its name in the page's resources.</summary>
    public string Name => name;

    /// <summary>Writes these glyphs as the operand of Tj, without its brackets.</summary>
    public void Show(ReadOnlySpan<Glyph> glyphs, PdfText drawing)
    {
        foreach (var glyph in glyphs)
        {
            var number = _subset.NumberOf(glyph.Id);
            if (number > _characters.Count) _characters.Add(glyph.Character);
            drawing.Hex(number);
        }
    }

    /// <summary>Writes the font; no glyph may be added after it.</summary>
    public int WriteTo(PdfFile file)
    {
        var program = _subset.Write();
        var baseName =
            $"{Tag()}+{new string([.. Path.GetFileNameWithoutExtension(face.Path).Where(char.IsAsciiLetterOrDigit)])}";
        var bytes = file.AddStream(program, $"/Length1 {program.Length}");
        var head = face.Table("head");
        var descriptor = file.Add(
            $"<</Type/FontDescriptor/FontName/{baseName}/Flags 4/ItalicAngle 0/StemV 80"
            + $"/CapHeight {Thousandths(face.Ascent)}/Ascent {Thousandths(face.Ascent)}"
            + $"/Descent {Thousandths(face.Descent)}"
            + $"/FontBBox[{Thousandths(head.I16(36))} {Thousandths(head.I16(38))} "
            + $"{Thousandths(head.I16(40))} {Thousandths(head.I16(42))}]/FontFile2 {bytes} 0 R>>");
        var widths = string.Join(' ', Enumerable.Range(0, _subset.Count).Select(_subset.WidthOf));
        var descendant = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{baseName}"
            + "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            + $"/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 1000/W[0[{widths}]]>>");
        var unicode = file.AddStream(ToUnicode().Written);
        return file.Add(
            $"<</Type/Font/Subtype/Type0/BaseFont/{baseName}/Encoding/Identity-H"
            + $"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>");
    }

    private int Thousandths(int units) => (int)Math.Round(1000.0 * units / face.UnitsPerEm);

    /// <summary>
    /// Six capital letters that mark a subset, made from its characters, so that the same subset has the same name.
    /// </summary>
    private string Tag()
    {
        var hash =
            _characters.Aggregate(17L, (sum, one) => (sum * 31 + one.Value) % 308_915_776); // 26 to the sixth.
        return string.Create(6, hash, static (tag, rest) =>
        {
            for (var i = 0; i < tag.Length; i++, rest /= 26) tag[i] = (char)('A' + rest % 26);
        });
    }

    private PdfText ToUnicode()
    {
        var map = new PdfText(64 * CharactersPerBlock).Add(
            "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"u8).Add(
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"u8).Add(
            "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"u8).Add(
            "1 begincodespacerange<0000><FFFF>endcodespacerange\n"u8);
        Span<char> units = stackalloc char[2];
        for (var number = 1; number <= _characters.Count; number++)
        {
            if (number % CharactersPerBlock == 1)
                map.Add(Math.Min(CharactersPerBlock, _characters.Count - number + 1)).Add("beginbfchar\n"u8);
            map.Add("<"u8).Hex(number).Add("><"u8);
            foreach (var unit in units[.._characters[number - 1].EncodeToUtf16(units)]) map.Hex(unit);
            map.Add(">\n"u8);
            if (number % CharactersPerBlock == 0 || number == _characters.Count) map.Add("endbfchar\n"u8);
        }
        return map.Add("endcmap CMapName currentdict/CMap defineresource pop end end\n"u8);
    }
}

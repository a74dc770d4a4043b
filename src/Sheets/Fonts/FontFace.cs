using System.Collections.Concurrent;
using System.Text;

namespace OrleansRegistry.Sheets.Fonts;

/// <summary>
/// One TrueType font: the first one of a file or of a collection (.ttc). Its outlines must be TrueType's (table
/// <c>glyf</c>); OpenType/CFF fonts are refused, because they cannot be drawn here.
/// </summary>
internal sealed class FontFace
{
    private const int MaxTables = 100;

    /// <summary>About 1 KB each: more than the characters of a day's names and places.</summary>
    private const int MaxPaths = 4_096;

    private readonly ConcurrentDictionary<int, GlyphPath> _paths = new();
    private readonly Dictionary<string, FontBytes> _tables = new(StringComparer.Ordinal);
    private readonly CharacterMap _characters;
    private readonly FontBytes _places;
    private readonly FontBytes _outlines;
    private readonly FontBytes _widths;
    private readonly int _metrics;
    private readonly bool _longOffsets;

    private FontFace(FontBytes file, string path)
    {
        Path = path;
        var start = file.At(0, 4).SequenceEqual("ttcf"u8) ? file.Int(12) : 0;
        if (file.At(start, 4).SequenceEqual("OTTO"u8)) throw new BadFontException("its outlines are not TrueType");
        var count = file.U16(start + 4);
        if (count > MaxTables) throw new BadFontException("it is no TrueType font");
        for (var i = 0; i < count; i++)
        {
            var row = start + 12 + 16 * i;
            _tables[Encoding.ASCII.GetString(file.At(row, 4))] = file.Slice(file.Int(row + 8), file.Int(row + 12));
        }
        UnitsPerEm = Table("head").U16(18);
        if (UnitsPerEm is < 16 or > 16384) throw new BadFontException("its units make no sense");
        _longOffsets = Table("head").I16(50) != 0;
        GlyphCount = Table("maxp").U16(4);
        (Ascent, Descent) = (Table("hhea").I16(4), Table("hhea").I16(6));
        _metrics = Table("hhea").U16(34);
        if (_metrics == 0) throw new BadFontException("it has no widths");
        (_places, _outlines, _widths) = (Table("loca"), Table("glyf"), Table("hmtx"));
        _characters = CharacterMap.Read(Table("cmap"));
    }

    /// <summary>The path of its file.</summary>
    public string Path { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>Above the base line, in units of the em.</summary>
    public int Ascent { get; }

    /// <summary>Below the base line, negative.</summary>
    public int Descent { get; }

    /// <summary>Reads a font. Throws <see cref="BadFontException"/> for a font that cannot be used here.</summary>
    public static FontFace Read(ReadOnlyMemory<byte> file, string path) => new(new FontBytes(file), path);

    public FontBytes Table(string tag) =>
        _tables.TryGetValue(tag, out var table) ? table : throw new BadFontException($"it has no table {tag}");

    /// <summary>The table; null: the font does not have it, which is allowed for some tables.</summary>
    public FontBytes? Optional(string tag) => _tables.TryGetValue(tag, out var table) ? table : null;

    /// <summary>The glyph of a character; 0: the font has none.</summary>
    public int GlyphOf(Rune character)
    {
        var glyph = _characters.GlyphOf(character.Value);
        return glyph < GlyphCount ? glyph : 0;
    }

    /// <summary>How far the pen moves, in units of the em.</summary>
    public int AdvanceOf(int glyph) => _widths.U16(4 * Math.Min(glyph, _metrics - 1));

    /// <summary>Left side bearing in units of the em.</summary>
    public short BearingOf(int glyph) => glyph < _metrics
        ? _widths.I16(4 * glyph + 2) : _widths.I16(4 * _metrics + 2 * (glyph - _metrics));

    /// <summary>Draws a glyph; one without an outline (a space) draws nothing.</summary>
    public void Draw(int glyph, IPen pen)
    {
        if (!_paths.TryGetValue(glyph, out var path))
        {
            path = Outline.Of(this, glyph);
            if (_paths.Count >= MaxPaths) _paths.Clear();
            _paths[glyph] = path;
        }
        path.Draw(pen);
    }

    /// <summary>The glyph's data in table glyf; empty: nothing is drawn (a space).</summary>
    public FontBytes Glyph(int glyph)
    {
        if (glyph >= GlyphCount) throw new BadFontException("it names a glyph that it has not");
        var (from, to) = _longOffsets
            ? (_places.Int(4 * glyph), _places.Int(4 * glyph + 4))
            : (2 * _places.U16(2 * glyph), 2 * _places.U16(2 * glyph + 2));
        return _outlines.Slice(from, to - from);
    }
}

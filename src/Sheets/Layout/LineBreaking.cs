using System.Collections.Immutable;
using System.Text;
using OrleansRegistry.Sheets.Fonts;

namespace OrleansRegistry.Sheets.Layout;

/// <summary>
/// Breaks text into lines: between Chinese characters anywhere but before a closing mark, in Latin text after a space
/// or a hyphen, and within a word that is longer than a line. Nothing is ever cut off.
/// </summary>
internal static class LineBreaking
{
    private const string NotFirst = "，。、；：！？）》」』”’·,.;:!?)";

    public static List<ImmutableArray<Glyph>> Break(ReadOnlySpan<Glyph> text, double size, double width)
    {
        var lines = new List<ImmutableArray<Glyph>>();
        var from = 0;
        while (from < text.Length)
        {
            var to = Fitting(text, from, size, width);
            if (to < text.Length) to = Opportunity(text, from, to);
            lines.Add([.. text[from..to]]);
            from = to;
            while (from < text.Length && text[from].Character.Value == ' ') from++; // A space at a break is the break.
        }
        return lines;
    }

    /// <summary>How many glyphs fit into the line; at least one, however narrow the line.</summary>
    private static int Fitting(ReadOnlySpan<Glyph> text, int from, double size, double width)
    {
        var (to, used) = (from, 0.0);
        while (to < text.Length && (to == from || used + text[to].Advance * size <= width))
            used += text[to++].Advance * size;
        return to;
    }

    private static int Opportunity(ReadOnlySpan<Glyph> text, int from, int to)
    {
        for (var at = to; at > from; at--)
            if (MayBreak(text[at - 1].Character, text[at].Character)) return at;
        return to;
    }

    private static bool MayBreak(Rune before, Rune after) =>
        after.IsBmp && NotFirst.Contains((char)after.Value) ? false
        : before.Value is ' ' or '-' or '/' || after.Value == ' ' || IsWide(before) || IsWide(after);

    private static bool IsWide(Rune character) => character.Value >= 0x2E80;
}

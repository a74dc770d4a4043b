using System.Globalization;
using System.Text;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// Reads as much of a PDF (ISO 32000) as the law asks about: that it is one and is whole, and how its pages stand. It
/// walks the plain text of the file and, bounded, its compressed object streams; it renders nothing and runs nothing.
/// </summary>
internal static class PdfScanner
{
    private const int TailBytes = 1024;
    private const int MaxPages = 500;

    /// <summary>The bytes with which every PDF begins.</summary>
    public static ReadOnlySpan<byte> Signature => "%PDF-"u8;

    /// <summary>The verdict on bytes that begin with <see cref="Signature"/>.</summary>
    public static PdfInspection Inspect(ReadOnlySpan<byte> content)
    {
        var tail = content[^Math.Min(TailBytes, content.Length)..];
        if (content.Length < 8 || content[5] is not ((byte)'1' or (byte)'2') || content[6] != (byte)'.'
            || tail.IndexOf("%%EOF"u8) < 0 || tail.IndexOf("startxref"u8) < 0)
            return new PdfInspection.Damaged();
        if (content.IndexOf("/Encrypt"u8) >= 0) return new PdfInspection.Encrypted();
        var pages = new PdfPages(MaxPages);
        pages.Read(Encoding.Latin1.GetString(content));
        foreach (var inner in PdfStreams.OfObjects(content)) pages.Read(inner);
        return pages.Count == 0 ? new PdfInspection.Damaged() : new PdfInspection.Fit(pages.Count, pages.AllPortrait);
    }
}

/// <summary>Pages found in the text of a PDF, each with the way it stands.</summary>
internal sealed class PdfPages(int max)
{
    private const int MaxDictionary = 20_000;
    private (double Width, double Height)? _inherited;
    private int _inheritedTurn;
    private readonly List<(double Width, double Height, int Turn)?> _pages = [];

    /// <summary>Pages found.</summary>
    public int Count => _pages.Count;

    /// <summary>True when every page is higher than wide and not turned upside down or on its side (竖版正向).</summary>
    public bool AllPortrait => _pages.All(page =>
    {
        var (width, height, turn) = page
            ?? (_inherited is { } box ? (box.Width, box.Height, _inheritedTurn) : (0, 0, 0));
        return width > 0 && height > width && turn % 360 == 0;
    });

    /// <summary>Reads every dictionary of a page, and of the tree from which pages inherit.</summary>
    public void Read(string text)
    {
        for (var at = text.IndexOf("/Type", StringComparison.Ordinal);
            at >= 0 && Count < max;
            at = text.IndexOf("/Type", at + 5, StringComparison.Ordinal))
        {
            var name = text.AsSpan(at + 5).TrimStart();
            if (!name.StartsWith("/Page", StringComparison.Ordinal)) continue;
            var isTree = name.StartsWith("/Pages", StringComparison.Ordinal);
            if (!isTree && name.Length > 5 && char.IsAsciiLetterOrDigit(name[5])) continue;
            Take(Around(text, at), isTree);
        }
    }

    private void Take(ReadOnlySpan<char> dictionary, bool isTree)
    {
        var box = Box(dictionary);
        var turn = Number(dictionary, "/Rotate");
        if (isTree)
        {
            _inherited ??= box;
            _inheritedTurn = turn ?? _inheritedTurn;
        }
        else
        {
            _pages.Add(box is { } own ? (own.Width, own.Height, turn ?? _inheritedTurn)
                : turn is { } turned && _inherited is { } tree ? (tree.Width, tree.Height, turned) : null);
        }
    }

    /// <summary>
    /// The dictionary in which a place lies: from the "obj" before it to the "endobj" after it, bounded.
    /// </summary>
    private static ReadOnlySpan<char> Around(string text, int at)
    {
        var from = text.LastIndexOf("<<", at, Math.Min(at, MaxDictionary), StringComparison.Ordinal);
        for (var depth = 0; from > 0; from--)
        {
            if (at - from > MaxDictionary) break;
            if (text[from] == '>' && text[from - 1] == '>') { depth++; from--; }
            else if (text[from] == '<' && from + 1 < text.Length && text[from + 1] == '<' && depth-- == 0) break;
        }
        if (from < 0) from = at;
        var to = at;
        for (var depth = 0; to + 1 < text.Length && to - at < MaxDictionary; to++)
        {
            if (text[to] == '<' && text[to + 1] == '<') { depth++; to++; }
            else if (text[to] == '>' && text[to + 1] == '>' && depth-- == 0) break;
            else if (text[to] == '>' && text[to + 1] == '>') to++;
        }
        return text.AsSpan(from, Math.Min(to, text.Length) - from);
    }

    private static (double Width, double Height)? Box(ReadOnlySpan<char> dictionary)
    {
        var at = dictionary.IndexOf("/MediaBox", StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = dictionary[(at + 9)..];
        var (open, close) = (rest.IndexOf('['), rest.IndexOf(']'));
        if (open < 0 || close < open || close > 200) return null;
        var parts = rest[(open + 1)..close].ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 4) return null;
        var numbers = new double[4];
        for (var i = 0; i < 4; i++)
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return (Math.Abs(numbers[2] - numbers[0]), Math.Abs(numbers[3] - numbers[1]));
    }

    private static int? Number(ReadOnlySpan<char> dictionary, string name)
    {
        var at = dictionary.IndexOf(name, StringComparison.Ordinal);
        if (at < 0) return null;
        var rest = dictionary[(at + name.Length)..].TrimStart();
        var end = 0;
        while (end < rest.Length && end < 6 && (char.IsAsciiDigit(rest[end]) || rest[end] == '-')) end++;
        return int.TryParse(rest[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }
}

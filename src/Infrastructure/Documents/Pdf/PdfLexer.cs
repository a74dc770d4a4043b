using System.Buffers;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// Reads the tokens of a PDF (ISO 32000-1, 7.2) from a position. Every byte that it passes is a step.
/// </summary>
internal sealed class PdfLexer(ReadOnlyMemory<byte> bytes, int at, PdfBudget budget)
{
    private const int MaxWord = 1024;

    private static readonly SearchValues<byte> _white = SearchValues.Create("\0\t\n\f\r "u8);
    private static readonly SearchValues<byte> _ends = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    private int _at = at >= 0 && at <= bytes.Length ? at : throw PdfFault.Damaged();

    /// <summary>The position of the next byte.</summary>
    public int At => _at;

    private ReadOnlySpan<byte> Left => bytes.Span[_at..];

    /// <summary>The next byte that is neither white space nor part of a comment; -1: the end.</summary>
    public int Peek()
    {
        while (true)
        {
            var left = Left;
            var next = left.IndexOfAnyExcept(_white);
            Skip(next < 0 ? left.Length : next);
            if (next < 0) return -1;
            if (left[next] != '%') return left[next];
            var end = left[next..].IndexOfAny((byte)'\r', (byte)'\n');
            Skip(end < 0 ? Left.Length : end);
        }
    }

    /// <summary>Takes these two or more bytes if they are next, without skipping white space.</summary>
    public bool TryTake(ReadOnlySpan<byte> text)
    {
        if (!Left.StartsWith(text)) return false;
        Skip(text.Length);
        return true;
    }

    /// <summary>Takes the keyword if it is next.</summary>
    public bool TryWord(ReadOnlySpan<byte> word)
    {
        Peek();
        if (!Left.StartsWith(word)) return false;
        var after = Left[word.Length..];
        if (after.Length > 0 && !_ends.Contains(after[0])) return false;
        Skip(word.Length);
        return true;
    }

    /// <summary>A run of bytes without delimiters: a number, true, obj. Empty if a delimiter is next.</summary>
    public ReadOnlySpan<byte> Word()
    {
        Peek();
        var left = Left;
        var end = left.IndexOfAny(_ends);
        var length = end < 0 ? left.Length : end;
        if (length > MaxWord) throw PdfFault.Damaged();
        Skip(length);
        return left[..length];
    }

    /// <summary>A whole number from 0; otherwise the file is damaged.</summary>
    public long Whole() => NumberIn(Word()) is { Whole: { } whole } ? whole : throw PdfFault.Damaged();

    /// <summary>A word as a number; null: it is none.</summary>
    public static PdfObject.Number? NumberIn(ReadOnlySpan<byte> word) =>
        word.Length is > 0 and <= 64 && double.TryParse(
            word, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var value) ? new PdfObject.Number(value) : null;

    /// <summary>A name after its solidus, with #xx decoded.</summary>
    public string Name()
    {
        Skip(1);
        var end = Left.IndexOfAny(_ends);
        var raw = Left[..(end < 0 ? Left.Length : end)];
        if (raw.Length > MaxWord) throw PdfFault.Damaged();
        Skip(raw.Length);
        if (!raw.Contains((byte)'#')) return Encoding.Latin1.GetString(raw);
        var name = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '#' && i + 2 < raw.Length && Hex(raw[i + 1]) is { } high && Hex(raw[i + 2]) is { } low)
            {
                name.Append((char)(high << 4 | low));
                i += 2;
            }
            else
            {
                name.Append((char)raw[i]);
            }
        }
        return name.ToString();
    }

    /// <summary>Skips a text in parentheses, which may have parentheses and escapes in it.</summary>
    public void SkipText()
    {
        for (var depth = 0; ;)
        {
            var next = Left.IndexOfAny((byte)'(', (byte)')', (byte)'\\');
            if (next < 0) throw PdfFault.Damaged();
            var found = Left[next];
            Skip(next + 1);
            if (found == '(') depth++;
            else if (found == '\\') Skip(Math.Min(1, Left.Length));
            else if (--depth == 0) return;
        }
    }

    /// <summary>Skips a hexadecimal text.</summary>
    public void SkipHexText()
    {
        var end = Left.IndexOf((byte)'>');
        if (end < 0) throw PdfFault.Damaged();
        Skip(end + 1);
    }

    /// <summary>Skips bytes.</summary>
    public void Skip(int count)
    {
        budget.Take(count);
        _at += count;
    }

    private static int? Hex(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => null,
    };
}

using System.Buffers;
using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Passes an English page on and marks what is Chinese in it (<c>&lt;bdi lang="zh"&gt;</c>), so that a screen reader
/// says names, places and plates as what they are and a browser draws them in Chinese forms (docs/adr/0147). Here and
/// not in the pages, since nearly every text of theirs may have a name in it. An option or a text of a drawing takes no
/// element, so it is marked as a whole, and a list of suggestions says its language itself, once for its hundreds of
/// options; a title and attributes take no mark. What is written is looked at in blocks, and what was written last when
/// this is disposed of.
/// </summary>
internal sealed class ChineseMarks(TextWriter to, int blockChars = 4_096) : TextWriter
{
    private const char FirstChinese = '\u2E80', LastChinese = '\uFFEF';
    private const int LongestName = 9;
    private readonly StringBuilder _held = new();
    private readonly char[] _name = new char[LongestName];
    private readonly char[] _block = ArrayPool<char>.Shared.Rent(blockChars);
    private int _nameLength, _used;
    private bool _isNamed, _isMarked, _holds, _passes, _isInList;
    private Place _place;

    private enum Place
    {
        Text = 0,
        Tag = 1,
        Value = 2,
    }

    /// <inheritdoc/>
    public override Encoding Encoding => to.Encoding;

    /// <summary>A page as a text, with the marks.</summary>
    public static string In(string html)
    {
        using var text = new StringWriter();
        using (var marks = new ChineseMarks(text)) marks.Write(html);
        return text.ToString();
    }

    /// <summary>True for a character of Chinese text, its punctuation too.</summary>
    public static bool IsChinese(char c) => c is >= FirstChinese and (< '\uE000' or (>= '\uF900' and <= LastChinese))
        && !char.IsSurrogate(c);

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        while (buffer.Length > blockChars - _used)
        {
            var fits = blockChars - _used;
            buffer[..fits].CopyTo(_block.AsSpan(_used));
            buffer = buffer[fits..];
            HandOver(_block.AsSpan(0, blockChars));
        }
        buffer.CopyTo(_block.AsSpan(_used));
        _used += buffer.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            HandOver(_block.AsSpan(0, _used));
            EndText();
            ArrayPool<char>.Shared.Return(_block);
        }
        base.Dispose(disposing);
    }

    private void HandOver(ReadOnlySpan<char> buffer)
    {
        _used = 0;
        var from = 0;
        for (var i = 0; i < buffer.Length; i++)
        {
            i += Skipped(buffer[i..]);
            if (i == buffer.Length) break;
            var c = buffer[i];
            if (_place == Place.Value) _place = c == '"' ? Place.Tag : Place.Value;
            else if (_place == Place.Text)
            {
                if (c != '<' && (_holds || _passes || IsMarked(c) == _isMarked)) continue;
                Pass(buffer[from..i]);
                from = i;
                if (c == '<') BeginTag();
                else Mark(!_isMarked);
            }
            else if (c == '"') _place = Place.Value;
            else if (c != '>') Name(c);
            else if (EndTag())
            {
                to.Write(buffer[from..i]);
                from = i + 1; // Its end is held back until it is known what it has in it.
            }
        }
        Pass(buffer[from..]);
    }

    /// <summary>
    /// How many characters change nothing: most of a page is in such runs, and a processor looks at many of them at
    /// once.
    /// </summary>
    private int Skipped(ReadOnlySpan<char> left)
    {
        if (_place == Place.Tag) return _isNamed ? Before(left.IndexOfAny('"', '>'), left) : 0;
        if (_place == Place.Value) return Before(left.IndexOf('"'), left);
        if (_isMarked && !_holds && !_passes) return 0;
        var text = left[..Before(left.IndexOf('<'), left)];
        return _holds || _passes ? text.Length : Before(text.IndexOfAnyInRange(FirstChinese, LastChinese), text);

        static int Before(int found, ReadOnlySpan<char> all) => found < 0 ? all.Length : found;
    }

    /// <summary>
    /// Letters and digits directly after Chinese belong to the same name, so that a plate stays whole.
    /// </summary>
    private bool IsMarked(char c) => IsChinese(c) || (_isMarked && char.IsAsciiLetterOrDigit(c));

    private void Pass(ReadOnlySpan<char> part)
    {
        if (_holds && _place == Place.Text) _held.Append(part);
        else to.Write(part);
    }

    private void Mark(bool begins)
    {
        to.Write(begins ? "<bdi lang=\"zh\">" : "</bdi>");
        _isMarked = begins;
    }

    private void EndText()
    {
        if (_isMarked) Mark(begins: false);
        if (!_holds) return;
        var isChinese = false;
        foreach (var chunk in _held.GetChunks())
            foreach (var c in chunk.Span) isChinese |= IsChinese(c);
        to.Write(isChinese ? " lang=\"zh\">" : ">");
        to.Write(_held);
        _held.Clear();
        _holds = false;
    }

    private void BeginTag()
    {
        EndText();
        (_place, _nameLength, _isNamed) = (Place.Tag, 0, false);
    }

    /// <summary>Collects the name of an element; a longer name than all known ones cannot be one of them.</summary>
    private void Name(char c)
    {
        if (c == '<' || _isNamed) return;
        if (char.IsWhiteSpace(c) || _nameLength == LongestName) _isNamed = true;
        else _name[_nameLength++] = c;
    }

    /// <summary>True: the end tag is held back.</summary>
    private bool EndTag()
    {
        _place = Place.Text;
        var name = _name.AsSpan(0, _nameLength);
        _isInList = name is "datalist" || (_isInList && name is not "/datalist");
        _passes = _isInList || name is "title" or "script" or "style";
        _holds = !_isInList && name is "option" or "text" or "textarea";
        return _holds;
    }
}

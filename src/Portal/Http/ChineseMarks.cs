using System.Text;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Passes an English page on and marks the Chinese in it (<c>&lt;bdi lang="zh"&gt;</c>), so that a screen reader
/// pronounces names, places and plates rightly and a browser draws them in Chinese forms (docs/adr/0147). It is done
/// here and not in the pages, because nearly every text of theirs may have a name in it. An option, or a text of a
/// drawing, cannot have elements in it, so it is marked as a whole; titles and attributes are not marked.
/// </summary>
internal sealed class ChineseMarks(TextWriter to) : TextWriter
{
    private const char FirstChinese = '\u2E80';
    private const int LongestName = 8;
    private readonly StringBuilder _held = new();
    private readonly char[] _name = new char[LongestName];
    private int _nameLength;
    private bool _isNamed, _isMarked, _holds, _passes;
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
    public static bool IsChinese(char c) => c is >= FirstChinese and (< '\uE000' or (>= '\uF900' and <= '\uFFEF'))
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
        var from = 0;
        for (var i = 0; i < buffer.Length; i++)
        {
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

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) EndText();
        base.Dispose(disposing);
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
        _passes = name is "title" or "script" or "style";
        _holds = name is "option" or "text" or "textarea";
        return _holds;
    }
}

using System.Text;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// A text with places for values, <c>{name}</c>. What a value holds is text: braces in it mean nothing.
/// </summary>
internal sealed class NoticeTemplate
{
    private const string Missing = "—";

    // Text and names of values in turn, text first.
    private readonly string[] _parts;

    public NoticeTemplate(string text)
    {
        _parts = text.Split('{', '}');
        if (_parts.Length % 2 == 0) throw new ArgumentException("a brace is not closed: " + text, nameof(text));
    }

    /// <summary>The names of the values that the text has places for.</summary>
    public IEnumerable<string> Values => _parts.Where((_, at) => at % 2 == 1);

    /// <summary>
    /// The text with the values; a value that the notice has not is a dash, for a notice must go out.
    /// </summary>
    public string Fill(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        for (var at = 0; at < _parts.Length; at++)
            text.Append(at % 2 == 0 ? _parts[at] : valueOf(_parts[at]) ?? Missing);
        return text.ToString();
    }
}

using System.Text;

namespace OrleansRegistry.Domain.Notices;

/// <summary>
/// A text with places for values, such as <c>{name}</c>. Braces inside a value are plain text.
/// </summary>
internal sealed class NoticeTemplate
{
    private const string Missing = "—";

    // Texts and names of values, alternating; the first is a text.
    private readonly string[] _parts;

    public NoticeTemplate(string text)
    {
        _parts = text.Split('{', '}');
        if (_parts.Length % 2 == 0) throw new ArgumentException("a brace is not closed: " + text, nameof(text));
    }

    /// <summary>The names of the values for which the text has places.</summary>
    public IEnumerable<string> Values => _parts.Where((_, at) => at % 2 == 1);

    /// <summary>
    /// The text with its values. A value that is missing becomes a dash, so that the notice is sent all the same.
    /// </summary>
    public string Fill(Func<string, string?> valueOf)
    {
        var text = new StringBuilder();
        for (var at = 0; at < _parts.Length; at++)
            text.Append(at % 2 == 0 ? _parts[at] : valueOf(_parts[at]) ?? Missing);
        return text.ToString();
    }
}

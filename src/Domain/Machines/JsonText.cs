using System.Text.Json;
using System.Text.Unicode;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Whether bytes that may be JSON are text throughout: valid UTF-8, and no escape of half a character. JSON's grammar
/// allows both, and whoever then asks for the text of a member or a value gets an exception.
/// </summary>
public static class JsonText
{
    /// <summary>True when every name and value can be read as text. What is no JSON at all is for its reader.</summary>
    public static bool IsText(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json)) return false;
        if (json.IndexOf("\\u"u8) < 0) return true;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = JsonFaults.MaxDepth });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
                    reader.GetString();
            }
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
        return true;
    }
}

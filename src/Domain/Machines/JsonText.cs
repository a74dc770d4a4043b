using System.Text.Json;
using System.Text.Unicode;

namespace OrleansRegistry.Domain.Machines;

/// <summary>
/// Checks that bytes which may be JSON are text throughout: valid UTF-8 without escapes of half a character. JSON's
/// grammar allows both, but reading such a member or value as text throws an exception.
/// </summary>
public static class JsonText
{
    /// <summary>
    /// True when every name and value can be read as text. Bytes that are not JSON at all are left to the reader.
    /// </summary>
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

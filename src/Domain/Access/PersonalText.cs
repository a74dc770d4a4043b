using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Identifiers;

namespace OrleansRegistry.Domain.Access;

/// <summary>
/// Masks what names a person in texts and in JSON that was stored before anybody asked who would read it: histories,
/// and details of the audit.
/// </summary>
public static class PersonalText
{
    private const int PhoneLength = 11;
    private const int AddressShown = 6;

    /// <summary>The value with every identity number, phone and address in it masked, in place.</summary>
    public static JsonNode? Mask(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    if (TextOf(items[i]) is { } text) items[i] = Mask(text);
                    else Mask(items[i]);
                break;
            case JsonObject members:
                foreach (var (name, value) in members.ToArray())
                    if (TextOf(value) is { } text) members[name] = Mask(name, text);
                    else Mask(value);
                break;
        }
        return node;
    }

    /// <summary>The text with each run of digits in it that is an identity number or a mobile number masked.</summary>
    public static string Mask(string text)
    {
        var masked = (char[]?)null;
        for (var from = 0; from < text.Length;)
        {
            if (!char.IsAsciiDigit(text[from]))
            {
                from++;
                continue;
            }
            var to = from;
            while (to < text.Length && (char.IsAsciiDigit(text[to]) || (to > from && text[to] is 'X' or 'x'))) to++;
            var run = text[from..to];
            var shown = IsIdentityNumber(run) ? IdentityNumber.Mask(run)
                : IsPhone(run) ? IdentityNumber.MaskPhone(run)
                : null;
            shown?.CopyTo(0, masked ??= text.ToCharArray(), from, shown.Length);
            from = to;
        }
        return masked is null ? text : new string(masked);
    }

    /// <summary>
    /// Whether the text is an identity number of 18 characters by its date and its check character. Numbers of
    /// documents and credit codes that only happen to have 18 digits are not.
    /// </summary>
    public static bool IsIdentityNumber(string text) => text.Length == PersonNumber.Length
        && PersonNumber.Check(text, DateOnly.MaxValue, static _ => true).Valid;

    private static bool IsPhone(string run) =>
        run.Length == PhoneLength && run[0] == '1' && run[1] is >= '3' and <= '9';

    private static string Mask(string name, string text) => name switch
    {
        "identityNumber" => IdentityNumber.Mask(text),
        "phone" or "contactPhone" or "phoneOfContact" => IdentityNumber.MaskPhone(text),
        "address" => MaskAddress(text),
        _ => Mask(text),
    };

    /// <summary>Province and city stay, the street does not.</summary>
    public static string MaskAddress(string text) => text.Length <= AddressShown
        ? new string('*', text.Length)
        : text[..AddressShown] + new string('*', text.Length - AddressShown);

    private static string? TextOf(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

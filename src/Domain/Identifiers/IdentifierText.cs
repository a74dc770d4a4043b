using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace OrleansRegistry.Domain.Identifiers;

/// <summary>
/// The checks that all standards share: whether there is a text, whether it has spaces, and its length.
/// </summary>
internal static class IdentifierText
{
    /// <summary>In characters. Longer than any identifier here; a longer text is refused unread.</summary>
    internal const int LongestRead = 160;

    /// <summary>ASCII digits only: <c>char.IsDigit</c> would let Arabic and full-width digits pass.</summary>
    internal static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>ASCII digits and capital letters.</summary>
    internal static readonly SearchValues<char> DigitsAndCapitals =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// True when the text is refused before the rules of its standard are applied; both lengths are allowed ones.
    /// </summary>
    internal static bool Refuses(
        [NotNullWhen(false)] string? value, int shortest, int longest, out IdentifierFault fault)
    {
        fault = value switch
        {
            null or "" => IdentifierFault.Empty,
            { Length: > LongestRead } => IdentifierFault.Length,
            _ when string.IsNullOrWhiteSpace(value) => IdentifierFault.Empty,
            _ when value.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c)) => IdentifierFault.Character,
            _ when value.Length < shortest || value.Length > longest => IdentifierFault.Length,
            _ => default,
        };
        return fault != default;
    }

    /// <summary>True when every character is one of the allowed; also true for an empty text.</summary>
    internal static bool Consists(this ReadOnlySpan<char> text, SearchValues<char> allowed) =>
        !text.ContainsAnyExcept(allowed);

    /// <inheritdoc cref="Consists(ReadOnlySpan{char}, SearchValues{char})"/>
    internal static bool Consists(this string text, SearchValues<char> allowed) => text.AsSpan().Consists(allowed);
}

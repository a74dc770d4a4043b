using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>
/// Cursors: the keys of the last row. Each list has a name in its cursors, so that a cursor of another list is refused
/// and not misread.
/// </summary>
internal static class Cursor
{
    private const char Separator = '\n';
    private const int MaxLength = 512;

    /// <summary>The cursor of <paramref name="list"/> after the row with these keys.</summary>
    public static string After(string list, params ReadOnlySpan<string> keys) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(list + Separator + string.Join(Separator, keys)));

    /// <summary>The cursor of <paramref name="list"/> after a numbered row.</summary>
    public static string After(string list, long number) => After(list, number.ToString(CultureInfo.InvariantCulture));

    /// <summary>
    /// The keys in a cursor of <paramref name="list"/>; null without a cursor, which is the beginning of the list.
    /// </summary>
    public static string[]? Keys(string list, int count, string? cursor)
    {
        if (string.IsNullOrEmpty(cursor)) return null;
        if (cursor.Length > MaxLength) throw new BadCursorException();
        var parts = Decode(cursor).Split(Separator);
        return parts.Length == count + 1 && parts[0] == list ? parts[1..] : throw new BadCursorException();
    }

    /// <summary>
    /// The key in a cursor of <paramref name="list"/>; without a cursor an empty text, which is before every key.
    /// </summary>
    public static string Key(string list, string? cursor) => Keys(list, 1, cursor)?[0] ?? "";

    /// <summary>
    /// The number in a cursor of <paramref name="list"/>; without a cursor <paramref name="beginning"/>.
    /// </summary>
    public static long Number(string list, string? cursor, long beginning) =>
        Keys(list, 1, cursor) is { } keys ? Number(keys[0]) : beginning;

    /// <summary>A key that is a number.</summary>
    public static long Number(string key) =>
        long.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new BadCursorException();

    private static string Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            throw new BadCursorException();
        }
    }
}

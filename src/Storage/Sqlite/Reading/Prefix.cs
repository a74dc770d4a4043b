using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>
/// Searches by the beginning of a text, as ranges, which an index can serve and in which no character is special.
/// </summary>
internal static class Prefix
{
    /// <summary>Adds both ends of the range: from, inclusive, and to, exclusive.</summary>
    public static Statement AddPrefix(this Statement statement, string prefix) =>
        statement.Add(prefix).Add(Limits.EndOf(prefix));
}

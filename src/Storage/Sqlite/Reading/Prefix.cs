using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>Beginnings of texts as ranges, which an index can serve and in which no character is special.</summary>
internal static class Prefix
{
    private const string Last = "\U0010FFFF";

    /// <summary>The first text that does not begin with <paramref name="prefix"/> any more.</summary>
    public static string End(string prefix) => prefix + Last;

    /// <summary>Adds both ends: from, inclusive, and to, exclusive.</summary>
    public static Statement AddPrefix(this Statement statement, string prefix) =>
        statement.Add(prefix).Add(End(prefix));
}

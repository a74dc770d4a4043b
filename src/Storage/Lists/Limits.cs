using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>What the lists of every store share: the length of a page, and the end of a range of texts.</summary>
internal static class Limits
{
    private const int MaxPage = 200;
    private const string Last = "\U0010FFFF";

    /// <summary>How many items the page may have.</summary>
    public static int Limit(this PageRequest page) => Math.Clamp(page.Limit, 1, MaxPage);

    /// <summary>
    /// The first text after all that begin with <paramref name="prefix"/>: so a search for a beginning becomes a range,
    /// which an index can serve and in which no character is special.
    /// </summary>
    public static string EndOf(string prefix) => prefix + Last;
}

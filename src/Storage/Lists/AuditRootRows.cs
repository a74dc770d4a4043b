using System.Globalization;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>Code for the rows of daily roots that SQLite and PostgreSQL share.</summary>
internal static class AuditRootRows
{
    private const string List = "roots";

    private const string AfterAll = "9999-99-99";

    /// <summary>The text below which the days of the page are.</summary>
    public static string Before(PageRequest page) =>
        Cursor.Keys(List, 1, page.Cursor) is [var day] ? day : AfterAll;

    public static string After(AuditRoot last) => Cursor.After(List, RootLeaf.KeyOf(last.Day));

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

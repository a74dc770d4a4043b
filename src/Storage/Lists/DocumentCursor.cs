using System.Globalization;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Lists;

/// <summary>The cursor of a list of documents, newest first.</summary>
internal static class DocumentCursor
{
    private const string List = "documents";

    /// <summary>The cursor after a document.</summary>
    public static string After(DocumentRecord last) => Cursor.After(
        List, last.UploadedAt.UtcTicks.ToString(CultureInfo.InvariantCulture), last.Id);

    /// <summary>
    /// The last document of the page before, from which the list continues backwards in time; without a cursor a value
    /// after every document.
    /// </summary>
    public static (long UploadedAt, string Id) Read(PageRequest page)
    {
        if (Cursor.Keys(List, 2, page.Cursor) is not { } keys) return (long.MaxValue, "");
        return long.TryParse(keys[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? (at, keys[1]) : throw new BadCursorException();
    }
}

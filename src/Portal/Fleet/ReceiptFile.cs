using System.Text;
using Microsoft.AspNetCore.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Views;
using OrleansRegistry.Portal.Http;
using OrleansRegistry.Portal.Words;

namespace OrleansRegistry.Portal.Fleet;

/// <summary>The receipts that are on a page, as a CSV file for the carrier's own books.</summary>
internal static class ReceiptFile
{
    /// <summary>Two hundred lines of names and reasons, each as long as they may be, encoded.</summary>
    public const long MaxPosted = 512 * 1024;

    /// <summary>The file.</summary>
    /// <param name="page">The request.</param>
    /// <param name="form">Its fields <c>receipt</c>, one for each line, with tabs between the columns.</param>
    /// <param name="heading">The names of the columns, separated by commas.</param>
    /// <param name="max">Most lines; further ones are left out.</param>
    public static IResult Of(PageContext page, Posted form, LocalText heading, int max)
    {
        var (names, columns) = (page.English ? heading.En : heading.Zh, heading.En.Split(',').Length);
        var text = new StringBuilder("\uFEFF").Append(names).Append("\r\n");
        foreach (var line in form.All("receipt").Take(max))
            text.AppendJoin(',', line.Split('\t').Take(columns).Select(CellText.Quoted)).Append("\r\n");
        page.Http.Response.Headers.ContentDisposition = "attachment; filename=\"receipts.csv\"";
        return Results.Text(text.ToString(), "text/csv; charset=utf-8", new UTF8Encoding(false));
    }
}

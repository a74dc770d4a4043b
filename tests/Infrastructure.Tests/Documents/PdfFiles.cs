using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Builds PDFs byte by byte: by table, by stream, by both, and in revisions.</summary>
internal static class PdfFiles
{
    public const string Catalog = "<</Type/Catalog/Pages 2 0 R>>", Tree = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
    public const string Page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>";

    /// <summary>One upright page, with what is changed or added by number.</summary>
    public static byte[] OnePage(params (int Number, string Text)[] changes) => Table(Merged(changes));

    /// <summary>A file with a table; object 1 is the catalogue.</summary>
    public static byte[] Table(
        IReadOnlyDictionary<int, string> objects, string trailer = "", string head = "%PDF-1.4\n", string between = "")
    {
        var (body, places) = Body(head, objects);
        body += between;
        var size = objects.Keys.Max() + 1;
        var rows = string.Concat(Enumerable.Range(1, size - 1).Select(number => places.TryGetValue(number, out var at)
            ? $"{at:D10} 00000 n \n" : "0000000000 65535 f \n"));
        return Bytes($"{body}xref\n0 {size}\n0000000000 65535 f \n{rows}"
            + $"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{body.Length}\n%%EOF\n");
    }

    /// <summary>A later revision of <paramref name="before"/> in which these objects are other ones.</summary>
    public static byte[] Revised(byte[] before, params (int Number, string Text)[] changes)
    {
        var old = Encoding.Latin1.GetString(before);
        var last = old[(old.LastIndexOf("startxref", StringComparison.Ordinal) + 9)..].Split('%')[0].Trim();
        var (body, places) = Body(old, changes.ToDictionary(one => one.Number, one => one.Text));
        var rows = string.Concat(places.Select(one => $"{one.Key} 1\n{one.Value:D10} 00000 n \n"));
        return Bytes($"{body}xref\n{rows}trailer\n<</Size 99/Root 1 0 R/Prev {last}>>\n"
            + $"startxref\n{body.Length}\n%%EOF\n");
    }

    /// <summary>A file of PDF 1.5: these objects in an object stream, the references in a stream.</summary>
    public static byte[] Packed(
        IReadOnlyDictionary<int, string> objects, bool predicted = true, int padding = 0,
        string filter = "/FlateDecode")
    {
        var inner = string.Join(' ', objects.Values) + new string(' ', padding);
        var (heads, at) = (new StringBuilder(), 0);
        foreach (var (number, text) in objects)
        {
            heads.Append(CultureInfo.InvariantCulture, $"{number} {at} ");
            at += text.Length + 1;
        }
        var packed = Deflated(Bytes(heads + inner));
        int stream = objects.Keys.Max() + 1, table = stream + 1;
        var body = $"%PDF-1.5\n{stream} 0 obj\n<</Type/ObjStm/N {objects.Count}/First {heads.Length}"
            + $"/Length {packed.Length}/Filter{filter}>>\nstream\n{packed}\nendstream\nendobj\n";
        var rows = Enumerable.Range(0, table + 1).Select(number => number == stream ? Row(1, 9, 0)
            : number == table ? Row(1, body.Length, 0)
            : objects.Keys.ToList().IndexOf(number) is >= 0 and var index ? Row(2, stream, index) : Row(0, 0, 0));
        var references = Deflated(predicted ? Predicted(rows) : [.. rows.SelectMany(row => row)]);
        var parameters = predicted ? "/DecodeParms<</Predictor 12/Columns 5>>" : "";
        return Bytes($"{body}{table} 0 obj\n<</Type/XRef/Size {table + 1}/W[1 3 1]/Root 1 0 R/Filter/FlateDecode"
            + $"{parameters}/Length {references.Length}>>\nstream\n{references}\nendstream\nendobj\n"
            + $"startxref\n{body.Length}\n%%EOF\n");
    }

    public static Dictionary<int, string> Merged(params (int Number, string Text)[] changes)
    {
        var objects = new Dictionary<int, string> { [1] = Catalog, [2] = Tree, [3] = Page };
        foreach (var (number, text) in changes) objects[number] = text;
        return objects;
    }

    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>The bytes deflated, as text of one character a byte.</summary>
    public static string Deflated(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(bytes);
        return Encoding.Latin1.GetString(packed.ToArray());
    }

    private static byte[] Row(int kind, int place, int index) =>
        [(byte)kind, (byte)(place >> 16), (byte)(place >> 8 & 255), (byte)(place & 255), (byte)index];

    /// <summary>Each row as its difference from the one above, filter 2 of PNG.</summary>
    private static byte[] Predicted(IEnumerable<byte[]> rows)
    {
        var (above, all) = (new byte[5], new List<byte>());
        foreach (var row in rows)
        {
            all.Add(2);
            all.AddRange(row.Select((one, i) => unchecked((byte)(one - above[i]))));
            above = row;
        }
        return [.. all];
    }

    private static (string Body, Dictionary<int, int> Places) Body(
        string head, IReadOnlyDictionary<int, string> objects)
    {
        var (body, places) = (new StringBuilder(head), new Dictionary<int, int>());
        foreach (var (number, text) in objects.OrderBy(one => one.Key))
        {
            places[number] = body.Length;
            body.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{text}\nendobj\n");
        }
        return (body.ToString(), places);
    }
}

using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace OrleansRegistry.Sheets.Pdf;

/// <summary>
/// Objects of a PDF 1.7 (ISO 32000-1) and the table of their positions. Object numbers are reserved first and filled in
/// any order. The file's ID is a hash of its content, so that the same sheet gives the same file.
/// </summary>
internal sealed class PdfFile
{
    private readonly List<byte[]> _objects = [];

    /// <summary>Reserves the number of a new object.</summary>
    public int Reserve()
    {
        _objects.Add([]);
        return _objects.Count;
    }

    /// <summary>Fills an object that was reserved.</summary>
    public void Fill(int number, string body) => _objects[number - 1] = Encoding.ASCII.GetBytes(body);

    public int Add(string body)
    {
        var number = Reserve();
        Fill(number, body);
        return number;
    }

    /// <summary>A compressed stream. <paramref name="entries"/> are further members of its dictionary.</summary>
    public int AddStream(byte[] content, string entries = "")
    {
        using var packed = new MemoryStream();
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(content);
        var head = Encoding.ASCII.GetBytes($"<</Length {packed.Length}/Filter/FlateDecode{entries}>>\nstream\n");
        _objects.Add([.. head, .. packed.ToArray(), .. "\nendstream"u8]);
        return _objects.Count;
    }

    /// <summary>The file.</summary>
    public byte[] Write(int catalog, int info)
    {
        using var file = new MemoryStream();
        file.Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8); // The second line says: bytes, not text.
        var offsets = new List<long>();
        foreach (var (index, body) in _objects.Index())
        {
            offsets.Add(file.Length);
            file.Write(Encoding.ASCII.GetBytes($"{index + 1} 0 obj\n"));
            file.Write(body);
            file.Write("\nendobj\n"u8);
        }
        var (table, id) = (file.Length, Convert.ToHexString(SHA256.HashData(file.ToArray()).AsSpan(0, 16)));
        var xref = new StringBuilder($"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets) xref.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n");
        xref.Append(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {_objects.Count + 1}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\n");
        xref.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        file.Write(Encoding.ASCII.GetBytes(xref.ToString()));
        return file.ToArray();
    }

    /// <summary>A text as UTF-16 in hexadecimal, with its byte order mark.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}

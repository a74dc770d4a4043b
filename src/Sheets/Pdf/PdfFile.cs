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
    public int AddStream(ReadOnlySpan<byte> content, string entries = "")
    {
        using var packed = new MemoryStream(content.Length / 2 + 64);
        using (var packing = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) packing.Write(content);
        var body = new PdfText((int)packed.Length + 128);
        body.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Length {packed.Length}/Filter/FlateDecode{entries}>>\nstream\n"));
        body.Add(packed.GetBuffer().AsSpan(0, (int)packed.Length)).Add("\nendstream"u8);
        _objects.Add(body.Written.ToArray());
        return _objects.Count;
    }

    /// <summary>The file.</summary>
    public byte[] Write(int catalog, int info)
    {
        var file = new PdfText(_objects.Sum(one => one.Length + 64) + 512);
        file.Add("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"u8); // The second line says: bytes, not text.
        var table = new PdfText(20 * _objects.Count + 256);
        table.Add(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {_objects.Count + 1}\n0000000000 65535 f \n"));
        foreach (var (index, body) in _objects.Index())
        {
            table.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n"));
            file.Add(index + 1).Add("0 obj\n"u8).Add(body).Add("\nendobj\n"u8);
        }
        var (at, id) = (file.Length, Convert.ToHexString(SHA256.HashData(file.Written).AsSpan(0, 16)));
        table.Add(string.Create(CultureInfo.InvariantCulture,
            $"trailer\n<</Size {_objects.Count + 1}/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]>>\n"));
        table.Add(string.Create(CultureInfo.InvariantCulture, $"startxref\n{at}\n%%EOF\n"));
        return file.Add(table.Written).Written.ToArray();
    }

    /// <summary>A text as UTF-16 in hexadecimal, with its byte order mark.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";
}

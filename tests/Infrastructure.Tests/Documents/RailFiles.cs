using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Builds PDFs and MP4s byte by byte, by the book and against it.</summary>
internal static class RailFiles
{
    /// <summary>A PDF with so many pages; boxes on the pages, or inherited from the tree.</summary>
    public static byte[] Pdf(
        int width = 595, int height = 842, int pages = 1, int rotate = 0, bool inherited = false, string more = "")
    {
        var box = $"/MediaBox [0 0 {width} {height}]" + (rotate == 0 ? "" : $" /Rotate {rotate}");
        var kids = string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"));
        var body = new StringBuilder("%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
            .Append(
                null, $"2 0 obj\n<< /Type /Pages /Kids [{kids}] /Count {pages} {(inherited ? box : "")} >>\nendobj\n");
        for (var n = 0; n < pages; n++)
            body.Append(null,
                $"{n + 3} 0 obj\n<< /Type /Page /Parent 2 0 R /Resources << >> {(inherited ? "" : box)} >>\nendobj\n");
        return Encoding.Latin1.GetBytes(body.Append(more)
            .Append("xref\n0 1\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n")
            .ToString());
    }

    /// <summary>A PDF 1.5 whose page stands in a compressed object stream.</summary>
    public static byte[] PackedPdf(string objects)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(Encoding.Latin1.GetBytes(objects));
        return
        [
            .. "%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"u8,
            .. "5 0 obj\n<< /Type /ObjStm /N 2 /First 10 /Filter /FlateDecode >>\nstream\n"u8,
            .. packed.ToArray(), .. "\nendstream\nendobj\nstartxref\n9\n%%EOF\n"u8,
        ];
    }

    public static byte[] Box(string type, params byte[][] content)
    {
        byte[] body = [.. content.SelectMany(part => part)];
        var box = new byte[8 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(box, (uint)box.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(box, 4);
        body.CopyTo(box, 8);
        return box;
    }

    public static byte[] Ftyp(string brand = "isom") =>
        Box("ftyp", [.. Encoding.ASCII.GetBytes(brand), 0, 0, 2, 0, .. Encoding.ASCII.GetBytes(brand)]);

    public static byte[] Track(string handler) =>
        Box(
            "trak", Box("tkhd", new byte[84]),
            Box(
                "mdia", Box("mdhd", new byte[24]),
                Box("hdlr", [0, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(handler), .. new byte[13]])));

    public static byte[] Mp4(params string[] handlers) =>
        [
            .. Ftyp(), .. Box("moov", [Box("mvhd", new byte[100]), .. handlers.Select(Track)]),
            .. Box("mdat", [1, 2, 3, 4]),
        ];
}

using System.Buffers.Binary;
using System.Text;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>Builds PDFs and MP4s byte by byte, by the book and against it.</summary>
internal static class RailFiles
{
    /// <summary>A PDF with so many pages; boxes on the pages, or inherited from the tree.</summary>
    public static byte[] Pdf(
        int width = 595, int height = 842, int pages = 1, int rotate = 0, bool inherited = false, string more = "",
        string trailer = "")
    {
        var box = $"/MediaBox [0 0 {width} {height}]" + (rotate == 0 ? "" : $" /Rotate {rotate}");
        var kids = string.Join(' ', Enumerable.Range(3, pages).Select(n => $"{n} 0 R"));
        var objects = Enumerable.Range(3, pages).ToDictionary(
            n => n, _ => $"<< /Type /Page /Parent 2 0 R /Resources << >> {(inherited ? "" : box)} >>");
        objects[1] = PdfFiles.Catalog;
        objects[2] = $"<< /Type /Pages /Kids [{kids}] /Count {pages} {(inherited ? box : "")} >>";
        return PdfFiles.Table(objects, trailer, between: more);
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

using System.IO.Compression;
using System.Text;

namespace OrleansRegistry.Infrastructure.Documents;

/// <summary>
/// The compressed object streams of a PDF 1.5 and later, in which its pages may stand. A stream that swells
/// beyond its bound, or cannot be inflated, is passed over: the file then has fewer pages, and may be refused,
/// but costs nothing more.
/// </summary>
internal static class PdfStreams
{
    private const int MaxStreams = 200;
    private const int MaxInflated = 4 * 1024 * 1024;
    private const int MaxDictionary = 1000;

    /// <summary>The text of each object stream, inflated.</summary>
    public static List<string> OfObjects(ReadOnlySpan<byte> content)
    {
        var texts = new List<string>();
        var left = MaxInflated;
        for (var from = 0; texts.Count < MaxStreams && left > 0;)
        {
            var at = content[from..].IndexOf("/ObjStm"u8);
            if (at < 0) break;
            from += at + 7;
            var ahead = content[from..Math.Min(content.Length, from + MaxDictionary)];
            var start = ahead.IndexOf("stream"u8);
            if (start < 0) continue;
            var data = content[(from + start + 6)..];
            data = data.StartsWith("\r\n"u8) ? data[2..] : data.StartsWith("\n"u8) ? data[1..] : data;
            var end = data.IndexOf("endstream"u8);
            if (end <= 0 || Inflated(data[..end], left) is not { } text) continue;
            left -= text.Length;
            texts.Add(text);
            from = content.Length - data.Length + end;
        }
        return texts;
    }

    private static string? Inflated(ReadOnlySpan<byte> data, int max)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(data.ToArray()), CompressionMode.Decompress);
            var buffer = new byte[max];
            var length = zlib.ReadAtLeast(buffer, max, throwOnEndOfStream: false);
            return length == max ? null : Encoding.Latin1.GetString(buffer, 0, length);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}

using System.Buffers;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// The bytes of a stream that has objects or cross-references in it: plain, or deflated with a PNG predictor. Other
/// filters are for page content; a file that hides its structure behind one is refused.
/// </summary>
internal static class PdfStreamBytes
{
    private const int MaxColumns = 64, FirstPngPredictor = 10, LastPngPredictor = 15, Chunk = 16 * 1024;

    /// <summary>The decoded bytes; <paramref name="resolve"/> finds the object of a reference.</summary>
    public static byte[] Of(
        PdfObject.Dictionary stream, ReadOnlyMemory<byte> file, Func<PdfObject?, PdfObject?> resolve, PdfBudget budget)
    {
        var raw = Raw(stream, file, resolve, budget);
        switch (One(resolve(stream["Filter"]), resolve))
        {
            case null:
                budget.Inflated(raw.Length);
                return raw.ToArray();
            case PdfObject.Name { Text: "FlateDecode" or "Fl" }:
                return Unpredicted(Inflate(raw, budget), One(resolve(stream["DecodeParms"]), resolve), resolve, budget);
            default: throw PdfFault.Damaged();
        }
    }

    /// <summary>The only item of a list with one item; any other value as it is.</summary>
    private static PdfObject? One(PdfObject? value, Func<PdfObject?, PdfObject?> resolve) => value switch
    {
        PdfObject.Sequence { Items: [] } => null,
        PdfObject.Sequence { Items: [var only] } => resolve(only),
        PdfObject.Sequence => throw PdfFault.Damaged(),
        _ => value,
    };

    private static ReadOnlyMemory<byte> Raw(
        PdfObject.Dictionary stream, ReadOnlyMemory<byte> file, Func<PdfObject?, PdfObject?> resolve, PdfBudget budget)
    {
        var left = file[stream.StreamAt!.Value..];
        if (resolve(stream["Length"]) is PdfObject.Number { Whole: { } length } && length <= left.Length)
        {
            var lexer = new PdfLexer(left, (int)length, budget);
            if (lexer.TryWord("endstream"u8)) return left[..(int)length];
        }
        // Many programs write a wrong length, and every viewer then searches for the end.
        var end = left.Span.IndexOf("endstream"u8);
        budget.Take(end < 0 ? left.Length : end);
        return end < 0 ? throw PdfFault.Damaged() : left[..end];
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> raw, PdfBudget budget)
    {
        budget.Take(raw.Length);
        var source = MemoryMarshal.TryGetArray(raw, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count) : new MemoryStream(raw.ToArray());
        var inflated = new ArrayBufferWriter<byte>();
        try
        {
            using var zlib = new ZLibStream(source, CompressionMode.Decompress);
            while (true)
            {
                var got = zlib.Read(inflated.GetSpan(Chunk)[..Chunk]);
                if (got == 0) return inflated.WrittenSpan.ToArray();
                budget.Inflated(got);
                inflated.Advance(got);
            }
        }
        catch (InvalidDataException)
        {
            throw PdfFault.Damaged();
        }
    }

    /// <summary>Undoes the predictor, if there is one (ISO 32000-1, 7.4.4.4).</summary>
    private static byte[] Unpredicted(
        byte[] bytes, PdfObject? parameters, Func<PdfObject?, PdfObject?> resolve, PdfBudget budget)
    {
        if (parameters is not PdfObject.Dictionary given) return bytes;
        switch (resolve(given["Predictor"]))
        {
            case null or PdfObject.Number { Whole: 1 }: return bytes;
            case PdfObject.Number { Whole: >= FirstPngPredictor and <= LastPngPredictor }: break;
            default: throw PdfFault.Damaged();
        }
        // References and objects are columns of bytes; samples of another width belong to images.
        if (resolve(given["Columns"] ?? new PdfObject.Number(1)) is not
                PdfObject.Number { Whole: { } columns and > 0 and <= MaxColumns }
            || !IsOr(resolve(given["Colors"]), 1) || !IsOr(resolve(given["BitsPerComponent"]), 8))
            throw PdfFault.Damaged();
        budget.Take(bytes.Length);
        return PngRows.Unfilter(bytes, (int)columns) ?? throw PdfFault.Damaged();
    }

    private static bool IsOr(PdfObject? value, long wanted) =>
        value is null || (value is PdfObject.Number { Whole: { } number } && number == wanted);
}

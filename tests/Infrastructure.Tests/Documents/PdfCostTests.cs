using System.Diagnostics;
using System.Text;
using OrleansRegistry.Infrastructure.Documents;

namespace OrleansRegistry.Infrastructure.Tests.Documents;

/// <summary>
/// Goal: a file twice as long costs twice as much at most, on the files that are worst for each part of the walk
/// (finding H5: 20 s a megabyte before). Method: steps and inflated bytes as the walk counts them, and the time of a
/// core for the largest file that is taken.
/// </summary>
[Trait(StoreOfTests.Trait, StoreOfTests.Own)]
public sealed class PdfCostTests
{
    private const int Kilobyte = 1024;

    public static TheoryData<string> Worst =>
    [
        "pages of the finding", "object streams of the finding", "bombs", "one object under many numbers",
        "every byte an entry", "nested arrays", "texts without end", "sections in a long chain", "overlapping arrays",
        "dictionaries", "streams without an end",
    ];

    [Theory]
    [MemberData(nameof(Worst))]
    public void H5_twice_the_bytes_are_twice_the_cost_at_most(string kind)
    {
        foreach (var size in (int[])[64 * Kilobyte, 512 * Kilobyte])
        {
            PdfInspection.Of(File(kind, size), out var once);
            PdfInspection.Of(File(kind, 2 * size), out var twice);
            Assert.True(twice <= 2.1 * once + 1000, $"{kind} of {size} bytes: {once} steps, twice of it {twice}");
        }
    }

    [Theory]
    [MemberData(nameof(Worst))]
    public void H5_no_file_of_five_megabytes_takes_seconds(string kind)
    {
        var file = File(kind, 5 * Kilobyte * Kilobyte);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        PdfInspection.Of(file);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{kind}: {spent.TotalMilliseconds:0} ms");
        Assert.True(spent < TimeSpan.FromSeconds(3), $"{kind}: {spent}");
    }

    private static byte[] File(string kind, int size)
    {
        string Filled(string text) => new StringBuilder().Insert(0, text, size / text.Length).ToString();
        return kind switch
        {
            "pages of the finding" => PdfFiles.OnePage((4, "[" + Filled("/Type/Pages") + "]"), (1, Root)),
            "object streams of the finding" => PdfFiles.Table(PdfFiles.Merged(), between: Filled("/ObjStmstream")),
            "bombs" => Bombs(size),
            "one object under many numbers" => SamePlace(size),
            "every byte an entry" => PdfFiles.OnePage((4, "[" + Filled("1 ") + "]"), (1, Root)),
            "nested arrays" => PdfFiles.OnePage((4, Filled("[")), (1, Root)),
            "texts without end" => PdfFiles.OnePage((4, Filled("(")), (1, Root)),
            "sections in a long chain" => Chain(size),
            "overlapping arrays" => Overlapping(size),
            "dictionaries" => PdfFiles.OnePage((4, "[" + Filled("<</A<<>>>>") + "]"), (1, Root)),
            "streams without an end" => Endless(size),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    private const string Root = "<</Type/Catalog/Pages 2 0 R/Any 4 0 R>>";

    /// <summary>Object streams of 4 KB that inflate to 4 MB each, all asked for.</summary>
    private static byte[] Bombs(int size)
    {
        var bomb = PdfFiles.Deflated(new byte[4 * Kilobyte * Kilobyte]);
        var text = $"<</Type/ObjStm/N 0/First 0/Filter/FlateDecode/Length {bomb.Length}>>\nstream\n{bomb}\nendstream";
        var count = Math.Max(1, size / text.Length);
        var objects = PdfFiles.Merged((1, Root), (4, $"[{Refs(5 + count, count)}]"));
        for (var i = 0; i < count; i++) objects[5 + i] = text;
        var file = Encoding.Latin1.GetString(PdfFiles.Table(objects));
        // A section in front says of each of many objects that it lies in one of the streams.
        var rows = string.Concat(
            Enumerable.Range(5, count).Select(at => $"\u0002{(char)(at >> 8)}{(char)(at & 255)}\0"));
        var last = file.LastIndexOf("xref\n0 ", StringComparison.Ordinal);
        var stream = $"9999 0 obj\n<</Type/XRef/Size 9999/Root 1 0 R/W[1 2 1]/Index[{5 + count} {count}]/Prev {last}"
            + $"/Length {rows.Length}>>\nstream\n{rows}\nendstream\nendobj\n";
        return PdfFiles.Bytes($"{file}{stream}startxref\n{file.Length}\n%%EOF\n");
    }

    private static string Refs(int first, int count) =>
        string.Join(' ', Enumerable.Range(first, count).Select(number => $"{number} 0 R"));

    /// <summary>Half of the file one long array, half of it entries that point at it.</summary>
    private static byte[] SamePlace(int size)
    {
        var count = size / 50;
        var head = $"%PDF-1.4\n1 0 obj\n{Root}\nendobj\n2 0 obj\n{PdfFiles.Tree}\nendobj\n"
            + $"3 0 obj\n{PdfFiles.Page}\nendobj\n";
        var list = $"{head}4 0 obj\n[{Refs(5, count)}]\nendobj\n";
        var big = $"5 0 obj\n[{new StringBuilder().Insert(0, "1 ", size / 4)}]\nendobj\n";
        var rows = string.Concat(Enumerable.Repeat($"{list.Length:D10} 00000 n \n", count));
        return PdfFiles.Bytes($"{list}{big}xref\n1 4\n{At("1 0 obj")}{At("2 0 obj")}{At("3 0 obj")}{At("4 0 obj")}"
            + $"5 {count}\n{rows}trailer<</Root 1 0 R>>startxref\n{list.Length + big.Length}\n%%EOF\n");
        string At(string text) => $"{list.IndexOf("\n" + text, StringComparison.Ordinal) + 1:D10} 00000 n \n";
    }

    /// <summary>Each object begins inside the one before and ends where all of them end.</summary>
    private static byte[] Overlapping(int size)
    {
        var count = size / 60;
        var body = new StringBuilder($"%PDF-1.4\n1 0 obj\n{Root}\nendobj\n2 0 obj\n{PdfFiles.Tree}\nendobj\n");
        body.Append("3 0 obj\n").Append(PdfFiles.Page).Append("\nendobj\n");
        var text = body.ToString();
        string At(string one) => $"{text.IndexOf("\n" + one, StringComparison.Ordinal) + 1:D10} 00000 n \n";
        var rows = new StringBuilder($"xref\n1 4\n{At("1 0 obj")}{At("2 0 obj")}{At("3 0 obj")}");
        rows.Append(null, $"{body.Length:D10} 00000 n \n");
        body.Append(null, $"4 0 obj\n[{Refs(5, count)}]\nendobj\n");
        rows.Append(null, $"5 {count}\n");
        for (var i = 0; i < count; i++)
        {
            rows.Append(null, $"{body.Length:D10} 00000 n \n");
            body.Append(null, $"{5 + i} 0 obj ( ");
        }
        var start = body.Length;
        return PdfFiles.Bytes($"{body}{rows}trailer<</Root 1 0 R>>startxref\n{start}\n%%EOF\n");
    }

    private static byte[] Chain(int size)
    {
        var file = new StringBuilder(Encoding.Latin1.GetString(PdfFiles.OnePage()));
        var last = file.ToString().IndexOf("xref\n0 ", StringComparison.Ordinal);
        while (file.Length < size)
        {
            var at = file.Length;
            file.Append(null, $"xref\n0 0\ntrailer<</Root 1 0 R/Prev {last}>>\n");
            last = at;
        }
        return PdfFiles.Bytes($"{file}startxref\n{last}\n%%EOF\n");
    }

    /// <summary>Object streams of wrong length: each is searched for its end to the end of the file.</summary>
    private static byte[] Endless(int size)
    {
        var count = size / 100;
        var objects = PdfFiles.Merged((1, Root), (4, $"[{Refs(5 + count, count)}]"));
        for (var i = 0; i < count; i++) objects[5 + i] = "<</Type/ObjStm/N 0/First 0/Length 1>>\nstream\n";
        return PdfFiles.Table(objects);
    }
}

namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>
/// The cross-references of a PDF, from the newest section to the oldest: tables, streams, and both in one (ISO 32000-1,
/// 7.5.4 to 7.5.8). For each object the first section that names it counts.
/// </summary>
internal sealed class PdfReferences(ReadOnlyMemory<byte> file, PdfBudget budget)
{
    private const int MaxNumber = 8_388_607;

    private readonly Dictionary<int, PdfEntry> _entries = [];
    private readonly HashSet<long> _sections = [];

    /// <summary>The newest trailer.</summary>
    public PdfObject.Dictionary? Trailer { get; private set; }

    /// <summary>The position of the object; null: none.</summary>
    public PdfEntry? this[int number] => _entries.GetValueOrDefault(number);

    /// <summary>Reads the section at <paramref name="start"/> and all earlier ones to which it leads.</summary>
    public void Read(long start)
    {
        for (long? next = start; next is { } place;)
        {
            // The same section twice means a circle.
            if (place >= file.Length || !_sections.Add(place)) throw PdfFault.Damaged();
            var trailer = Section((int)place);
            if (trailer["Encrypt"] is not null) throw new PdfFault(new PdfInspection.Encrypted());
            Trailer ??= trailer;
            next = trailer["Prev"] is { } before ? PlaceIn(before) : null;
        }
    }

    private PdfObject.Dictionary Section(int at)
    {
        var parser = new PdfParser(file, at, budget);
        if (!parser.Lexer.TryWord("xref"u8)) return FromStream(parser);
        var free = new List<long>();
        while (!parser.Lexer.TryWord("trailer"u8)) SubSection(parser.Lexer, free);
        if (parser.Object() is not PdfObject.Dictionary trailer) throw PdfFault.Damaged();
        // A file for old and new readers: the objects in the stream are marked as free for old ones (7.5.8.4).
        if (trailer["XRefStm"] is { } stream)
            FromStream(new PdfParser(file, (int)Math.Min(PlaceIn(stream), file.Length), budget));
        foreach (var number in free) Add(number, PdfEntry.Free.One);
        return trailer;
    }

    private static long PlaceIn(PdfObject value) =>
        value is PdfObject.Number { Whole: { } place } ? place : throw PdfFault.Damaged();

    private void SubSection(PdfLexer lexer, List<long> free)
    {
        var (first, count) = (lexer.Whole(), lexer.Whole());
        for (var number = first; number < first + count; number++)
        {
            var place = lexer.Whole();
            lexer.Whole();
            // Some programs write a missing object as one at position 0.
            var isUsed = lexer.TryWord("n"u8);
            if (!isUsed && !lexer.TryWord("f"u8)) throw PdfFault.Damaged();
            if (isUsed && place is > 0 and < int.MaxValue) Add(number, new PdfEntry.InFile((int)place));
            else free.Add(number);
        }
    }

    private void Add(long number, PdfEntry entry)
    {
        if (number > MaxNumber) throw PdfFault.Damaged();
        budget.Take(8);
        _entries.TryAdd((int)number, entry);
    }

    private PdfObject.Dictionary FromStream(PdfParser parser)
    {
        if (parser.Framed(null) is not PdfObject.Dictionary { StreamAt: not null } stream
            || stream["Type"] is not PdfObject.Name { Text: "XRef" }
            || stream["W"] is not PdfObject.Sequence
            {
                Items: [PdfObject.Number { Whole: { } kind and <= 1 }, PdfObject.Number { Whole: { } place and <= 8 },
                    PdfObject.Number { Whole: { } index and <= 4 }],
            } || place == 0)
            throw PdfFault.Damaged();
        var rows = PdfStreamBytes.Of(stream, file, value => value, budget).AsSpan();
        var size = stream["Size"] is PdfObject.Number { Whole: { } objects } ? objects : throw PdfFault.Damaged();
        List<PdfObject> ranges = stream["Index"] is PdfObject.Sequence sequence
            ? sequence.Items : [new PdfObject.Number(0), new PdfObject.Number(size)];
        for (var range = 0; range + 1 < ranges.Count; range += 2)
        {
            var (first, count) = (PlaceIn(ranges[range]), PlaceIn(ranges[range + 1]));
            for (var number = first; number < first + count; number++)
            {
                Add(number, EntryOf(
                    kind == 0 ? 1 : Take(ref rows, kind), Take(ref rows, place), Take(ref rows, index)));
            }
        }
        return stream;
    }

    private static PdfEntry EntryOf(long kind, long place, long index) => kind switch
    {
        1 when place is > 0 and < int.MaxValue => new PdfEntry.InFile((int)place),
        2 when place is > 0 and <= MaxNumber && index < int.MaxValue => new PdfEntry.InStream((int)place, (int)index),
        _ => PdfEntry.Free.One,
    };

    private static long Take(ref Span<byte> rows, long width)
    {
        if (rows.Length < width) throw PdfFault.Damaged();
        long value = 0;
        foreach (var one in rows[..(int)width]) value = value << 8 | one;
        rows = rows[(int)width..];
        return value;
    }
}

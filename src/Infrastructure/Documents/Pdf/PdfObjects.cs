namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>Finds the objects of a PDF by number, each read once, also those in object streams (7.5.7).</summary>
internal sealed class PdfObjects(ReadOnlyMemory<byte> file, PdfReferences references, PdfBudget budget)
{
    private readonly Dictionary<int, PdfObject?> _read = [];
    private readonly Dictionary<int, PackedObjects> _streams = [];

    /// <summary>The object itself if <paramref name="value"/> is a reference to it; null: there is none.</summary>
    public PdfObject? Resolve(PdfObject? value) =>
        value switch { PdfObject.Reference reference => Find(reference.Target), PdfObject.Null => null, _ => value };

    private PdfObject? Find(int number)
    {
        if (_read.TryGetValue(number, out var known)) return known;
        budget.Take(1);
        _read[number] = null; // A reference to itself, by way of its own length for one, finds nothing.
        var found = references[number] switch
        {
            PdfEntry.InFile { At: var at } => new PdfParser(file, Math.Min(at, file.Length), budget).Framed(number),
            PdfEntry.InStream { Stream: var stream, Index: var index } => Packed(stream).Read(index, number, budget),
            _ => null,
        };
        // An object that is only a reference would allow chains of any length.
        if (found is PdfObject.Reference) throw PdfFault.Damaged();
        return _read[number] = found is PdfObject.Null ? null : found;
    }

    private PackedObjects Packed(int number)
    {
        if (_streams.TryGetValue(number, out var known)) return known;
        if (references[number] is not PdfEntry.InFile
            || Find(number) is not PdfObject.Dictionary { StreamAt: not null } stream
            || stream["Type"] is not PdfObject.Name { Text: "ObjStm" }
            || Resolve(stream["N"]) is not PdfObject.Number { Whole: { } count }
            || Resolve(stream["First"]) is not PdfObject.Number { Whole: { } first })
            throw PdfFault.Damaged();
        var bytes = PdfStreamBytes.Of(stream, file, Resolve, budget);
        return _streams[number] = PackedObjects.Of(bytes, count, first, budget);
    }

    /// <summary>The objects of one object stream: first numbers and positions, then the objects.</summary>
    private sealed class PackedObjects(byte[] bytes, List<(long Number, long At)> places)
    {
        public static PackedObjects Of(byte[] bytes, long count, long first, PdfBudget budget)
        {
            var lexer = new PdfLexer(bytes, 0, budget);
            var places = new List<(long, long)>();
            for (long i = 0; i < count; i++) places.Add((lexer.Whole(), first + lexer.Whole()));
            return new PackedObjects(bytes, places);
        }

        public PdfObject Read(int index, int number, PdfBudget budget) =>
            index < places.Count && places[index] is var (named, at) && named == number && at <= bytes.Length
                ? new PdfParser(bytes, (int)at, budget).Object() : throw PdfFault.Damaged();
    }
}

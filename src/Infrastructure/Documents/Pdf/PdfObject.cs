namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>An object of a PDF (ISO 32000-1, 7.3), as far as the inspection needs it.</summary>
internal abstract record PdfObject
{
    private PdfObject() { }

    /// <summary>A whole or real number.</summary>
    public sealed record Number(double Value) : PdfObject
    {
        /// <summary>The value as a whole number from 0; null: it is none.</summary>
        public long? Whole => Value is >= 0 and < 1L << 53 && double.IsInteger(Value) ? (long)Value : null;
    }

    /// <summary>A name, with #xx decoded.</summary>
    public sealed record Name(string Text) : PdfObject;

    /// <summary>A reference to another object.</summary>
    public sealed record Reference(int Target) : PdfObject;

    /// <summary>Objects in order.</summary>
    public sealed record Sequence(List<PdfObject> Items) : PdfObject;

    /// <summary>
    /// Objects by key; <paramref name="StreamAt"/>: the position of its stream's first byte, null: no stream.
    /// </summary>
    public sealed record Dictionary(Dictionary<string, PdfObject> Entries, int? StreamAt = null) : PdfObject
    {
        /// <summary>The value for the key, with references not resolved; null: none.</summary>
        public PdfObject? this[string key] => Entries.GetValueOrDefault(key);
    }

    /// <summary>The null object; an entry with this value counts as missing.</summary>
    public sealed record Null : PdfObject
    {
        /// <summary>The only instance.</summary>
        public static Null One { get; } = new();
    }

    /// <summary>Text, true, false: values that the inspection does not need.</summary>
    public sealed record Other : PdfObject
    {
        /// <summary>The only instance.</summary>
        public static Other One { get; } = new();
    }
}

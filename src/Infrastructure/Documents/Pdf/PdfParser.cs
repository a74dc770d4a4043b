namespace OrleansRegistry.Infrastructure.Documents.Pdf;

/// <summary>Reads objects of a PDF (ISO 32000-1, 7.3) from a position.</summary>
internal sealed class PdfParser(ReadOnlyMemory<byte> bytes, int at, PdfBudget budget)
{
    /// <summary>Most arrays and dictionaries inside each other, inclusive, because the stack is limited.</summary>
    private const int MaxDepth = 64;

    private readonly PdfLexer _lexer = new(bytes, at, budget);

    /// <summary>The tokens, where something else than an object must be read next.</summary>
    public PdfLexer Lexer => _lexer;

    /// <summary>
    /// An object with its frame "5 0 obj", and the position of its stream if it has one. If its number is not
    /// <paramref name="number"/>, it is a fault.
    /// </summary>
    public PdfObject Framed(int? number)
    {
        var found = _lexer.Whole();
        _lexer.Whole();
        if (!_lexer.TryWord("obj"u8) || (number is { } wanted && found != wanted)) throw PdfFault.Damaged();
        var value = Object();
        if (value is not PdfObject.Dictionary dictionary || !_lexer.TryWord("stream"u8)) return value;
        if (!_lexer.TryTake("\r\n"u8) && !_lexer.TryTake("\n"u8)) _lexer.TryTake("\r"u8);
        return dictionary with { StreamAt = _lexer.At };
    }

    /// <summary>The next object.</summary>
    public PdfObject Object(int depth = 0)
    {
        budget.Object();
        if (depth > MaxDepth) throw PdfFault.Damaged();
        switch (_lexer.Peek())
        {
            case '/': return new PdfObject.Name(_lexer.Name());
            case '[':
                _lexer.Skip(1);
                return Sequence(depth);
            case '(':
                _lexer.SkipText();
                return PdfObject.Other.One;
            case '<':
                if (_lexer.TryTake("<<"u8)) return Dictionary(depth);
                _lexer.SkipHexText();
                return PdfObject.Other.One;
            default: return NumberOrWord();
        }
    }

    private PdfObject.Sequence Sequence(int depth)
    {
        var items = new List<PdfObject>();
        while (_lexer.Peek() != ']')
        {
            // "5 0 R" is recognised at the R: the two numbers before it belong to it.
            if (_lexer.TryWord("R"u8)) items.Add(Referred(items));
            else items.Add(Object(depth + 1));
        }
        _lexer.Skip(1);
        return new PdfObject.Sequence(items);
    }

    private static PdfObject.Reference Referred(List<PdfObject> items)
    {
        if (items is not [.., PdfObject.Number { Whole: { } target and <= int.MaxValue }, PdfObject.Number])
            throw PdfFault.Damaged();
        items.RemoveRange(items.Count - 2, 2);
        return new PdfObject.Reference((int)target);
    }

    private PdfObject.Dictionary Dictionary(int depth)
    {
        var entries = new Dictionary<string, PdfObject>(StringComparer.Ordinal);
        while (true)
        {
            switch (_lexer.Peek())
            {
                case '/': break;
                case '>' when _lexer.TryTake(">>"u8): return new PdfObject.Dictionary(entries);
                default: throw PdfFault.Damaged();
            }
            var key = _lexer.Name();
            // If a key occurs twice, viewers differ in which entry they use. Such a file is refused, because another
            // content might be shown than was inspected.
            if (Value(depth) is not PdfObject.Null and var value && !entries.TryAdd(key, value))
                throw PdfFault.Damaged();
        }
    }

    /// <summary>The value of an entry: an object, or "5 0 R".</summary>
    private PdfObject Value(int depth)
    {
        var value = Object(depth + 1);
        if (value is not PdfObject.Number { Whole: { } target and <= int.MaxValue }) return value;
        if (_lexer.Peek() is '/' or '>') return value;
        _lexer.Whole();
        return _lexer.TryWord("R"u8) ? new PdfObject.Reference((int)target) : throw PdfFault.Damaged();
    }

    private PdfObject NumberOrWord()
    {
        var word = _lexer.Word();
        if (PdfLexer.NumberIn(word) is { } number) return number;
        if (word.SequenceEqual("null"u8)) return PdfObject.Null.One;
        return word.SequenceEqual("true"u8) || word.SequenceEqual("false"u8)
            ? PdfObject.Other.One : throw PdfFault.Damaged();
    }
}

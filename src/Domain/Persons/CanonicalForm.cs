using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace OrleansRegistry.Domain.Persons;

/// <summary>
/// Normalization form C of Unicode (UAX 15): the one form in which names are stored (rules.md H.22), so that é is one
/// character however a keyboard wrote it. The runtime leaves texts as they are under InvariantGlobalization; the
/// decompositions are data (<c>canonical-forms.txt</c>), those of Hangul are computed.
/// </summary>
internal static class CanonicalForm
{
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;
    private static readonly CanonicalForms _data = CanonicalForms.Read();

    /// <summary>The text in form C. Half a character becomes U+FFFD where anything was changed.</summary>
    public static string Of(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (IsTouched(rune.Value)) return Composed(Ordered(text));
        return text;
    }

    private static bool IsTouched(int code) => code >= 0xC0
        && (_data.Parts.ContainsKey(code) || _data.IsSecond(code) || _data.ClassOf(code) > 0
            || code is >= Leads and < 0x1200);

    /// <summary>Taken apart completely, with the marks of each letter in the order of their classes.</summary>
    private static List<int> Ordered(string text)
    {
        var codes = new List<int>(text.Length + 8);
        foreach (var rune in text.EnumerateRunes()) TakeApart(rune.Value, codes);
        for (var i = 1; i < codes.Count; i++)
        {
            var (code, order, at) = (codes[i], _data.ClassOf(codes[i]), i);
            if (order == 0) continue;
            for (; at > 0 && _data.ClassOf(codes[at - 1]) > order; at--) codes[at] = codes[at - 1];
            codes[at] = code;
        }
        return codes;
    }

    private static void TakeApart(int code, List<int> codes)
    {
        if (code - Syllables is >= 0 and < LeadCount * VowelCount * TailCount and var syllable)
        {
            codes.Add(Leads + syllable / (VowelCount * TailCount));
            codes.Add(Vowels + syllable / TailCount % VowelCount);
            if (syllable % TailCount is > 0 and var tail) codes.Add(Tails + tail);
        }
        else if (_data.Parts.TryGetValue(code, out var parts))
        {
            TakeApart(parts.First, codes);
            if (parts.Second > 0) TakeApart(parts.Second, codes);
        }
        else
            codes.Add(code);
    }

    /// <summary>Each mark goes into its letter unless another mark of its class or a letter stands between.</summary>
    private static string Composed(List<int> codes)
    {
        var (kept, letter, last) = (new List<int>(codes.Count), -1, 0);
        foreach (var code in codes)
        {
            var order = _data.ClassOf(code);
            var free = letter >= 0 && (letter == kept.Count - 1 || last < order);
            if (free && Together(kept[letter], code) is { } whole)
            {
                kept[letter] = whole;
                continue;
            }
            if (order == 0) letter = kept.Count;
            last = order;
            kept.Add(code);
        }
        var text = new StringBuilder(kept.Count);
        foreach (var code in kept) text.Append(new Rune(code).ToString());
        return text.ToString();
    }

    private static int? Together(int first, int second)
    {
        if (first - Leads is >= 0 and < LeadCount and var lead
            && second - Vowels is >= 0 and < VowelCount and var vowel)
            return Syllables + (lead * VowelCount + vowel) * TailCount;
        if (first - Syllables is >= 0 and < LeadCount * VowelCount * TailCount and var open && open % TailCount == 0
            && second - Tails is > 0 and < TailCount and var tail)
            return first + tail;
        return _data.Wholes.TryGetValue((first, second), out var whole) ? whole : null;
    }
}

/// <summary>The facts of the Unicode Character Database that form C needs.</summary>
/// <param name="Parts">What a character is taken apart into; Second 0: it is one other character.</param>
/// <param name="Wholes">What two characters become.</param>
/// <param name="Classes">The combining class of a mark.</param>
internal sealed record CanonicalForms(
    FrozenDictionary<int, (int First, int Second)> Parts,
    FrozenDictionary<(int First, int Second), int> Wholes,
    FrozenDictionary<int, byte> Classes)
{
    private readonly FrozenSet<int> _seconds = Wholes.Keys.Select(pair => pair.Second).ToFrozenSet();

    /// <summary>The combining class; 0: a letter, or anything that marks stand on.</summary>
    public int ClassOf(int code) => Classes.GetValueOrDefault(code);

    /// <summary>True for what may become one with the character before it.</summary>
    public bool IsSecond(int code) => _seconds.Contains(code);

    /// <summary>Reads the file that comes with the program.</summary>
    public static CanonicalForms Read()
    {
        var (parts, wholes) = (new Dictionary<int, (int, int)>(), new Dictionary<(int, int), int>());
        var classes = new Dictionary<int, byte>();
        foreach (var line in File())
        {
            var words = line[1..].Split(' ');
            var first = Code(words[1]);
            if (line[0] == '~')
                for (var code = Code(words[0]); code <= first; code++)
                    classes[code] = byte.Parse(words[2], CultureInfo.InvariantCulture);
            else
            {
                var pair = (first, words.Length > 2 ? Code(words[2]) : 0);
                parts[Code(words[0])] = pair;
                if (line[0] == '=') wholes[pair] = Code(words[0]);
            }
        }
        return new(parts.ToFrozenDictionary(), wholes.ToFrozenDictionary(), classes.ToFrozenDictionary());
    }

    private static IEnumerable<string> File()
    {
        using var stream = typeof(CanonicalForms).Assembly.GetManifestResourceStream("canonical-forms.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#') yield return line;
    }

    private static int Code(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

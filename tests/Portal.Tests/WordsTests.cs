using System.Reflection;
using System.Text.RegularExpressions;

namespace OrleansRegistry.Portal.Tests;

/// <summary>Goal: every text of a page is there in both languages, and neither stands in the other's place.</summary>
public sealed partial class WordsTests
{
    private static readonly string _root = typeof(WordsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RegistryRoot").Value!;

    private static IEnumerable<string> Files => Directory
        .EnumerateFiles(Path.Combine(_root, "src/Portal"), "*.*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is ".razor" or ".cs"
            && !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    [Fact]
    public void A_text_says_Chinese_first_and_English_second()
    {
        var pairs = Files.SelectMany(file => Pair().Matches(File.ReadAllText(file))).ToList();
        Assert.True(pairs.Count > 150, $"{pairs.Count}");
        Assert.All(pairs, pair =>
        {
            Assert.DoesNotMatch(Chinese(), pair.Groups["en"].Value);
            if (Letters().IsMatch(pair.Groups["en"].Value) && pair.Groups["en"].Value.Length > 3
                && !pair.Groups["zh"].Value.Contains(".Zh}", StringComparison.Ordinal))
                Assert.Matches(Chinese(), pair.Groups["zh"].Value);
        });
    }

    /// <summary>Chinese outside of such a pair, its punctuation too, would be shown to who reads English.</summary>
    [Fact]
    public void Markup_has_no_text_of_one_language_alone() => Assert.Empty(
        from file in Files
        where file.EndsWith(".razor", StringComparison.Ordinal)
        let rest = Comment().Replace(Quoted().Replace(Pair().Replace(File.ReadAllText(file), ""), ""), "")
        from Match found in ChineseOrMark().Matches(rest)
        let begin = Math.Max(0, found.Index - 20)
        select $"{Path.GetFileName(file)}: {rest[begin..Math.Min(rest.Length, begin + 40)]}");

    [GeneratedRegex("""(?:Say|new|new LocalText)\(\s*\$?"(?<zh>(?:[^"\\]|\\.)*)",\s*\$?"(?<en>(?:[^"\\]|\\.)*)"\)""")]
    private static partial Regex Pair();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"@\*.*?\*@|///[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"[\u3400-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<!')[\u3000-\u303f\u3400-\u9fff\uff00-\uffef](?!')")]
    private static partial Regex ChineseOrMark();

    [GeneratedRegex("[a-z]{3}")]
    private static partial Regex Letters();
}

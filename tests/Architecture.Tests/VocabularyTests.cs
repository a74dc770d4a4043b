using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: the retired words of docs/GLOSSARY.md stay away. Method: words of identifiers, comments, texts of the log, SQL
/// comments and documents are counted against a list that may only shrink. Other texts in quotes are not looked at: the
/// frozen names stand there.
/// </summary>
public sealed partial class VocabularyTests
{
    private const string Table = "tests/Architecture.Tests/retired-words.txt";
    private static readonly string[] _pages = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"];

    /// <summary>Every retired word in its forms, and how often it is still met.</summary>
    private static readonly Dictionary<string, int> _left = File.ReadLines(Path.Combine(Sources.Root, Table))
        .Select(line => line.Split(' '))
        .ToDictionary(line => line[0], line => int.Parse(line[1], null), StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void Retired_words_do_not_become_more()
    {
        var met = Words().Where(word => _left.ContainsKey(word.Text))
            .ToLookup(word => word.Text, word => word.Where, StringComparer.OrdinalIgnoreCase);
        var wrong = _left.Where(word => met[word.Key].Count() > word.Value).Select(word =>
            $"{word.Key}: {word.Value} in {Table}, {met[word.Key].Count()} met. Say what docs/GLOSSARY.md says. "
            + $"{string.Join(' ', met[word.Key].TakeLast(5))}");
        Assert.True(!wrong.Any(), string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("var x = \"claimDesk\"; // told you", "told")]
    [InlineData("log.LogInformation(\"{Entity} was told\")", "told")]
    [InlineData("/// <summary>An errand.</summary>", "errand")]
    [InlineData("void NextDuty() => _duties.Do();", "duty", "duties")]
    [InlineData("var s = \"\"\"\n  SELECT 1 -- judged once\n  \"\"\";", "judged")]
    [InlineData("var s = \"errand\"; var c = 'x';")]
    [InlineData("Deadline Of_course_not()", "course")]
    public void A_word_is_found_where_people_read_it(string code, params string[] found) => Assert.Equal(
        found, InCode(code).Where(word => _left.ContainsKey(word)).Select(word => word.ToLowerInvariant()));

    private static IEnumerable<(string Text, string Where)> Words()
    {
        foreach (var file in Sources.Of("src").Concat(Sources.Of("tests")).Concat(Sources.Of("bench")))
            if (!file.EndsWith("/VocabularyTests.cs", StringComparison.Ordinal))
                foreach (var word in InCode(File.ReadAllText(file))) yield return (word, Name(file));
        foreach (var file in Sources.Of("src", "*.sql"))
            foreach (var word in File.ReadLines(file).SelectMany(InSqlComment)) yield return (word, Name(file));
        var pages = _pages.Select(page => Path.Combine(Sources.Root, page))
            .Concat(Sources.Of("docs", "*.md").Where(page => !page.EndsWith("/GLOSSARY.md", StringComparison.Ordinal)));
        foreach (var page in pages)
            foreach (var word in Split(File.ReadAllText(page))) yield return (word, Name(page));
    }

    private static IEnumerable<string> InCode(string code)
    {
        foreach (Match token in Token().Matches(code))
        {
            var text = token.Value;
            if (text[0] is '/' || char.IsLetter(text[0]) || text[0] == '_')
                foreach (var word in Split(text)) yield return word;
            else if (IsLogged(code.AsSpan(0, token.Index)))
                foreach (var word in Split(text)) yield return word;
            else
                foreach (var word in text.Split('\n').SelectMany(InSqlComment)) yield return word;
        }
    }

    /// <summary>True when what comes next is the text of a log entry: nothing but its call stands before it.</summary>
    private static bool IsLogged(ReadOnlySpan<char> before) =>
        LogCall().IsMatch(before[Math.Max(0, before.Length - 120)..]);

    private static IEnumerable<string> InSqlComment(string line) =>
        line.IndexOf("--", StringComparison.Ordinal) is var at and >= 0 ? Split(line[at..]) : [];

    private static IEnumerable<string> Split(string text) => Word().Matches(text).Select(word => word.Value);

    private static string Name(string file) => Path.GetRelativePath(Sources.Root, file);

    [GeneratedRegex("""
        //[^\n]*|/\*.*?\*/|\$*\"{3,}.*?\"{3,}
        |\$?@\"(?:[^\"]|\"\")*\"|\$?\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\])+'|[A-Za-z_]\w*
        """, RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Token();

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"\bLog(?:Trace|Debug|Information|Warning|Error|Critical)?\((?:[^;""]*,\s*)?\s*$")]
    private static partial Regex LogCall();
}

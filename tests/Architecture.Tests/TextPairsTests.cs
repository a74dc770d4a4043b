using System.Text.RegularExpressions;

namespace OrleansRegistry.Architecture.Tests;

/// <summary>
/// Goal: every text for people is there in both languages, and neither has a route, an id of the program or words of
/// the other language in it. Method: wherever the code writes a Chinese text with another text behind it, refusals,
/// notices, guides and the words of pages alike, both are read from the sources; what is put in at run time is left out
/// here (<see cref="TextsForPeopleTests"/> looks at it).
/// </summary>
public sealed partial class TextPairsTests
{
    private const string Text = @"\$?""(?:[^""\\\n]|\\.)*""";

    private const string Texts = $@"{Text}(?:\s*\+\s*{Text})*";

    /// <summary>Rooms whose texts people read; a program's own tools are not among them.</summary>
    private static readonly string[] _rooms =
        ["Api", "Domain", "Grains", "Infrastructure", "Portal", "Sheets", "Silo", "Storage"];

    /// <summary>
    /// Latin words that stand in Chinese texts as well: units, formats, marks and keys, what a document's number begins
    /// with, and names that administrators and auditors work with.
    /// </summary>
    private static readonly HashSet<string> _inChinese =
    [
        "MB", "mm", "dpi", "png", "PNG", "jpg", "JPG", "jpeg", "JPEG", "pdf", "PDF", "mp", "TB", "GB", "WCAG", "AA",
        "AAA", "CSV", "UTF", "JSON", "JWS", "ES", "kid", "http", "Ctrl", "Internet", "iPhone", "getCertificate",
        "refused", "true", "false",
    ];

    /// <summary>
    /// Chinese that English texts may have: names of laws, and what is to be written in Chinese on a form.
    /// </summary>
    [GeneratedRegex("《[^》]*》(（[^）]*）)?|\\b(?:W|w)rite 个人|\"[^\"]*\"")]
    private static partial Regex MayBeChinese();

    private static readonly List<(string File, string Zh, string En)> _pairs = [.. Pairs()];

    [Fact]
    public void Every_text_is_in_both_languages()
    {
        Assert.True(_pairs.Count > 3_000, $"{_pairs.Count}");
        Faults(pair => Chinese().Match(MayBeChinese().Replace(pair.En, "")) is { Success: true } found
            ? found.Value : null);
    }

    [Fact]
    public void No_text_has_a_route_in_it() => Faults(pair =>
        Route().Match(pair.Zh) is { Success: true } zh ? zh.Value
        : Route().Match(pair.En) is { Success: true } en ? en.Value : null);

    [Fact]
    public void No_text_has_a_name_of_the_program_in_it() => Faults(pair =>
        Identifier().Matches(pair.Zh + ' ' + pair.En).Select(found => found.Value)
            .FirstOrDefault(name => !_inChinese.Contains(name)));

    [Fact]
    public void A_Chinese_text_has_no_English_words() => Faults(pair =>
        Latin().Matches(pair.Zh).Select(found => found.Value).FirstOrDefault(word => !_inChinese.Contains(word)));

    [Theory]
    [InlineData("Say(\"甲\", \"a route: /me/closing\")", "/me/closing")]
    [InlineData("new LocalText($\"{a} 张\", $\"{a} sheets of {b}, and/or 1/2 m/s\")", null)]
    [InlineData("Say(\"见 https://a.cn/b\", \"see https://a.cn/b\")", null)]
    public void A_route_is_found(string code, string? route)
    {
        var (_, en) = Assert.Single(Pairs(code));
        Assert.Equal(route, Route().Match(en) is { Success: true } found ? found.Value : null);
    }

    private static void Faults(Func<(string File, string Zh, string En), string?> faultOf)
    {
        var faults = from pair in _pairs
                     let fault = faultOf(pair)
                     where fault is not null
                     select $"{Path.GetFileName(pair.File)}: {fault} in {pair.Zh} | {pair.En}";
        Assert.True(!faults.Any(), string.Join('\n', faults));
    }

    private static IEnumerable<(string File, string Zh, string En)> Pairs() =>
        from room in _rooms
        from file in Sources.Of("src/" + room, "*.cs").Concat(Sources.Of("src/" + room, "*.razor"))
        from pair in Pairs(File.ReadAllText(file))
        select (file, pair.Zh, pair.En);

    /// <summary>
    /// Texts that follow each other as arguments, without what is put in. Lists of words have no Latin letters.
    /// </summary>
    private static IEnumerable<(string Zh, string En)> Pairs(string code) =>
        from Match pair in Pair().Matches(Comment().Replace(code, ""))
        let texts = (Zh: Plain(pair.Groups["zh"].Value), En: Plain(pair.Groups["en"].Value))
        where Chinese().IsMatch(texts.Zh) && (pair.Groups["of"].Success || Latin().IsMatch(texts.En))
        select texts;

    private static string Plain(string literals) => Placeholder().Replace(
        string.Concat(Literal().Matches(literals).Select(one => one.Value.TrimStart('$').Trim('"'))), "")
        .Replace("\\\"", "\"", StringComparison.Ordinal);

    [GeneratedRegex($@"(?<of>(?:Say|LocalText|new)\(\s*)?(?<zh>{Texts})\s*,\s*(?<en>{Texts})")]
    private static partial Regex Pair();

    [GeneratedRegex(Text)]
    private static partial Regex Literal();

    [GeneratedRegex("///[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("""\{[^{}]*\}""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[\u3400-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex("[A-Za-z]{2,}")]
    private static partial Regex Latin();

    /// <summary>A path of the API or of the pages, but no part of an address outside and no fraction.</summary>
    [GeneratedRegex("(?<![\\w<:/.])/[a-z][a-z{]+[a-z/{}:-]*")]
    private static partial Regex Route();

    /// <summary>thisOne, ThisOne, THIS_ONE or This__One, but no mark of a trade such as dpi.</summary>
    [GeneratedRegex(@"\b(?:[a-z]+|[A-Z][a-z]+)[A-Z][a-z]+\w*|\b[A-Z]+_[A-Z_]+|\b\w+__\w+")]
    private static partial Regex Identifier();
}

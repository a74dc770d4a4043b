using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// What an applicant is asked in a supplement: reasons in one line, since it goes into texts and notices. Each may
/// carry the article on which it rests.
/// </summary>
public static class SupplementMessage
{
    private const char Between = '；';

    private const StringSplitOptions Parts = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;

    private const string Article = "（依据：", ArticleEnds = "）";

    /// <summary>A reason with the article on which it rests; without one: as it is.</summary>
    public static LocalText WithArticle(LocalText reason, string? law) => law is null ? reason
        : new LocalText($"{reason.Zh}{Article}{law}{ArticleEnds}", $"{reason.En} ({law})");

    /// <summary>The message of these reasons; a line is a reason of its own.</summary>
    public static string Of(IEnumerable<string> reasons) => string.Join(
        Between, reasons.SelectMany(one => one.Split(['\r', '\n'], Parts)));

    /// <summary>The reasons of a message, each without its article.</summary>
    public static IEnumerable<string> ReasonsOf(string message) =>
        from one in message.Split(Between, Parts)
        let at = one.IndexOf(Article, StringComparison.Ordinal)
        let reason = at < 0 ? one : one[..at]
        where reason.Length > 0
        select reason;
}

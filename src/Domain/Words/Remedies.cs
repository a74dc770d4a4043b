using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Sheets;

namespace OrleansRegistry.Domain.Words;

/// <summary>
/// What can be done against a decision, with its limits and articles: the same data as in the documents that are served
/// (decision-documents.json), so that a page and a letter never say two things.
/// </summary>
public static class Remedies
{
    /// <summary>The article by which certificates are cancelled.</summary>
    public static string LawOfCancellation { get; } = DecisionTexts.Embedded.Cancelled.Law;

    /// <summary>The remedies in a sentence. The days on which they end are in the document itself.</summary>
    public static LocalText Sentence { get; } = Of(DecisionTexts.Embedded.Remedies);

    private static LocalText Of(RemedyText text) => new(
        $"对决定不服的，可以自知道之日起 {text.ReconsiderationDays} 日内申请行政复议（{text.ReconsiderationLaw}），"
        + $"或者 {text.LitigationMonths} 个月内向人民法院提起行政诉讼（{text.LitigationLaw}）；最后一天写在文书里。",
        $"Against the decision you may ask for reconsideration within {text.ReconsiderationDays} days of knowing of it "
        + $"({text.ReconsiderationLaw}), or go to a people's court within {text.LitigationMonths} months "
        + $"({text.LitigationLaw}); the document names the last days.");
}

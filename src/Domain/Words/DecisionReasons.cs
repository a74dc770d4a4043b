using System.Collections.Frozen;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>
/// Reasons of decisions in words. The registry's own reasons are stored as codes, an officer's as text.
/// </summary>
public static class DecisionReasons
{
    private static readonly FrozenDictionary<string, LocalText> _words = Enum.GetValues<ClosingReason>()
        .ToFrozenDictionary(reason => reason.Name(), Of);

    /// <summary>A reason in words; a text that is no code is returned as it is.</summary>
    public static LocalText Of(string reason) => Find(reason) ?? new LocalText(reason, reason);

    /// <summary>Why the registry itself ended or returned an application.</summary>
    public static LocalText Of(ClosingReason reason) => reason switch
    {
        ClosingReason.Cancelled => new("所涉证件已注销", "the document that it was about was cancelled"),
        ClosingReason.Superseded => new("已由另一件申请取代", "another application has taken its place"),
        ClosingReason.Lapsed => new("逾期无人确认", "nobody confirmed it in time"),
        ClosingReason.SupplementUnanswered => new("逾期未补正材料", "the supplement was not answered in time"),
        ClosingReason.IdentityCheckFailed => new("姓名与证件号码经公安核验不一致，请先到户籍所在地户籍科核实后重新提交",
            "the police source does not know this name under this number; have the household section verify it, then "
            + "file again"),
        ClosingReason.TheoryFailed => new("理论考试未通过", "the theory exam was failed"),
        ClosingReason.PracticalFailed => new("实际操作考试未通过", "the practical exam was failed"),
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };

    /// <summary>The words of a code; null: it is none.</summary>
    internal static LocalText? Find(string reason) => _words.GetValueOrDefault(reason);
}

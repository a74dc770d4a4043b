using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>
/// Reasons of decisions in words. The registry's own reasons are stored as codes, an officer's as text.
/// </summary>
public static class DecisionReasons
{
    private const string Unanswered = "supplementUnanswered", Unknown = "identityCheckFailed";

    /// <summary>A reason in words; a text that is no code is returned as it is.</summary>
    public static LocalText Of(string reason) => Find(reason) ?? new LocalText(reason, reason);

    /// <summary>The words for a code; null: it is no code.</summary>
    internal static LocalText? Find(string reason) => reason switch
    {
        Unanswered => new("逾期未补正材料", "the supplement was not answered in time"),
        Unknown => new("姓名与证件号码经公安核验不一致，请先到户籍所在地户籍科核实后重新提交",
            "the police source does not know this name under this number; have the household section verify it, then "
            + "file again"),
        _ => null,
    };
}

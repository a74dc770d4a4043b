using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Words;

/// <summary>Reasons of decisions: those that the registry itself gives are codes, an officer's are words.</summary>
public static class DecisionReasons
{
    private const string Unanswered = "supplementUnanswered", Unknown = "identityCheckFailed";

    /// <summary>A reason as people read it; what is no code is given back.</summary>
    public static LocalText Of(string reason) => Find(reason) ?? new LocalText(reason, reason);

    /// <summary>The words of a code; null: it is none.</summary>
    internal static LocalText? Find(string reason) => reason switch
    {
        Unanswered => new("逾期未补正材料", "the supplement was not answered in time"),
        Unknown => new("姓名与证件号码经公安核验不一致，请先到户籍所在地户籍科核实后重新提交",
            "the police source does not know this name under this number; have the household section verify it, then "
            + "file again"),
        _ => null,
    };
}

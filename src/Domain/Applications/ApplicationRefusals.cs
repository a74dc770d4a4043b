using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Applications;

/// <summary>Refusals that services of every kind share.</summary>
public static class ApplicationRefusals
{
    /// <summary>Before the window.</summary>
    public static Refusal TooEarly(DateOnly opensOn, string rulesInForce) => new(RefusalCode.TooEarly,
        new LocalText(
            $"未到办理时间，{opensOn:yyyy-MM-dd} 起可以申请。", $"It is too early: you can apply from {opensOn:yyyy-MM-dd}."))
    {
        Law = rulesInForce, RetryFrom = opensOn,
    };

    /// <summary>After the window.</summary>
    public static Refusal TooLate(DateOnly closedOn, string rulesInForce) => new(RefusalCode.TooLate,
        new LocalText($"办理时间已于 {closedOn:yyyy-MM-dd} 截止。", $"It is too late: the last day was {closedOn:yyyy-MM-dd}."))
    {
        Law = rulesInForce,
    };

    /// <summary>Another application is open.</summary>
    public static Refusal OpenApplication(string applicationId) => new(RefusalCode.OpenApplicationExists,
        new LocalText($"该证件有正在办理的申请（{applicationId}），请待其办结或撤销后再申请。",
            $"Another application is open ({applicationId}); wait for its end or withdraw it first."));

    /// <summary>
    /// The refusal for materials that are missing, not asked for, or unfit; <paramref name="code"/> says which.
    /// </summary>
    public static Refusal Materials(RefusalCode code, ImmutableArray<FieldFault> faults) => new(code, code switch
    {
        RefusalCode.MaterialMissing => new LocalText("缺少必要材料。", "Required material is missing."),
        RefusalCode.MaterialNotAsked =>
            new LocalText("提交了本业务不需要的材料。", "Material was handed in that this service does not ask for."),
        _ => new LocalText("材料不符合要求。", "Material is not fit."),
    })
    {
        Law = Citations.Guide, Faults = faults,
    };
}

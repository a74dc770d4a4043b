using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Operators;

/// <summary>What the law says no to about operators and their permits.</summary>
public static class OperatorRefusals
{
    /// <summary>The operator has no permit with this number; whether another one has is nobody's business.</summary>
    public static Refusal NoSuchPermit() => new(
        RefusalCode.NotFound,
        new LocalText("该经营者名下没有此经营许可证。", "The operator has no operating permit with this number."))
    {
        Law = Citations.GuidePermit,
    };

    /// <summary>Expired or ended.</summary>
    public static Refusal PermitNotValid(string number) => new(
        RefusalCode.PermitNotValid,
        new LocalText($"经营许可证 {number} 不在有效状态。", $"The operating permit {number} is not in force."))
    {
        Law = Citations.GuidePermit,
    };

    /// <summary>
    /// No bound permit in force covers the vehicle (A.8-A.11; looked at again at the decision, G.4 #67).
    /// </summary>
    public static Refusal NoPermit() => new(
        RefusalCode.PermitNotValid,
        new LocalText(
            "没有已绑定、有效且经营范围涵盖该车辆的道路运输经营许可证。", "No operating permit that is bound and in force covers this vehicle."))
    {
        Law = Citations.GuidePermit,
    };

    /// <summary>The credit code belongs to an operator already.</summary>
    public static Refusal CreditCodeTaken() => new(
        RefusalCode.Duplicate,
        new LocalText("该统一社会信用代码已登记。", "An operator with this credit code is already on the register."));

    /// <summary>The permit number belongs to an operator already.</summary>
    public static Refusal PermitTaken() => new(
        RefusalCode.Duplicate,
        new LocalText("该经营许可证号已登记在其他经营者名下。", "Another operator has an operating permit with this number."));
}

using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Operators;

/// <summary>Refusals about operators and their permits.</summary>
public static class OperatorRefusals
{
    /// <summary>
    /// The operator has no permit with this number; whether another operator has one is not disclosed.
    /// </summary>
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
    /// No bound permit in force covers the vehicle (A.8-A.11; checked again at the decision, G.4 #67).
    /// </summary>
    public static Refusal NoPermit() => new(
        RefusalCode.PermitNotValid,
        new LocalText(
            "没有已绑定、有效且经营范围涵盖该车辆的道路运输经营许可证。", "No operating permit that is bound and in force covers this vehicle."))
    {
        Law = Citations.GuidePermit,
    };

    /// <summary>Another operator has this credit code.</summary>
    public static Refusal CreditCodeTaken() => new(
        RefusalCode.Duplicate,
        new LocalText("该统一社会信用代码已登记。", "An operator with this credit code is already on the register."));

    /// <summary>Another operator has this permit number.</summary>
    public static Refusal PermitTaken() => new(
        RefusalCode.Duplicate,
        new LocalText("该经营许可证号已登记在其他经营者名下。", "Another operator has an operating permit with this number."));

    /// <summary>A legal person has no such owner; whoever acts for it has an account of the operator.</summary>
    public static Refusal NotIndividual() => new(
        RefusalCode.KindNotCovered,
        new LocalText(
            "仅个体工商户（统一社会信用代码以 92 开头）可以登记经营者本人。",
            "Only an individual business, whose credit code begins with 92, has an owner on record."));

    /// <summary>Somebody else owns the business; that must be ended first.</summary>
    public static Refusal HasOwner() => new(
        RefusalCode.AlreadyBound,
        new LocalText(
            "该个体工商户已登记其他经营者本人，请先办理终止。",
            "Another owner of this business is on record; end that first."));

    /// <summary>Nobody is on record as its owner.</summary>
    public static Refusal NoOwner() => Refusals.WrongState(
        "该经营者没有登记经营者本人。", "Nobody is on record as the owner of this business.");

    /// <summary>The owner of a business must be alive.</summary>
    public static Refusal OwnerDead() => Refusals.WrongState(
        "该人员已登记死亡。", "This person is on record as dead.");
}

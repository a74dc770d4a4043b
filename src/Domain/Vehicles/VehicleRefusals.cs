using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>Refusals about vehicles, in words that an operator understands.</summary>
public static class VehicleRefusals
{
    /// <summary>Cancelled: every later request gets this answer (H.11).</summary>
    public static Refusal Cancelled(VehicleEnd end) => new(
        RefusalCode.CertCancelled,
        new LocalText(
            $"该车辆道路运输证已于 {end.EffectiveOn:yyyy-MM-dd} 注销，不能再办理此业务。",
            $"The vehicle's certificate was cancelled on {end.EffectiveOn:yyyy-MM-dd}; nothing more can be done "
                + "with it."))
    {
        Law = Citations.GuideVehicleCancellation,
    };

    /// <summary>Expired: no service can be applied for any more; the authority may cancel it.</summary>
    public static Refusal NotValid(DateOnly validTo) => new(
        RefusalCode.CertNotValid,
        new LocalText(
            $"该车辆道路运输证有效期已于 {validTo:yyyy-MM-dd} 届满。", $"The vehicle's certificate expired on {validTo:yyyy-MM-dd}."))
    {
        Law = Citations.Guide,
    };

    /// <summary>The service is for other kinds of vehicle.</summary>
    public static Refusal KindNotCovered(bool review) => new(RefusalCode.KindNotCovered, review
        ? new LocalText("网上年审只适用于普通货运车辆，其他车辆请到窗口办理。",
            "Only general-freight vehicles are reviewed online; others are reviewed at the counter.")
        : new LocalText(
            "该业务只适用于普通货运和危险货物运输车辆。", "This service is for general-freight and dangerous-goods vehicles only."))
    {
        Law = review ? Citations.GuideReview : Citations.Guide,
    };

    /// <summary>
    /// The vehicle belongs to another operator (G.4 #63), or does not exist: an operator cannot tell which.
    /// </summary>
    public static Refusal OtherOperator() =>
        new(RefusalCode.OtherOperator,
            new LocalText("该车辆不属于您所代表的经营者。", "The vehicle is not one of the operator for whom you act."))
        {
            Law = Citations.GuidePermit,
        };

    /// <summary>The vehicle is not in operation (A.8).</summary>
    public static Refusal NotInOperation() => new(
        RefusalCode.VehicleNotInOperation,
        new LocalText("该车辆不在营运状态，不能年审。", "The vehicle is not in operation; it cannot be reviewed."))
    {
        Law = Citations.GuideReview,
    };

    /// <summary>Renewal while the annual review is overdue (A.10, an option).</summary>
    public static Refusal ReviewOverdue(DateOnly validTo) => new(
        RefusalCode.ReviewOverdue,
        new LocalText(
            $"该车辆年审已于 {validTo:yyyy-MM-dd} 到期，请先办理年审。",
            $"The annual review lapsed on {validTo:yyyy-MM-dd}; have the vehicle reviewed first."))
    {
        Law = Citations.GuideVehicleRenewal,
    };

    /// <summary>
    /// The vehicle is booked for a charter trip (A.11, G.4 #65). A null trip: it was filed in the same instant.
    /// </summary>
    public static Refusal OnATrip(string? trip) => new(RefusalCode.OnATrip, trip is null
        ? new LocalText(
            "该车辆刚刚安排了包车任务，请先取消该任务。", "The vehicle has just been booked for a charter trip; cancel the trip first.")
        : new LocalText($"该车辆已安排包车任务（{trip}），请先取消该任务。",
            $"The vehicle is booked for a charter trip ({trip}); cancel the trip first."))
    {
        Law = Citations.GuideVehicleCancellation,
    };

    /// <summary>Everything that the review must refuse: grade, structure, violations (A.8).</summary>
    public static Refusal NotEligible(ImmutableArray<FieldFault> faults) => new(
        RefusalCode.NotEligible,
        new LocalText("该车辆不符合年审条件。", "The vehicle does not meet the conditions of the annual review."))
    {
        Law = Citations.Freight, Faults = faults,
    };

    /// <summary>Another vehicle has this plate, VIN or certificate number.</summary>
    public static Refusal Taken(string field, string zh, string en) => new(RefusalCode.Duplicate, new LocalText(zh, en))
    {
        Faults = [Refusals.Fault(field, zh, en)],
    };
}

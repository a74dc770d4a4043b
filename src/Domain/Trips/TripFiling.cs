using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// Whether a trip or another plan for it may be filed. The order of the checks: who asks, form, the departure, whether
/// it is interprovincial at all, the conditions of C.4, the contract's scan; double bookings last, by the commit's
/// reservations.
/// </summary>
public static class TripFiling
{
    /// <summary>Most drivers, and most places on the way.</summary>
    public const int MaxDrivers = 4, MaxVia = 20;

    /// <summary>A longer distance is taken for a typing error; in km, inclusive.</summary>
    private const int MaxKm = 10_000;

    private const int MaxPassengers = 100;

    /// <summary>The decision on a new trip.</summary>
    public static Decision File(EntityId id, FileTrip c, Context context) =>
        Of(c, context).FirstRefusal is { } no
            ? no
            : Decision.Of(new TripFiled(
                new Trip
                {
                    Key = id.Key,
                    Number = NumberOf(id, c.Plan, context),
                    OperatorKey = c.OperatorKey,
                    Authority = AuthorityOf(c.Plan, context),
                    Plan = Tidy(c.Plan),
                    PlanVersion = 1,
                    FiledAt = context.Now,
                }));

    /// <summary>The conditions of a new trip.</summary>
    public static Filing Of(FileTrip c, Context context) =>
        Of(c.OperatorKey, c.Plan, Carrier(c.OperatorKey, context.Actor), context);

    /// <summary>The conditions of another plan for a trip.</summary>
    public static Filing Of(Trip t, AmendTrip c, Context context) => Of(t.OperatorKey, c.Plan,
        Carrier(t.OperatorKey, context.Actor)
            ?? (!t.IsLive ? TripRefusals.Wrong(t.Recorded)
                : context.Now >= t.Plan.DepartsAt ? TripRefusals.Departed() : null), context);

    private static Filing Of(string operatorKey, TripPlan plan, Refusal? mayNot, Context context) =>
        new(mayNot, Conditions(operatorKey, plan, context))
        {
            Reserves = Malformed(plan) is null ? TripMachine.ReservationsOf(operatorKey, Tidy(plan)) : [],
        };

    /// <summary>The decision on another plan: only before the start, with the same checks as for a new trip.</summary>
    public static Decision Amend(Trip t, AmendTrip c, Context context)
    {
        var asked = Of(t, c, context);
        if (asked.MayNot is { } mayNot) return mayNot;
        if (Same(Tidy(c.Plan), t.Plan)) return Decision.Nothing;
        return asked.FirstRefusal
            ?? (Decision)Decision.Of(new TripAmended(Tidy(c.Plan), AuthorityOf(c.Plan, context), context.Now));
    }

    /// <summary>The refusal for anybody but the carrier; others cannot tell whether the trip exists.</summary>
    public static Refusal? Carrier(string operatorKey, Actor actor) =>
        !actor.Is(Roles.Operator) ? Refusals.NotAllowed()
        : actor.StandsFor(operatorKey) ? null
        : Refusals.NotFound();

    private static IEnumerable<Condition> Conditions(string operatorKey, TripPlan plan, Context context)
    {
        var malformed = Malformed(plan);
        yield return new Condition(ConditionName.Form, malformed);
        if (malformed is not null) yield break; // Of half a plan nothing else can be asked.
        yield return new Condition(
            ConditionName.Departure, plan.DepartsAt <= context.Now ? TripRefusals.TooLate() : null);
        yield return new Condition(ConditionName.Interprovincial,
            plan.Places.Select(place => place.Region[..2]).Distinct().Count() == 1
                ? TripRefusals.NotInterprovincial() : null);
        foreach (var one in TripConditions.All(operatorKey, plan, context, isNew: true)) yield return one;
        yield return new Condition(ConditionName.Contract, Contract(plan, context));
    }

    /// <summary>The refusal with every fault in the form of a plan; null: none.</summary>
    internal static Refusal? Malformed(TripPlan plan)
    {
        var faults = ImmutableArray.CreateBuilder<FieldFault>();
        if (plan.Drivers.IsDefaultOrEmpty
            || plan.Drivers.Length > MaxDrivers
            || plan.Drivers.Distinct().Count() != plan.Drivers.Length)
            faults.Add(
                Refusals.Fault("drivers", $"应为 1 至 {MaxDrivers} 名不同的驾驶员。", $"1 to {MaxDrivers} drivers, each once."));
        if (!Enum.IsDefined(plan.Kind)) faults.Add(Refusals.Fault("kind", "没有该类型。", "There is no such kind."));
        Place(faults, "origin", plan.Origin);
        Place(faults, "destination", plan.Destination);
        if (plan.Via.Length > MaxVia)
            faults.Add(Refusals.Fault("via", $"最多 {MaxVia} 个途经地。", $"At most {MaxVia} places."));
        for (var i = 0; i < Math.Min(plan.Via.Length, MaxVia); i++) Place(faults, $"via[{i}]", plan.Via[i]);
        if (plan.OneWayKm is <= 0 or > MaxKm)
            faults.Add(Refusals.Fault("oneWayKm", $"应大于 0，最多 {MaxKm} 公里。", $"More than 0, at most {MaxKm} km."));
        if (plan.ReturnsAt <= plan.DepartsAt)
            faults.Add(Refusals.Fault("returnsAt", "返回时间应晚于发车时间。", "The return lies after the departure."));
        if (plan.DepartsAt.Year is < 2000 or > 9000 || plan.ReturnsAt.Year is < 2000 or > 9000)
            faults.Add(Refusals.Fault("departsAt", "日期不在合理范围内。", "The date is not one of this time."));
        if (plan.Passengers is < 1 or > MaxPassengers)
            faults.Add(Refusals.Fault("passengers", $"应为 1 至 {MaxPassengers}。", $"1 to {MaxPassengers}."));
        FormCheck.Text(faults, "contractNumber", plan.ContractNumber, FormCheck.MaxLine, required: true);
        FormCheck.Text(faults, "hirer", plan.Hirer, FormCheck.MaxLine, required: true);
        FormCheck.Text(faults, "purpose", plan.Purpose, FormCheck.MaxLine, required: true);
        FormCheck.Text(faults, "issuer", plan.Issuer, FormCheck.MaxLine, required: true);
        return faults.Count == 0 ? null : Refusals.Malformed([.. faults]);
    }

    private static void Place(ImmutableArray<FieldFault>.Builder faults, string field, TripPlace? place)
    {
        FormCheck.Text(faults, field + ".place", place?.Place, FormCheck.MaxLine, required: true);
        var region = place?.Region ?? "";
        if (region.Length is not (2 or 4 or 6) || !region.All(char.IsAsciiDigit) || Provinces.ByCode(region) is null)
            faults.Add(Refusals.Fault(
                field + ".region", "应为 2、4 或 6 位行政区划代码。", "A region code of 2, 4 or 6 digits (GB/T 2260)."));
    }

    /// <summary>The scan is optional; if one is named, the carrier must have uploaded it.</summary>
    private static Refusal? Contract(TripPlan plan, Context context) =>
        plan.ContractDocumentId is not { } id ? null
        : context.Facts.Document(id) is { Kind: MaterialKind.CharterContract } document
            && document.OwnerAccountId == context.Actor.AccountId ? null
        : TripRefusals.ContractUnfit();

    private static TripPlan Tidy(TripPlan plan) => plan with
    {
        DepartsAt = plan.DepartsAt.ToUniversalTime(),
        ReturnsAt = plan.ReturnsAt.ToUniversalTime(),
        ContractNumber = plan.ContractNumber.Trim(),
        Hirer = plan.Hirer.Trim(),
        Issuer = plan.Issuer.Trim(),
    };

    private static bool Same(TripPlan left, TripPlan right) =>
        left.Drivers.SequenceEqual(right.Drivers) && left.Via.SequenceEqual(right.Via)
        && left with { Drivers = right.Drivers, Via = right.Via } == right;

    private static string AuthorityOf(TripPlan plan, Context context) =>
        context.Facts.VehicleWith(plan.VehicleKey)!.Authority;

    /// <summary>
    /// The number consists of authority, day of filing, and the entity's own unique text, so that it is never given
    /// twice.
    /// </summary>
    private static string NumberOf(EntityId id, TripPlan plan, Context context) =>
        $"{AuthorityOf(plan, context)}-{ShanghaiTime.DateOf(context.Now):yyyyMMdd}-{id.Key[2..]}";
}

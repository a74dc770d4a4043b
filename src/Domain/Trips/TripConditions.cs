using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Trips;

/// <summary>
/// What must be true of a trip when it is filed, reviewed and issued (C.4): read anew each time, and checked for every
/// day of the trip. The order is the law's: carrier, vehicle, drivers, length, place.
/// </summary>
public static class TripConditions
{
    /// <summary>
    /// The refusal of the trip by its first unmet condition; null: all are met. Double bookings are refused by the
    /// reservations of the commit.
    /// </summary>
    public static Refusal? Unmet(string operatorKey, TripPlan plan, Context context) =>
        All(operatorKey, plan, context, isNew: false).FirstRefusal();

    /// <summary>
    /// Every condition of the trip. Conditions that only a coach of the carrier can meet are checked only for such a
    /// coach.
    /// </summary>
    /// <param name="operatorKey">The carrier.</param>
    /// <param name="plan">A well-formed plan.</param>
    /// <param name="context">What is so now.</param>
    /// <param name="isNew">True for a plan that is filed now: it may name only drivers of the carrier.</param>
    public static IEnumerable<Condition> All(string operatorKey, TripPlan plan, Context context, bool isNew)
    {
        var limits = context.CharterRulebook.LimitsAt(context.Today);
        var carrier = context.OperatorOf(operatorKey);
        yield return new Condition(ConditionName.Carrier, Carrier(carrier, plan, context.Today));
        var noVehicle = VehicleOf(operatorKey, plan, context);
        yield return new Condition(ConditionName.Vehicle, noVehicle);
        var vehicle = noVehicle is null ? context.Facts.VehicleWith(plan.VehicleKey) : null;
        foreach (var one in vehicle is null ? [] : OfVehicle(vehicle, plan, context)) yield return one;
        foreach (var driver in plan.Drivers)
            yield return new Condition(ConditionName.Driver,
                (isNew ? NotLinked(carrier, driver, context) : null) ?? Driver(driver, plan, context));
        yield return new Condition(ConditionName.DriverCount, Count(plan, limits));
        yield return new Condition(ConditionName.Length,
            plan.Days() > limits.DaysMost ? TripRefusals.TooLong(plan.Days(), limits.DaysMost) : null);
        if (vehicle is not null) yield return new Condition(ConditionName.FromHome, Home(vehicle, plan));
    }

    /// <summary>A bound permit with the scope 省际包车客运, in force today and through the last day of the trip.</summary>
    private static Refusal? Carrier(Operator carrier, TripPlan plan, DateOnly today) =>
        carrier.Permits.Any(permit => permit.BoundOn is not null
            && permit.Scopes.Contains(OperatingScope.InterprovincialCharter)
            && permit.IsValidOn(today) && permit.IsValidOn(plan.LastDay()))
            ? null : TripRefusals.NoPermit();

    private static Refusal? VehicleOf(string operatorKey, TripPlan plan, Context context) =>
        context.Facts.VehicleWith(plan.VehicleKey) is not { } v || v.OperatorKey != operatorKey
            ? VehicleRefusals.OtherOperator()
        : v.Kind != VehicleKind.Passenger ? TripRefusals.NotForPassengers()
        : null;

    private static IEnumerable<Condition> OfVehicle(Vehicle v, TripPlan plan, Context context)
    {
        yield return new Condition(ConditionName.VehicleValid, NotValid(v, plan, context));
        yield return new Condition(ConditionName.Seats,
            plan.Passengers > v.Seats ? TripRefusals.TooFewSeats(v.Seats.Value) : null);
        yield return new Condition(ConditionName.InOperation,
            v.OperatingStatus == OperatingStatus.Operating ? null : TripRefusals.NotInOperation());
        yield return new Condition(ConditionName.Reviewed,
            VehicleValidity.IsReviewOverdue(plan.LastDay(), v, context.Rulebook)
                ? TripRefusals.ReviewOverdue(v.ReviewValidTo(context.Rulebook)) : null);
    }

    private static Refusal? NotValid(Vehicle v, TripPlan plan, Context context)
    {
        foreach (var day in Days(plan, context))
            if (VehicleValidity.On(day, v, context.Rulebook) is { Status: not CertificateStatus.Valid } standing)
                return TripRefusals.VehicleNotValid(day, standing.Status);
        return null;
    }

    private static Refusal? Count(TripPlan plan, CharterLimits limits)
    {
        var alone = plan.Motorway ? limits.OneDriverMotorwayKmMost : limits.OneDriverKmMost;
        return plan.Drivers.Length < 2 && plan.OneWayKm > alone ? TripRefusals.TwoDrivers(alone) : null;
    }

    /// <summary>
    /// A new plan may name only persons who drive for the carrier; a plan on record stays valid when the relation ends
    /// later (H.25).
    /// </summary>
    private static Refusal? NotLinked(Operator carrier, string key, Context context) =>
        carrier.Drivers.Contains(key) ? null
        : context.Facts.Person(key) is { } asked && PersonLinks.IsAwaited(asked, carrier.Key, context.Now)
            ? LinkRefusals.ConsentAwaited()
        : TripRefusals.NotTheCarriersDriver(key);

    /// <summary>
    /// The person may drive, and has a certificate for passengers that is valid on each day and whose last grade is not
    /// B (C.3, decision).
    /// </summary>
    private static Refusal? Driver(string key, TripPlan plan, Context context)
    {
        if (context.Facts.Person(key) is not { } person) return TripRefusals.NotTheCarriersDriver(key);
        if (person.DrivingLicence is { State: not DrivingLicenceState.Valid })
            return TripRefusals.DrivingLicence(person);
        var certificates = context.Facts.CertificatesOf(key)
            .Where(c => c.Kind == CertificateKind.PassengerDriver)
            .ToArray();
        if (certificates.Length == 0) return TripRefusals.NoPassengerCertificate(person);
        foreach (var day in Days(plan, context))
            if (!certificates.Any(c => IsValidOn(day, c, person, context)))
                return TripRefusals.DriverNotValid(person, day);
        return certificates.Any(c => c.Assessment?.LastGrade == Grade.B
            && IsValidOn(plan.FirstDay(), c, person, context))
            ? TripRefusals.GradeB(person) : null;
    }

    private static IEnumerable<DateOnly> Days(TripPlan plan, Context context) =>
        plan.FirstDays(context.CharterRulebook.LimitsAt(context.Today).DaysMost);

    private static bool IsValidOn(DateOnly day, Certificate c, Person person, Context context) =>
        CertificateValidity.On(day, c, person, context.Rulebook, context.Calendar).Status == CertificateStatus.Valid;

    /// <summary>
    /// One end must be in the city where the vehicle is registered (车籍所在地设区的市), except for emergencies (D.5).
    /// </summary>
    private static Refusal? Home(Vehicle vehicle, TripPlan plan)
    {
        if (plan.Emergency) return null;
        var home = TripPlaces.CityOf(vehicle.Authority);
        return TripPlaces.LiesIn(plan.Origin, home) || TripPlaces.LiesIn(plan.Destination, home)
            ? null
            : TripRefusals.NotFromHome(home);
    }
}

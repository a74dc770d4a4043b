using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Reminders;

/// <summary>Last days of a vehicle of which its operator is reminded (rules.md H.27).</summary>
internal static class VehicleReminders
{
    /// <summary>
    /// The last days that run now, with those of the vehicle's applications; none for a cancelled vehicle.
    /// </summary>
    public static IEnumerable<LastDayAhead> Of(Vehicle v, Context context)
    {
        if (v.End is not null) yield break;
        foreach (var limit in ApplicationReminders.OfRoad(v.Applications)) yield return limit;
        if (v.Stage == PeriodStage.RenewalOpen && v.Open(ServiceId.VehicleRenewal) is null)
            yield return new LastDayAhead("vehicleExpiry", v.Period.To,
                Since(v, v.RenewalOpensOn(context.Rulebook.RoadAt(v.Period.To))), Ladder.Days);
        if (v.OperatingStatus != OperatingStatus.Operating || v.ReviewStage != ReviewStage.Open
            || v.Open(ServiceId.VehicleAnnualReview) is not null) yield break;
        var reviewed = v.ReviewValidTo(context.Rulebook);
        yield return new LastDayAhead("review", reviewed,
            Since(v, v.ReviewOpensOn(context.Rulebook, context.Rulebook.RoadAt(reviewed))), Ladder.Days);
    }

    private static DateOnly Since(Vehicle v, DateOnly opens) => v.RegisteredOn > opens ? v.RegisteredOn : opens;

    /// <summary>The notice of a reminder.</summary>
    public static Notice NoticeOf(Vehicle v, LastDayAhead last)
    {
        (string, object) vehicle = ("vehicle", v.Key), plate = ("plate", v.Plate);
        return last.About is null
            ? Notice.Of("remind." + last.Name, v.OperatorKey, [vehicle, plate, ("lastDay", last.Day)])
            : ApplicationReminders.NoticeOfRoad(last, v, v.Applications, vehicle, plate);
    }
}

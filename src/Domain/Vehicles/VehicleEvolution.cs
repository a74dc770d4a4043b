using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Reminders;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>How a vehicle changes by its events. Never decides; an impossible event is a bug and throws.</summary>
public static class VehicleEvolution
{
    /// <summary>The state after <paramref name="happened"/>.</summary>
    public static Vehicle Evolve(Vehicle? state, Event happened) => (state, happened) switch
    {
        (null, VehicleRegistered e) => e.Vehicle,
        ({ } v, ApplicationEvent e) => v with
        {
            Applications = ApplicationFlow.Evolve(v.Applications, e),
            ApplicationCount = v.ApplicationCount + (e is ApplicationSubmitted ? 1 : 0),
        },
        ({ } v, VehicleEvent e) => OnVehicle(v, e),
        ({ } v, RemindersDue e) => v with { RemindedAt = e.At },
        _ => throw new InvalidOperationException(
            $"{happened.GetType().Name} cannot happen to {state?.Key ?? "nothing"}"),
    };

    private static Vehicle OnVehicle(Vehicle v, VehicleEvent happened) => happened switch
    {
        VehicleRenewalOpened => v with { Stage = PeriodStage.RenewalOpen },
        VehicleExpired => v with { Stage = PeriodStage.Expired },
        ReviewOpened => v with { ReviewStage = ReviewStage.Open },
        ReviewMissed => v with { ReviewStage = ReviewStage.Overdue },
        ReviewPassed e => v with { ReviewedOn = e.On, ReviewStage = ReviewStage.Running },
        VehicleRenewed e => v with
        {
            Previous = v.Period,
            Period = e.Period,
            Stage = PeriodStage.Running,
            DocumentVersion = v.DocumentVersion + 1,
        },
        VehicleReissued => v with { DocumentVersion = v.DocumentVersion + 1 },
        VehicleCancelled e => v with
        {
            End = new VehicleEnd(e.Ground, e.EffectiveOn, e.Reason, e.At),
            OperatingStatus = e.Ground == VehicleEndGround.Scrapped
                ? OperatingStatus.Scrapped
                : OperatingStatus.Cancelled,
        },
        OperatingStatusSet e => v with { OperatingStatus = e.Status },
        TechnicalStateRecorded e => v with { Technical = e.State },
        VehicleViolationRecorded e =>
            v with { Violations = v.Violations.Add(e.Violation), ViolationCount = v.ViolationCount + 1 },
        VehicleViolationSettled e =>
            v with { Violations = v.Violations.RemoveAll(violation => violation.Id == e.ViolationId) },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {v.Key}"),
    };
}

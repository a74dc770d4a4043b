using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// Decides about commands to a vehicle, after everything that is due was carried out (<see cref="DeadlineFirst"/>).
/// </summary>
public static class VehicleDecider
{
    /// <summary>The decision. The state is null before the vehicle is registered.</summary>
    public static Decision Decide(
        EntityId id, Vehicle? state, Command command, Context context) => (state, command) switch
        {
            (null, RegisterVehicle register) => VehicleRegistration.Decide(id, register, context),
            (null, Apply) => VehicleFiling.NoVehicle(context.Actor),
            (null, _) => Refusals.NotFound(),
            (_, PassTime) => Decision.Nothing,
            ({ } v, Apply apply) => VehicleFiling.Decide(v, apply, context),
            ({ } v, ApplicationCommand step) =>
                ApplicationReview.Decide(RoadChain.Chain, v, v.Applications, step, context),
            ({ } v, SetOperatingStatus
                or RecordTechnicalGrade
                or RecordReview
                or RecordVehicleViolation
                or SettleVehicleViolation) =>
                Officer(v, context) ?? VehicleExOfficio.Decide(v, command, context),
            ({ } v, CancelVehicle cancel) => Officer(v, context) ?? VehicleExOfficio.Cancel(v, cancel, context),
            (_, RegisterVehicle) =>
                VehicleMachine.Instance.OnReservationTaken(new Reservation(VehicleMachine.CertificateSpace, "")),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is not for vehicles"),
        };

    private static Decision? Officer(Vehicle v, Context context) =>
        ApplicationAuthorization.Officer(v.Authority, context.Actor) is { } refusal ? refusal : (Decision?)null;
}

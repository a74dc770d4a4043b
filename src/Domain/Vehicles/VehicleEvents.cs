using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>Something happened to a vehicle; for its applications there are ApplicationEvents.</summary>
public abstract record VehicleEvent : Event;

/// <summary>The vehicle was taken into the registry; the event has its state at that time.</summary>
public sealed record VehicleRegistered(Vehicle Vehicle) : VehicleEvent;

/// <summary>The operator was notified that renewal is open.</summary>
public sealed record VehicleRenewalOpened(DateOnly ValidTo) : VehicleEvent;

/// <summary>The last day of the certificate has passed.</summary>
public sealed record VehicleExpired(DateOnly ValidTo) : VehicleEvent;

/// <summary>
/// The operator was notified that the annual review may be applied for, and until when it must be passed.
/// </summary>
public sealed record ReviewOpened(DateOnly ReviewValidTo) : VehicleEvent;

/// <summary>The last day of the annual review has passed, and no later review was passed.</summary>
public sealed record ReviewMissed(DateOnly ReviewValidTo) : VehicleEvent;

/// <summary>The annual review was passed on <paramref name="On"/> (年审合格).</summary>
public sealed record ReviewPassed(string? ApplicationId, DateOnly On) : VehicleEvent;

/// <summary>Renewed (换发): a new period and a new document (H.1).</summary>
public sealed record VehicleRenewed(string ApplicationId, Period Period) : VehicleEvent;

/// <summary>Reissued (补发): a new document with the same period (H.14).</summary>
public sealed record VehicleReissued(string ApplicationId, string Reason) : VehicleEvent;

/// <summary>Cancelled (注销). Live applications are closed by events of their own in the same commit.</summary>
public sealed record VehicleCancelled(
    VehicleEndGround Ground, DateOnly EffectiveOn, string? Reason, DateTimeOffset? At = null) : VehicleEvent;

/// <summary>The operating status changed.</summary>
public sealed record OperatingStatusSet(OperatingStatus Status, DateOnly On, string? Reason) : VehicleEvent;

/// <summary>A technical examination had this result.</summary>
public sealed record TechnicalStateRecorded(TechnicalState State) : VehicleEvent;

/// <summary>A violation was recorded.</summary>
public sealed record VehicleViolationRecorded(VehicleViolation Violation) : VehicleEvent;

/// <summary>A violation was settled (已处理).</summary>
public sealed record VehicleViolationSettled(string ViolationId, string? Note) : VehicleEvent;

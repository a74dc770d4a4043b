using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>Takes a vehicle into the registry; its past is believed and not replayed (as for certificates, H.9).</summary>
public sealed record RegisterVehicle : Command
{
    /// <summary>The operator's entity.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>What its certificate allows.</summary>
    public required VehicleKind Kind { get; init; }

    /// <summary>Number plate (E.5).</summary>
    public required string Plate { get; init; }

    /// <summary>Colour; must fit the plate.</summary>
    public required PlateColour PlateColour { get; init; }

    /// <summary>Vehicle identification number (E.4).</summary>
    public required string Vin { get; init; }

    /// <summary>Number of the certificate, a text of at most 40 characters (E.8: its form is not settled).</summary>
    public required string CertificateNumber { get; init; }

    /// <summary>Region code of the issuing authority, 2 to 6 digits.</summary>
    public required string Authority { get; init; }

    /// <summary>First day of the current period, inclusive; not in the future.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive; null: as long as the rule says. Not more than the rule allows.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>First issue; null: <see cref="ValidFrom"/>. The first annual review counts from it.</summary>
    public DateOnly? FirstIssuedOn { get; init; }

    /// <summary>The day of the last passed annual review; null: none.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Operating status; null: in operation.</summary>
    public OperatingStatus? OperatingStatus { get; init; }

    /// <summary>Technical grade; null: not told.</summary>
    public TechnicalGrade? TechnicalGrade { get; init; }

    /// <summary>Number of the document in circulation; null: 1.</summary>
    public int? DocumentVersion { get; init; }

    /// <summary>Seats; null: not told.</summary>
    public int? Seats { get; init; }

    /// <summary>The day from which it was cancelled, for a vehicle that was; null: it is not.</summary>
    public DateOnly? CancelledOn { get; init; }
}

/// <summary>Sets the operating status ex officio.</summary>
public sealed record SetOperatingStatus(OperatingStatus Status, string? Reason) : Command;

/// <summary>Records a technical examination.</summary>
public sealed record RecordTechnicalGrade(TechnicalGrade Grade, DateOnly On, bool StructureAltered) : Command;

/// <summary>Records a violation.</summary>
public sealed record RecordVehicleViolation(DateOnly On, string Note) : Command;

/// <summary>Records that a violation is settled.</summary>
public sealed record SettleVehicleViolation(string ViolationId, string? Note) : Command;

/// <summary>Cancels ex officio; also an expired certificate (A.11, decision).</summary>
public sealed record CancelVehicle(VehicleEndGround Ground, string Reason) : Command;

using System.Collections.Immutable;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>A violation (违章记录) in an older register: the day of the breach, and what it was about.</summary>
public sealed record UnsettledViolation(DateOnly On, string Note);

/// <summary>
/// Takes a vehicle into the registry; its past is taken over as it is and not carried out again (as for certificates,
/// H.9).
/// </summary>
public sealed record RegisterVehicle : Command
{
    /// <summary>The operator's entity.</summary>
    public required string OperatorKey { get; init; }

    /// <summary>What its certificate allows.</summary>
    public required VehicleKind Kind { get; init; }

    /// <summary>Number plate (E.5).</summary>
    public required string Plate { get; init; }

    /// <summary>Colour; must be possible for the plate.</summary>
    public required PlateColour PlateColour { get; init; }

    /// <summary>Vehicle identification number (E.4).</summary>
    public required string Vin { get; init; }

    /// <summary>Number of the certificate, a text of at most 40 characters (E.8: its form is not settled).</summary>
    public required string CertificateNumber { get; init; }

    /// <summary>Region code of the issuing authority, 2 to 6 digits.</summary>
    public required string Authority { get; init; }

    /// <summary>First day of the current period, inclusive; not in the future.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// Last day, inclusive; null: the longest period of the rule, which is also the most that is allowed.
    /// </summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>First issue; null: <see cref="ValidFrom"/>. The first annual review counts from it.</summary>
    public DateOnly? FirstIssuedOn { get; init; }

    /// <summary>The day of the last passed annual review; null: none.</summary>
    public DateOnly? ReviewedOn { get; init; }

    /// <summary>Operating status; null: in operation.</summary>
    public OperatingStatus? OperatingStatus { get; init; }

    /// <summary>Technical grade; null: not given.</summary>
    public TechnicalGrade? TechnicalGrade { get; init; }

    /// <summary>Number of the document in circulation; null: 1.</summary>
    public int? DocumentVersion { get; init; }

    /// <summary>Seats; null: not given.</summary>
    public int? Seats { get; init; }

    /// <summary>The day from which it was cancelled, for a vehicle that was; null: it is not.</summary>
    public DateOnly? CancelledOn { get; init; }

    /// <summary>Why it was cancelled; null: ordered by the authority, or not cancelled.</summary>
    public VehicleEndGround? CancelledBy { get; init; }

    /// <summary>
    /// The day of the technical examination; null: the day of the review, otherwise the first day of the period.
    /// </summary>
    public DateOnly? TechnicalOn { get; init; }

    /// <summary>Whether the examination found the structure or the size altered (结构及尺寸变动); null: it did not.</summary>
    public bool? StructureAltered { get; init; }

    /// <summary>Violations that are not settled, oldest first.</summary>
    public ImmutableArray<UnsettledViolation> Violations { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// First day of the period that runs now, for a certificate that was renewed early; the new period may begin in the
    /// future, on the day after the running one ends. Null: the period that begins on <see cref="ValidFrom"/> is the
    /// running one.
    /// </summary>
    public DateOnly? PreviousFrom { get; init; }
}

/// <summary>Sets the operating status ex officio.</summary>
public sealed record SetOperatingStatus(OperatingStatus Status, string? Reason) : Command;

/// <summary>Records a technical examination.</summary>
public sealed record RecordTechnicalGrade(TechnicalGrade Grade, DateOnly On, bool StructureAltered) : Command;

/// <summary>
/// Records a review that was passed at the authority's counter. Reviews of passenger and dangerous-goods vehicles have
/// no online service (A.8, C-16).
/// </summary>
/// <param name="On">The day on which it was passed: not in the future, not before the last one.</param>
public sealed record RecordReview(DateOnly On) : Command;

/// <summary>Records a violation.</summary>
public sealed record RecordVehicleViolation(DateOnly On, string Note) : Command;

/// <summary>Records that a violation is settled.</summary>
public sealed record SettleVehicleViolation(string ViolationId, string? Note) : Command;

/// <summary>Cancels ex officio; also an expired certificate (A.11, decision).</summary>
public sealed record CancelVehicle(VehicleEndGround Ground, string Reason) : Command;

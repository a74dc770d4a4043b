using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;

namespace OrleansRegistry.Domain.Vehicles;

/// <summary>
/// One vehicle as registers exchange it: the body of <c>POST /api/v1/vehicles</c>, a line of an imported or exported
/// file. The operator is named by its credit code. <see cref="RegisterVehicle"/> says what the members mean and what is
/// refused.
/// </summary>
public sealed record VehicleRow(
    [property: JsonPropertyOrder(-2)] string CreditCode, [property: JsonPropertyOrder(-2)] VehicleKind Kind,
    string Plate, PlateColour PlateColour, string Vin, string CertificateNumber,
    string Authority,
    DateOnly ValidFrom,
    DateOnly? ValidTo = null,
    DateOnly? FirstIssuedOn = null,
    DateOnly? ReviewedOn = null,
    OperatingStatus? OperatingStatus = null,
    TechnicalGrade? TechnicalGrade = null,
    int? DocumentVersion = null,
    int? Seats = null,
    DateOnly? CancelledOn = null,
    VehicleEndGround? CancelledBy = null,
    DateOnly? TechnicalOn = null,
    bool? StructureAltered = null,
    ImmutableArray<UnsettledViolation>? Violations = null, DateOnly? PreviousFrom = null)
{
    /// <summary>The plate in its stored form, however it was typed (rules.md H.23).</summary>
    [JsonPropertyOrder(-1)]
    public string Plate { get; init; } = Identifiers.Plate.Normalize(Plate);

    /// <summary>The command; the operator's key is filled in when the operator is known.</summary>
    public RegisterVehicle ToVehicle(string operatorKey) => new()
    {
        OperatorKey = operatorKey, Kind = Kind, Plate = Plate, PlateColour = PlateColour, Vin = Vin,
        CertificateNumber = CertificateNumber, Authority = Authority, ValidFrom = ValidFrom, ValidTo = ValidTo,
        FirstIssuedOn = FirstIssuedOn, ReviewedOn = ReviewedOn, OperatingStatus = OperatingStatus,
        TechnicalGrade = TechnicalGrade, DocumentVersion = DocumentVersion, Seats = Seats, CancelledOn = CancelledOn,
        CancelledBy = CancelledBy, TechnicalOn = TechnicalOn, StructureAltered = StructureAltered,
        Violations = Violations ?? [], PreviousFrom = PreviousFrom,
    };

    /// <summary>
    /// The row of a vehicle of this register, as a register that takes it over on <paramref name="today"/> needs it.
    /// Applications are not exchanged.
    /// </summary>
    public static VehicleRow Of(Vehicle v, Operator known, DateOnly today) => new(
        known.CreditCode,
        v.Kind,
        v.Plate,
        v.PlateColour,
        v.Vin,
        v.CertificateNumber,
        v.Authority,
        v.Period.From,
        v.Period.To,
        v.FirstIssuedOn, v.ReviewedOn, v.End is null
            ? v.OperatingStatus
            : null, v.Technical?.Grade, v.DocumentVersion, v.Seats,
        v.End?.EffectiveOn, v.End?.Ground is VehicleEndGround.Authority ? null : v.End?.Ground,
        v.Technical?.On == (v.ReviewedOn ?? v.Period.From)
            ? null
            : v.Technical?.On, v.Technical is { StructureAltered: true } ? true : null,
        v.Violations.IsEmpty
            ? null
            : [.. v.Violations.Select(violation => new UnsettledViolation(violation.On, violation.Note))],
        v.Period.From > today ? v.Previous?.From : null);

    /// <summary>The row as one line of JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RegistryJson.Wire.VehicleRow);
}

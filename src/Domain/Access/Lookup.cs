using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using Plates = OrleansRegistry.Domain.Identifiers.Plate;

namespace OrleansRegistry.Domain.Access;

/// <summary>Why enforcement looks somebody or something up.</summary>
[JsonConverter(typeof(CamelCaseNames<LookupPurpose>))]
public enum LookupPurpose
{
    /// <summary>A check at the roadside; belongs to a shift.</summary>
    RoadCheck = 1,

    /// <summary>A report or complaint, which has a number.</summary>
    Report = 2,

    /// <summary>A check at an enterprise.</summary>
    EnterpriseCheck = 3,

    /// <summary>A case, which has a number. Persons of other authorities are shown for this purpose alone.</summary>
    Case = 4,
}

/// <summary>
/// A look-up that says what is looked for and why. It has at least one criterion: an empty or blank text is refused
/// when it is read, so that it can never stand for "everything" (finding H7).
/// </summary>
public sealed record Lookup
{
    /// <summary>The longest text of each field, in characters.</summary>
    public const int MaxText = 100;

    private Lookup(string? plate, string? certificateNumber, string? identityNumber) =>
        (Plate, CertificateNumber, IdentityNumber) = (plate, certificateNumber, identityNumber);

    /// <summary>A vehicle's plate; null: the search is not by plate.</summary>
    public string? Plate { get; }

    /// <summary>
    /// The number of a certificate, of a person or a vehicle; null: the search is not by such a number.
    /// </summary>
    public string? CertificateNumber { get; }

    /// <summary>The number of a person; null: the search is not by such a number.</summary>
    public string? IdentityNumber { get; }

    /// <summary>In the officer's words.</summary>
    public required string Reason { get; init; }

    /// <summary>What it is for.</summary>
    public required LookupPurpose Purpose { get; init; }

    /// <summary>The number of the report or case; null for the other purposes.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Reads what was given; refused with the fields that are at fault.</summary>
    public static Result<Lookup> Read(
        string? plate, string? certificateNumber, string? identityNumber, string reason, LookupPurpose? purpose,
        string? caseNumber)
    {
        var why = purpose ?? LookupPurpose.RoadCheck;
        plate = plate is null ? null : Plates.Normalize(plate); // First: a dot alone is no plate, and no criterion.
        var fault = Criterion("plate", plate) ?? Criterion("certificateNumber", certificateNumber)
            ?? Criterion("identityNumber", identityNumber)
            ?? (plate is null && certificateNumber is null && identityNumber is null
                ? Refusals.Fault(
                    "certificateNumber", "请填写号牌、证号或身份证件号码。",
                    "Give a plate, a certificate number or an identity number.")
                : null)
            ?? (plate is not null && identityNumber is not null
                ? Refusals.Fault("identityNumber", "请按号牌或按人员查询。", "Look up a plate, or a person.") : null)
            ?? (string.IsNullOrWhiteSpace(reason) || !IsLine(reason)
                ? Refusals.Fault(
                    "reason", $"请填写查询事由，最多 {MaxText} 个字符。", $"Say why, in at most {MaxText} characters.")
                : null)
            ?? (caseNumber is null && why is LookupPurpose.Report or LookupPurpose.Case
                ? Refusals.Fault("caseNumber", "请填写举报或案件编号。", "Give the number of the report or the case.") : null)
            ?? Criterion("caseNumber", caseNumber);
        if (fault is not null) return Refusals.Malformed(fault);
        return new Lookup(plate, certificateNumber, identityNumber is null ? null : WrittenNumber.Of(identityNumber))
        {
            Reason = reason, Purpose = why, CaseNumber = caseNumber,
        };
    }

    /// <summary>
    /// The fault of a criterion that is given but blank; null: the criterion is not given, or is not blank.
    /// </summary>
    public static FieldFault? Criterion(string field, string? text) =>
        text is null || (!string.IsNullOrWhiteSpace(text) && IsLine(text)) ? null
            : Refusals.Fault(field, $"不能为空，最多 {MaxText} 个字符。", $"Not empty, at most {MaxText} characters.");

    private static bool IsLine(string text) => text.Length <= MaxText && !text.Any(char.IsControl);
}

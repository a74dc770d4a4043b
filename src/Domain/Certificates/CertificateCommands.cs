using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Certificates;

/// <summary>
/// Takes a certificate into the registry: a new one, or one of an older register. Its past is taken over as it is:
/// deadlines before today are not carried out (H.9).
/// </summary>
public sealed record RegisterCertificate : Command
{
    /// <summary>The number on the document, 6 to 24 of 0-9 A-Z (E.8).</summary>
    public required string Number { get; init; }

    /// <summary>The kind of certificate.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>The holder's entity.</summary>
    public required string PersonKey { get; init; }

    /// <summary>Service unit; null: "个人".</summary>
    public string? ServiceUnit { get; init; }

    /// <summary>Region code of the issuing authority, 2 to 6 digits.</summary>
    public required string Authority { get; init; }

    /// <summary>First issue; not after <see cref="ValidFrom"/>.</summary>
    public required DateOnly FirstIssuedOn { get; init; }

    /// <summary>First day of the current period, inclusive; not in the future.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>
    /// Last day, inclusive; null: the longest period of the rule, which is also the most that is allowed.
    /// </summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Number of the document in circulation; null: 1.</summary>
    public int? DocumentVersion { get; init; }

    /// <summary>The last real grade; null: the initial grade. Only for kinds that drive.</summary>
    public Grade? LastGrade { get; init; }

    /// <summary>The cycle of that grade; null: none, or unknown.</summary>
    public int? LastGradedCycle { get; init; }

    /// <summary>Points of the running cycle so far; null: 0.</summary>
    public int? Points { get; init; }

    /// <summary>The ground, for a certificate that was cancelled before.</summary>
    public CancellationGround? CancelledBy { get; init; }

    /// <summary>The day from which it was cancelled; goes with the ground.</summary>
    public DateOnly? CancelledOn { get; init; }

    /// <summary>
    /// First day of the period that runs now, for a certificate that was renewed early; the new period may begin in the
    /// future, on the day after the running one ends. Null: the period that begins on <see cref="ValidFrom"/> is the
    /// running one.
    /// </summary>
    public DateOnly? PreviousFrom { get; init; }
}

/// <summary>Records penalty points (记分): one of 20, 10, 5, 3, 1 (D.2).</summary>
public sealed record RecordViolation(int Points, DateOnly On, string? Note) : Command;

/// <summary>Records continuing education in class hours.</summary>
public sealed record RecordEducation(int Hours, DateOnly On) : Command;

/// <summary>Assesses a closed cycle again.</summary>
public sealed record Reassess(int Cycle, Grade Grade, string Reason) : Command;

/// <summary>Cancels ex officio (依职权注销).</summary>
public sealed record CancelCertificate(CancellationGround Ground, string Reason) : Command;

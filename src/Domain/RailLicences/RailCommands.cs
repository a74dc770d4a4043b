using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>A licence of an older register. Its past is taken over as it is and not carried out again (H.9).</summary>
/// <param name="Number">Its number; null: one of this registry's scheme.</param>
/// <param name="Classes">Its classes; also those that first applications can no longer ask for.</param>
/// <param name="ValidFrom">First day of the period, inclusive.</param>
/// <param name="ValidTo">Last day, inclusive; not after the retirement date.</param>
/// <param name="DocumentVersion">Number of the copy in circulation; null: 1.</param>
public sealed record OlderLicence(
    ImmutableArray<HeldClass> Classes,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    string? Number = null,
    int? DocumentVersion = null);

/// <summary>Registers a driver, with or without a licence.</summary>
public sealed record RegisterRailDriver : Command
{
    /// <summary>The driver's person.</summary>
    public required string PersonKey { get; init; }

    /// <summary>The employer; null: linked later.</summary>
    public EmployerLink? Employer { get; init; }

    /// <summary>The statutory retirement date; null: by the age of the rule.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>Study and fitness so far.</summary>
    public StudyRecord? Study { get; init; }

    /// <summary>A licence of an older register.</summary>
    public OlderLicence? Licence { get; init; }

    /// <summary>First day on which a new application is allowed, for a ban of an older register.</summary>
    public DateOnly? BannedUntil { get; init; }
}

/// <summary>The employer records study and fitness; it replaces what was recorded before.</summary>
public sealed record RecordStudy(StudyRecord Study) : Command;

/// <summary>The employer or an authority records the statutory retirement date.</summary>
public sealed record RecordRetirement(DateOnly RetiresOn) : Command;

/// <summary>Links the driver to a registered employer (L150-151).</summary>
public sealed record LinkEmployer(EmployerLink Link) : Command;

/// <summary>The driver no longer belongs to the employer (H.25).</summary>
public sealed record UnlinkEmployer(string EmployerKey) : Command;

/// <summary>An employer records a case that it found; it reports it with the record or later (B.9).</summary>
/// <param name="Ground">The ground that was found.</param>
/// <param name="DiscoveredOn">The day of discovery.</param>
/// <param name="Reported">True when it is reported to the administration with the record.</param>
public sealed record RecordFinding(RailGround Ground, DateOnly DiscoveredOn, bool Reported) : Command;

/// <summary>Reports a finding to the administration.</summary>
public sealed record ReportFinding(string FindingId) : Command;

/// <summary>
/// Asks to correct wrong licence data (B.10); null leaves a value as it is. A second officer confirms (H.26).
/// </summary>
/// <param name="Number">The right number.</param>
/// <param name="Classes">All the right classes.</param>
/// <param name="ValidFrom">The right first day of the period, inclusive.</param>
/// <param name="ValidTo">The right last day, inclusive.</param>
/// <param name="Reason">The reason.</param>
public sealed record CorrectRailLicence(
    string? Number, ImmutableArray<HeldClass>? Classes, DateOnly? ValidFrom, DateOnly? ValidTo, string Reason)
    : Command;

/// <summary>Revokes the licence (B.8).</summary>
public sealed record RevokeRailLicence(RailGround Ground, string? Reason = null) : Command;

/// <summary>Cancels the licence ex officio (B.9).</summary>
public sealed record CancelRailLicence(RailGround Ground, string? Reason = null) : Command;

/// <summary>
/// An external request, not a command to an entity: the host asks the police data source and sends its answer as
/// <see cref="AnswerIdentityCheck"/>. It waits in the outbox under the application's own id, so that it delays nothing
/// else, and the commit of the answer removes it.
/// </summary>
public sealed record AskIdentitySource(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The answer of the police data source, sent by the host.</summary>
public sealed record AnswerIdentityCheck(string ApplicationId, bool Passed) : ApplicationCommand(ApplicationId);

/// <summary>The employer submits to the exam centre (初审合格).</summary>
public sealed record EmployerSubmit(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The employer returns it with reasons.</summary>
public sealed record EmployerReturn(
    string ApplicationId, ImmutableArray<string> Reasons) : ApplicationCommand(ApplicationId);

/// <summary>The exam centre has seen the paper originals.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="PlaceId">
/// The exam point where they were seen; it becomes the appointed point where none is appointed. Null: the appointed
/// one.
/// </param>
public sealed record CheckOriginals(string ApplicationId, string? PlaceId = null) : ApplicationCommand(ApplicationId);

/// <summary>The exam centre records the result of a part; the practical part comes after the theory.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Part">The part.</param>
/// <param name="Passed">Whether it was passed.</param>
/// <param name="Points">The marks, 0 to 100; null: not given.</param>
public sealed record RecordExamResult(
    string ApplicationId, ExamPart Part, bool Passed, int? Points = null) : ApplicationCommand(ApplicationId);

/// <summary>The exam centre reports to the administration.</summary>
public sealed record ReportRail(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>The decision is announced.</summary>
public sealed record AnnounceRail(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>Withdraws by a letter of the legal-person unit (L195-196).</summary>
public sealed record WithdrawRailByLetter(string ApplicationId, string Letter) : ApplicationCommand(ApplicationId);

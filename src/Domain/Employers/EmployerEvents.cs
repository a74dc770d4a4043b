using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>Something happened to an enterprise.</summary>
public abstract record EmployerEvent : Event;

/// <summary>The enterprise was registered.</summary>
public sealed record EmployerRegistered(
    string Key, string Name, string CreditCode, EmployerProfile Profile, bool? IsExamStation = null) : EmployerEvent
{
    /// <summary>Why a code with a wrong check character was registered; null: it is right.</summary>
    public string? CreditCodeReason { get; init; }
}

/// <summary>A child unit was added.</summary>
public sealed record EmployerUnitAdded(EmployerUnit Unit) : EmployerEvent;

/// <summary>The enterprise was renamed.</summary>
public sealed record EmployerRenamed(string Name) : EmployerEvent;

/// <summary>The account was disabled.</summary>
public sealed record EmployerDisabled(string Reason) : EmployerEvent;

/// <summary>The account was enabled again.</summary>
public sealed record EmployerEnabled(string Reason) : EmployerEvent;

/// <summary>The exam centre answered a letter.</summary>
/// <param name="LetterId">The id of the letter.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Note">What the centre noted.</param>
/// <param name="CarriedOut">
/// True: the request was granted; null: it was not, or the letter is older than this member.
/// </param>
public sealed record EmployerLetterDone(string LetterId, DateTimeOffset At, string Note, bool? CarriedOut = null)
    : EmployerEvent;

/// <summary>A letter is on file.</summary>
public sealed record EmployerLetterReceived(EmployerLetter Letter) : EmployerEvent;

/// <summary>A driver was linked to the enterprise.</summary>
public sealed record DriverAttached(string DriverKey) : EmployerEvent;

/// <summary>A driver moved to another enterprise.</summary>
public sealed record DriverDetached(string DriverKey) : EmployerEvent;

/// <summary>Registers an enterprise, by its letter to the exam centre (L169-170).</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreditCode">Its unified social credit code.</param>
/// <param name="Profile">What its letter said.</param>
/// <param name="IsExamStation">True: an exam station, which sends letters and has no drivers.</param>
public sealed record RegisterEmployer(
    string Name, string CreditCode, EmployerProfile? Profile = null, bool? IsExamStation = null) : Command
{
    /// <summary>Why a code with a wrong check character is registered (H.21); null: it must be right.</summary>
    public string? CreditCodeReason { get; init; }
}

/// <summary>Adds a child unit; its id is given by the caller, or is the unit's number.</summary>
public sealed record AddUnit(string Name, string? UnitId = null) : Command;

/// <summary>Renames the enterprise, by letter (L171-172).</summary>
public sealed record RenameEmployer(string Name) : Command;

/// <summary>Disables the enterprise, by letter (L169-170).</summary>
public sealed record DisableEmployer(string Reason) : Command;

/// <summary>Enables a disabled enterprise again, by letter.</summary>
public sealed record EnableEmployer(string Reason) : Command;

/// <summary>Puts a letter on file; the request in it is carried out by another command.</summary>
/// <param name="Kind">The kind of letter.</param>
/// <param name="Text">Its words.</param>
/// <param name="About">The application or the driver's career.</param>
/// <param name="DocumentId">A single scan; several are named in <paramref name="DocumentIds"/>.</param>
/// <param name="DocumentIds">Scans and enclosures, uploaded by whoever files the letter.</param>
/// <param name="Details">The structured data of the letter.</param>
/// <param name="IsCarriedOut">True: the request has just been carried out, so the letter does not wait.</param>
public sealed record FileLetter(
    LetterKind Kind,
    string Text,
    string? About = null,
    string? DocumentId = null,
    ImmutableArray<string>? DocumentIds = null,
    LetterDetails? Details = null,
    bool? IsCarriedOut = null) : Command;

/// <summary>The exam centre answers a letter; a request about the enterprise itself is carried out with it.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Note">What was done, or why not.</param>
/// <param name="CarriesOut">False: the request is not carried out.</param>
public sealed record CompleteLetter(string LetterId, string Note, bool CarriesOut) : Command;

/// <summary>Sent by a driver's career that was linked to the enterprise.</summary>
public sealed record AttachDriver(string DriverKey) : Command;

/// <summary>Sent by a driver's career that left the enterprise.</summary>
public sealed record DetachDriver(string DriverKey) : Command;

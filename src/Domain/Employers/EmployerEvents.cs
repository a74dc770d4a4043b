using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>Something happened to an enterprise.</summary>
public abstract record EmployerEvent : Event;

/// <summary>The enterprise is registered from now on.</summary>
public sealed record EmployerRegistered(
    string Key, string Name, string CreditCode, EmployerProfile Profile, bool? IsExamStation = null) : EmployerEvent
{
    /// <summary>Why a code with a wrong check character was registered; null: it is right.</summary>
    public string? CreditCodeReason { get; init; }
}

/// <summary>A child unit was added.</summary>
public sealed record EmployerUnitAdded(EmployerUnit Unit) : EmployerEvent;

/// <summary>The enterprise has another name.</summary>
public sealed record EmployerRenamed(string Name) : EmployerEvent;

/// <summary>The account was disabled.</summary>
public sealed record EmployerDisabled(string Reason) : EmployerEvent;

/// <summary>The account was enabled again.</summary>
public sealed record EmployerEnabled(string Reason) : EmployerEvent;

/// <summary>The exam centre is done with a letter.</summary>
/// <param name="LetterId">Which.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Note">What the centre noted.</param>
/// <param name="CarriedOut">True: what it asks for is granted; null: closed without, or before this was kept.</param>
public sealed record EmployerLetterDone(string LetterId, DateTimeOffset At, string Note, bool? CarriedOut = null)
    : EmployerEvent;

/// <summary>A letter is on file.</summary>
public sealed record EmployerLetterReceived(EmployerLetter Letter) : EmployerEvent;

/// <summary>A driver was linked to the enterprise.</summary>
public sealed record DriverAttached(string DriverKey) : EmployerEvent;

/// <summary>A driver went to another enterprise.</summary>
public sealed record DriverDetached(string DriverKey) : EmployerEvent;

/// <summary>Registers an enterprise, by its letter to the exam centre (L169-170).</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreditCode">Its unified social credit code.</param>
/// <param name="Profile">What its letter said.</param>
/// <param name="IsExamStation">True: an exam station, which sends letters and has no drivers.</param>
public sealed record RegisterEmployer(
    string Name, string CreditCode, EmployerProfile? Profile = null, bool? IsExamStation = null) : Command
{
    /// <summary>Why a code is registered whose check character fails (H.21); null: it must be right.</summary>
    public string? CreditCodeReason { get; init; }
}

/// <summary>Adds a child unit; its id is given by the caller or made from their number.</summary>
public sealed record AddUnit(string Name, string? UnitId = null) : Command;

/// <summary>Renames the enterprise, by letter (L171-172).</summary>
public sealed record RenameEmployer(string Name) : Command;

/// <summary>Disables the enterprise, by letter (L169-170).</summary>
public sealed record DisableEmployer(string Reason) : Command;

/// <summary>Enables a disabled enterprise again, by letter.</summary>
public sealed record EnableEmployer(string Reason) : Command;

/// <summary>Puts a letter on file; what it asks for is a command of its own.</summary>
/// <param name="Kind">What about.</param>
/// <param name="Text">Its words.</param>
/// <param name="About">The application or the driver's career.</param>
/// <param name="DocumentId">One scan; those who send several name them in <paramref name="DocumentIds"/>.</param>
/// <param name="DocumentIds">Scans and enclosures, uploads of whoever files the letter.</param>
/// <param name="Details">What it says besides its words.</param>
/// <param name="IsCarriedOut">True: what it asks for has just been carried out, so it does not wait.</param>
public sealed record FileLetter(
    LetterKind Kind,
    string Text,
    string? About = null,
    string? DocumentId = null,
    ImmutableArray<string>? DocumentIds = null,
    LetterDetails? Details = null,
    bool? IsCarriedOut = null) : Command;

/// <summary>The exam centre is done with a letter; what is the enterprise's own is carried out with it.</summary>
/// <param name="LetterId">The letter.</param>
/// <param name="Note">What was done, or why not.</param>
/// <param name="CarriesOut">False: what it asks for is not carried out.</param>
public sealed record CompleteLetter(string LetterId, string Note, bool CarriesOut) : Command;

/// <summary>Sent by a driver's career that was linked to the enterprise.</summary>
public sealed record AttachDriver(string DriverKey) : Command;

/// <summary>Sent by a driver's career that left the enterprise.</summary>
public sealed record DetachDriver(string DriverKey) : Command;

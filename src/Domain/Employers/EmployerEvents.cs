using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Employers;

/// <summary>Something happened to an enterprise.</summary>
public abstract record EmployerEvent : Event;

/// <summary>The enterprise is registered from now on.</summary>
public sealed record EmployerRegistered(
    string Key, string Name, string CreditCode, EmployerProfile Profile) : EmployerEvent;

/// <summary>A child unit was added.</summary>
public sealed record EmployerUnitAdded(EmployerUnit Unit) : EmployerEvent;

/// <summary>The enterprise has another name.</summary>
public sealed record EmployerRenamed(string Name) : EmployerEvent;

/// <summary>The account was disabled.</summary>
public sealed record EmployerDisabled(string Reason) : EmployerEvent;

/// <summary>A letter is on file.</summary>
public sealed record EmployerLetterReceived(EmployerLetter Letter) : EmployerEvent;

/// <summary>A driver was linked to the enterprise.</summary>
public sealed record DriverAttached(string DriverKey) : EmployerEvent;

/// <summary>A driver went to another enterprise.</summary>
public sealed record DriverDetached(string DriverKey) : EmployerEvent;

/// <summary>Registers an enterprise, by its letter to the exam centre (L169-170).</summary>
public sealed record RegisterEmployer(string Name, string CreditCode, EmployerProfile? Profile = null) : Command;

/// <summary>Adds a child unit; its id is given by the caller or made from their number.</summary>
public sealed record AddUnit(string Name, string? UnitId = null) : Command;

/// <summary>Renames the enterprise, by letter (L171-172).</summary>
public sealed record RenameEmployer(string Name) : Command;

/// <summary>Disables the enterprise, by letter (L169-170).</summary>
public sealed record DisableEmployer(string Reason) : Command;

/// <summary>Puts a letter on file; what it asks for is a command of its own.</summary>
public sealed record FileLetter(
    LetterKind Kind, string Text, string? About = null, string? DocumentId = null) : Command;

/// <summary>Sent by a driver's career that was linked to the enterprise.</summary>
public sealed record AttachDriver(string DriverKey) : Command;

/// <summary>Sent by a driver's career that left the enterprise.</summary>
public sealed record DetachDriver(string DriverKey) : Command;

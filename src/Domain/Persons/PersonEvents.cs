using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>Something happened to a person.</summary>
public abstract record PersonEvent : Event;

/// <summary>The person was registered.</summary>
public sealed record PersonRegistered(
    string Key, string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly BornOn) : PersonEvent;

/// <summary>A certificate of this person was registered.</summary>
public sealed record CertificateAttached(HeldCertificate Certificate) : PersonEvent;

/// <summary>An account was bound to the person by proof of identity.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="BarredUntil">
/// Acts that harm the person are refused before this instant, UTC; null: no such time.
/// </param>
public sealed record AccountBound(string AccountId, DateTimeOffset? BarredUntil = null) : PersonEvent;

/// <summary>Acts that harm the person are refused before this instant, UTC (H.24).</summary>
public sealed record PersonBarred(DateTimeOffset Until) : PersonEvent;

/// <summary>The account no longer belongs to the person; two officers undid the binding.</summary>
public sealed record AccountUnbound(string AccountId, string By, string ConfirmedBy) : PersonEvent;

/// <summary>The person has closed the account.</summary>
public sealed record AccountReleased(string AccountId) : PersonEvent;

/// <summary>The person died.</summary>
public sealed record DeathRecorded(DeathFact Fact) : PersonEvent;

/// <summary>The driving licence changed its state.</summary>
public sealed record DrivingLicenceRecorded(DrivingLicenceFact Fact) : PersonEvent;

/// <summary>A fact was wrong: what it caused is undone, and nothing else (H.10).</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Reason">Why it was wrong.</param>
/// <param name="By">The officer who asked for it, if it needed two; null: it needed one.</param>
/// <param name="ConfirmedBy">The officer who confirmed it; null: none was needed.</param>
public sealed record FactCorrected(string FactId, string Reason, string? By = null, string? ConfirmedBy = null)
    : PersonEvent;

/// <summary>Name or identity number changed, by proof.</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number, normalised.</param>
/// <param name="BornOn">Day of birth.</param>
/// <param name="By">Who asked for it; null: it follows from a decision elsewhere, or is older than H.26.</param>
/// <param name="ConfirmedBy">The officer who confirmed it; null: none was needed.</param>
public sealed record IdentityChanged(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly BornOn, string? By = null,
    string? ConfirmedBy = null) : PersonEvent;

/// <summary>Registers a person.</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">Checked and normalised here.</param>
/// <param name="BornOn">Needed only when the number does not tell it.</param>
public sealed record RegisterPerson(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null)
    : Command;

/// <summary>Sent by a certificate that was registered for this person.</summary>
public sealed record AttachCertificate(HeldCertificate Certificate) : Command;

/// <summary>Binds an account whose holder's identity was proven (实名认证, A.1, H.24); sent by the binding.</summary>
public sealed record BindAccount(string Name, string IdentityNumber) : Command
{
    /// <summary>The account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>Acts that harm the person are refused before this instant, UTC; null: no such time.</summary>
    public DateTimeOffset? BarredUntil { get; init; }
}

/// <summary>Two officers undid the binding; sent by the binding.</summary>
public sealed record UnbindAccount(string AccountId, string By, string ConfirmedBy) : Command;

/// <summary>
/// The person has closed the account; sent by the binding. The links end, and the person's profile is removed.
/// </summary>
public sealed record ReleaseAccount(string AccountId) : Command;

/// <summary>
/// Acts that harm the person are refused before an instant, UTC (H.24). Sent when the account got another phone, or its
/// owner reported a change by somebody else.
/// </summary>
public sealed record BarPerson(string AccountId, DateTimeOffset Until) : Command;

/// <summary>Records the death (A.7 (1)).</summary>
public sealed record RecordDeath(DateOnly On) : Command;

/// <summary>Records a change of the driving licence (A.7 (4)).</summary>
public sealed record RecordDrivingLicence(DrivingLicenceState State, string? Class, DateOnly On) : Command;

/// <summary>Corrects a fact that was wrong.</summary>
public sealed record CorrectFact(string FactId, string Reason) : Command
{
    /// <summary>The officer who asked for it, if it needed two; null: it needed one.</summary>
    public string? By { get; init; }

    /// <summary>The officer who confirmed it; null: none was needed.</summary>
    public string? ConfirmedBy { get; init; }
}

/// <summary>Changes name or number, by proof.</summary>
public sealed record ChangeIdentity(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null)
    : Command
{
    /// <summary>Who asked for it; null: it follows from a decision elsewhere.</summary>
    public string? By { get; init; }

    /// <summary>The officer who confirmed it; null: none was needed.</summary>
    public string? ConfirmedBy { get; init; }
}

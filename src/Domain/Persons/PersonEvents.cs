using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>Something happened to a person.</summary>
public abstract record PersonEvent : Event;

/// <summary>The registry knows this person from now on.</summary>
public sealed record PersonRegistered(
    string Key, string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly BornOn) : PersonEvent;

/// <summary>A certificate of this person was registered.</summary>
public sealed record CertificateAttached(HeldCertificate Certificate) : PersonEvent;

/// <summary>An account was bound to the person by real name.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="BarredUntil">What hurts the person is not taken before, UTC; null: no such time.</param>
public sealed record AccountBound(string AccountId, DateTimeOffset? BarredUntil = null) : PersonEvent;

/// <summary>What hurts the person is not taken before this instant, UTC (H.24).</summary>
public sealed record PersonBarred(DateTimeOffset Until) : PersonEvent;

/// <summary>The account is the person's no longer; two officers undid the binding.</summary>
public sealed record AccountUnbound(string AccountId, string By, string ConfirmedBy) : PersonEvent;

/// <summary>The person has closed the account.</summary>
public sealed record AccountReleased(string AccountId) : PersonEvent;

/// <summary>The person died.</summary>
public sealed record DeathRecorded(DeathFact Fact) : PersonEvent;

/// <summary>The driving licence changed its state.</summary>
public sealed record DrivingLicenceRecorded(DrivingLicenceFact Fact) : PersonEvent;

/// <summary>A fact was wrong: what it caused is undone, and only that (H.10).</summary>
/// <param name="FactId">The fact.</param>
/// <param name="Reason">Why it was wrong.</param>
/// <param name="By">Who asked for it, where it took two officers; null: one.</param>
/// <param name="ConfirmedBy">Who confirmed it; null as above.</param>
public sealed record FactCorrected(string FactId, string Reason, string? By = null, string? ConfirmedBy = null)
    : PersonEvent;

/// <summary>Name or identity number changed, by proof.</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">The number, normalised.</param>
/// <param name="BornOn">Day of birth.</param>
/// <param name="By">Who asked for it; null: it follows from a decision elsewhere, or is from before H.26.</param>
/// <param name="ConfirmedBy">Who confirmed it; null as above.</param>
public sealed record IdentityChanged(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly BornOn, string? By = null,
    string? ConfirmedBy = null) : PersonEvent;

/// <summary>Makes the registry know a person.</summary>
/// <param name="Name">As in the identity document.</param>
/// <param name="IdentityKind">The kind of document.</param>
/// <param name="IdentityNumber">Checked and normalised here.</param>
/// <param name="BornOn">Needed only when the number does not tell it.</param>
public sealed record RegisterPerson(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null)
    : Command;

/// <summary>Sent by a certificate that was registered for this person.</summary>
public sealed record AttachCertificate(HeldCertificate Certificate) : Command;

/// <summary>
/// Binds an account whose holder's identity was proven (实名认证, A.1, H.24): what follows from a binding.
/// </summary>
public sealed record BindAccount(string Name, string IdentityNumber) : Command
{
    /// <summary>The account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>What hurts the person is not taken before, UTC; null: no such time.</summary>
    public DateTimeOffset? BarredUntil { get; init; }
}

/// <summary>The binding was undone by two officers: what follows from it.</summary>
public sealed record UnbindAccount(string AccountId, string By, string ConfirmedBy) : Command;

/// <summary>
/// The person has closed the account: what follows from it. Relations end, and what the person said of itself goes.
/// </summary>
public sealed record ReleaseAccount(string AccountId) : Command;

/// <summary>
/// Nothing that hurts the person is taken before an instant, UTC (H.24): what follows when the account has got another
/// phone, or its owner says that a change was not the owner's.
/// </summary>
public sealed record BarPerson(string AccountId, DateTimeOffset Until) : Command;

/// <summary>Records the death (A.7 (1)).</summary>
public sealed record RecordDeath(DateOnly On) : Command;

/// <summary>Records what became of the driving licence (A.7 (4)).</summary>
public sealed record RecordDrivingLicence(DrivingLicenceState State, string? Class, DateOnly On) : Command;

/// <summary>Corrects a fact that was wrong.</summary>
public sealed record CorrectFact(string FactId, string Reason) : Command
{
    /// <summary>Who asked for it, where it took two officers; null: one.</summary>
    public string? By { get; init; }

    /// <summary>Who confirmed it; null as above.</summary>
    public string? ConfirmedBy { get; init; }
}

/// <summary>Changes name or number, by proof.</summary>
public sealed record ChangeIdentity(
    string Name, IdentityKind IdentityKind, string IdentityNumber, DateOnly? BornOn = null)
    : Command
{
    /// <summary>Who asked for it; null: it follows from a decision elsewhere.</summary>
    public string? By { get; init; }

    /// <summary>Who confirmed it; null as above.</summary>
    public string? ConfirmedBy { get; init; }
}

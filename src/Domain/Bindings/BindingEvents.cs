using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>Something happened to the binding of an account.</summary>
public abstract record BindingEvent : Event;

/// <summary>Somebody filed for the proof of who owns an account.</summary>
public sealed record BindingFiled(string AccountId, BindingApplication Application, DateOnly On)
    : BindingApplicationEvent(Application.Id);

/// <summary>Taken over as it stands in an older register, or made with the samples.</summary>
public sealed record BindingRegistered(string AccountId, BoundIdentity Bound) : BindingEvent;

/// <summary>Something happened to one application of a binding.</summary>
public abstract record BindingApplicationEvent(string ApplicationId) : BindingEvent, IApplicationEvent;

/// <summary>The question is on its way to the police data source since <paramref name="At"/>.</summary>
public sealed record BindingSourceAsked(string ApplicationId, DateTimeOffset At)
    : BindingApplicationEvent(ApplicationId);

/// <summary>
/// The source has answered. Its answer is a condition of the decision, and decides by itself only by a compared
/// portrait.
/// </summary>
public sealed record BindingSourceAnswered(string ApplicationId, bool Match, PortraitMatch Portrait)
    : BindingApplicationEvent(ApplicationId);

/// <summary>An officer took the case over.</summary>
public sealed record BindingClaimed(
    string ApplicationId, string Officer,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ReviewerTerm? Term = null)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The case became free again.</summary>
public sealed record BindingReleased(
    string ApplicationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? LapsedAt = null)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The filer was asked, once, to complete it.</summary>
public sealed record BindingSupplementRequested(
    string ApplicationId, DateTimeOffset At, ImmutableArray<MaterialKind> Materials, string Message, LegalDate AnswerBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The filer completed it; the limit for the decision begins again.</summary>
public sealed record BindingSupplementAnswered(
    string ApplicationId, DateTimeOffset At, ImmutableArray<Material> Materials, LegalDate DecideBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The identity is proven: the account belongs to this person.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="By">The officer's account; null: the source compared the portrait.</param>
/// <param name="Bound">The person that is bound.</param>
/// <param name="BornOn">
/// The date of birth, from the number or the filer; for a person who is new on the register.
/// </param>
/// <param name="Creates">True when the register had no such person.</param>
public sealed record BindingApproved(string ApplicationId, string? By, BoundIdentity Bound, DateOnly? BornOn,
    [property: JsonPropertyName("founds")] bool Creates)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The identity is not proven.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">
/// The officer's account; null: the registry refused, because of the source's answer or a missing supplement.
/// </param>
/// <param name="Reasons">The reasons.</param>
public sealed record BindingRefused(string ApplicationId, DateTimeOffset At, string? By, ImmutableArray<string> Reasons)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The filer withdrew it.</summary>
public sealed record BindingWithdrawn(string ApplicationId, DateTimeOffset At) : BindingApplicationEvent(ApplicationId);

/// <summary>The limit for the decision passed. This is recorded and has no other effect (H.6).</summary>
public sealed record BindingLimitMissed(string ApplicationId) : BindingApplicationEvent(ApplicationId);

/// <summary>A provisional limit became certain because its year's calendar arrived (F).</summary>
public sealed record BindingLimitsRecomputed(string ApplicationId, LegalDate DecideBy, LegalDate? AnswerBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>The first officer asks to undo the binding.</summary>
public sealed record UnbindingRequested(string AccountId, BindingApplication Application)
    : BindingApplicationEvent(Application.Id);

/// <summary>The second officer confirmed: the account belongs to nobody.</summary>
/// <param name="ApplicationId">The undoing.</param>
/// <param name="At">When, UTC.</param>
/// <param name="PersonKey">Whose it was.</param>
/// <param name="By">The first officer's account.</param>
/// <param name="ConfirmedBy">The second officer's account.</param>
public sealed record BindingUndone(string ApplicationId, DateTimeOffset At, string PersonKey, string By,
    string ConfirmedBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>What was asked for was declined; nothing changes. Stored as identity.unbindingDeclined.</summary>
public sealed record ApprovalDeclined(string ApplicationId, DateTimeOffset At, string By, string Reason)
    : BindingApplicationEvent(ApplicationId);

/// <summary>Nobody confirmed in time; nothing changes. Stored as identity.unbindingLapsed.</summary>
public sealed record ApprovalLapsed(string ApplicationId, DateTimeOffset At) : BindingApplicationEvent(ApplicationId);

/// <summary>The time after a binding is over: acts that could harm the person are taken again (H.24).</summary>
public sealed record BindingBarEnded(DateTimeOffset At) : BindingEvent;

/// <summary>An authority changed the person's name or number.</summary>
public sealed record BindingFollowed(string Name, IdentityKind IdentityKind, string IdentityNumber) : BindingEvent;

/// <summary>A new phone waits to replace a lost one.</summary>
public sealed record PhoneRecoveryBegun(string AccountId, PhoneRecovery Recovery) : BindingEvent;

/// <summary>The old phone objected; nothing changes.</summary>
public sealed record PhoneRecoveryObjected(string RecoveryId, DateTimeOffset At) : BindingEvent;

/// <summary>The account has its new phone.</summary>
/// <param name="RecoveryId">The id of the recovery.</param>
/// <param name="At">When it was recorded, UTC.</param>
/// <param name="BarredUntil">Acts that harm the person are refused before this instant (H.24), UTC.</param>
public sealed record PhoneRecovered(string RecoveryId, DateTimeOffset At, DateTimeOffset BarredUntil) : BindingEvent;

/// <summary>The first officer asked for an act on a person.</summary>
public sealed record PersonActRequested(string PersonKey, BindingApplication Application)
    : BindingApplicationEvent(Application.Id);

/// <summary>The second officer confirmed an act; it takes effect on the person.</summary>
/// <param name="ApplicationId">The application that asked for the act.</param>
/// <param name="At">When, UTC.</param>
/// <param name="PersonKey">The person.</param>
/// <param name="By">The first officer's account.</param>
/// <param name="ConfirmedBy">The second officer's account.</param>
public sealed record PersonActConfirmed(
    string ApplicationId, DateTimeOffset At, string PersonKey, string By, string ConfirmedBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>An administrator asked for an act on an account that needs a second administrator.</summary>
public sealed record AccountActRequested(string AccountId, BindingApplication Application)
    : BindingApplicationEvent(Application.Id);

/// <summary>The second administrator confirmed the act on the account.</summary>
/// <param name="ApplicationId">The application that asked for the act.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">The first administrator's account.</param>
/// <param name="ConfirmedBy">The second one's.</param>
public sealed record AccountActConfirmed(string ApplicationId, DateTimeOffset At, string By, string ConfirmedBy)
    : BindingApplicationEvent(ApplicationId);

/// <summary>An act on an account that needs no second person was done.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Form">What was done, and who was notified.</param>
/// <param name="By">Who did it.</param>
/// <param name="At">When, UTC.</param>
public sealed record AccountActRecorded(string AccountId, AccountActForm Form, string By, DateTimeOffset At)
    : BindingEvent;

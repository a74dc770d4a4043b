using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>
/// The actor says who the holder of the actor's own account is, with pictures of the card (A.1, H.24).
/// </summary>
/// <param name="Form">Name and number, the number normalised.</param>
/// <param name="FrontDocumentId">The portrait side, uploaded.</param>
/// <param name="BackDocumentId">The emblem side, uploaded.</param>
/// <param name="PortraitDocumentId">The upload of a portrait taken for this; null: none.</param>
public sealed record FileBinding(
    IdentityForm Form, string FrontDocumentId, string BackDocumentId, string? PortraitDocumentId = null) : Command;

/// <summary>
/// Takes over a binding that an older register or the samples vouch for. Only the registry itself sends it.
/// </summary>
public sealed record RegisterBinding(
    string AccountId, string PersonKey, string Name, IdentityKind IdentityKind, string IdentityNumber) : Command;

/// <summary>The police data source's answer about the pair, and about the portrait if one was sent.</summary>
public sealed record AnswerBindingCheck(string ApplicationId, bool Match,
    PortraitMatch Portrait = PortraitMatch.NotCompared)
    : ApplicationCommand(ApplicationId);

/// <summary>An officer asks to undo the binding of a person; a second one confirms (H.26).</summary>
/// <param name="AccountId">The account bound now.</param>
/// <param name="PersonKey">The person.</param>
/// <param name="Reason">The reason.</param>
public sealed record RequestUnbinding(string AccountId, string PersonKey, string Reason) : Command;

/// <summary>An officer asks for an act on a person that needs a second officer (H.26).</summary>
/// <param name="PersonKey">The person.</param>
/// <param name="Form">What is asked: another name, number or phone, or the correction of a fact.</param>
public sealed record RequestPersonAct(string PersonKey, ApplicationForm Form) : Command
{
    /// <summary>The service of the application that waits.</summary>
    [JsonIgnore]
    public ServiceId Service => PersonActs.ServiceOf(Form);
}

/// <summary>
/// A second person confirms an undoing, or an act on an account or a person: it takes effect. Stored as
/// identity.confirmUnbinding.
/// </summary>
public sealed record ConfirmApproval(string ApplicationId) : ApplicationCommand(ApplicationId);

/// <summary>
/// A second person declines what was asked for, or the first takes it back. Stored as identity.declineUnbinding.
/// </summary>
public sealed record DeclineApproval(string ApplicationId, string Reason) : ApplicationCommand(ApplicationId);

/// <summary>An authority changed the person's name or number: the binding takes over the new one.</summary>
public sealed record FollowPerson(string Name, IdentityKind IdentityKind, string IdentityNumber) : Command;

/// <summary>
/// Writes into the account who owns it now, or that nobody does. Whoever delivers this command writes the account
/// first; the binding records nothing (docs/adr/0067).
/// </summary>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">The person.</param>
/// <param name="Bound">True: the account belongs to the person; false: no longer.</param>
public sealed record SettleAccount(string AccountId, string PersonKey, bool Bound) : Command;

/// <summary>The account's phone is lost: a new phone waits to replace it. Sent by the registry itself.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="PersonKey">The person to whom the account belongs.</param>
/// <param name="RecoveryId">The id of the recovery.</param>
/// <param name="Phone">The new phone.</param>
/// <param name="By">The account of the manager, or of the first officer.</param>
/// <param name="ConfirmedBy">The account of the second officer; null: a manager vouches.</param>
public sealed record RecoverPhone(
    string AccountId, string PersonKey, string RecoveryId, string Phone, string By, string? ConfirmedBy = null)
    : Command;

/// <summary>The holder of the old phone objects to the new phone, before it takes effect.</summary>
public sealed record ObjectToRecovery(string RecoveryId) : Command;

/// <summary>
/// Writes the new phone number into the account, as <see cref="SettleAccount"/> writes its person. The binding records
/// no event.
/// </summary>
public sealed record SettlePhone(string AccountId, string Phone, string RecoveryId) : Command;

/// <summary>
/// Somebody else acts on the account. The act is recorded and the named accounts are notified, or it waits for a second
/// administrator (H.26). Whoever delivers this command writes the account.
/// </summary>
public sealed record ActOnAccount(string AccountId, AccountActForm Form) : Command;

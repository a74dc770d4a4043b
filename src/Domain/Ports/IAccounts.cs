using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>An account, without its secrets.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Name">User name, or null for an account that signs in by phone.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="Roles">What it may be.</param>
/// <param name="Authority">An officer's reach; null: none.</param>
/// <param name="Desks">An officer's desks.</param>
/// <param name="PersonKey">
/// The party for which it acts, as <see cref="PartyId"/> writes it: the person to whom it is bound by proof of
/// identity, an operator, a railway enterprise or a unit of it; null: none yet.
/// </param>
/// <param name="MustChangePassword">True when a new password must be set before anything else.</param>
/// <param name="Disabled">True when it may not sign in.</param>
public sealed record Account(
    string Id, string? Name, string? Phone, Roles Roles, string? Authority, Desks Desks, string? PersonKey,
    bool MustChangePassword, bool Disabled)
{
    /// <summary>The party for which it acts; null: none yet.</summary>
    [JsonIgnore]
    public PartyId? Party => PartyId.Read(PersonKey);

    /// <summary>True when the account has a generator of one-time passwords: every sign-in needs it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SecondFactor { get; init; }

    /// <summary>True when its password is a one-time code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasOneTimeCode { get; init; }

    /// <summary>
    /// The accounts that opened, enabled or reset this one, with spaces between them. This account cannot confirm what
    /// one of them asked for (H.26). Null: opened on the machine itself, or before this was stored.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AppointedBy { get; init; }

    /// <summary>True when the versions in force must be agreed to before anything else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AgreementDue { get; init; }
}

/// <summary>An account behind a session.</summary>
/// <param name="Account">The account as it is now.</param>
/// <param name="Session">The name of the session, which cannot be used to sign in.</param>
/// <param name="ProvenAt">When the user of the session last proved the identity, by the machine's clock, UTC.</param>
public sealed record SignedIn(Account Account, string Session, DateTimeOffset ProvenAt);

/// <summary>A sign-in by user name and password.</summary>
/// <param name="Name">The user name, in whatever case.</param>
/// <param name="Password">The password, or the one-time code of an account that was opened or reset.</param>
/// <param name="Totp">The code of the generator, or a recovery code; null: none.</param>
public sealed record PasswordSignIn(string Name, string Password, string? Totp = null);

/// <summary>The request to replace a forgotten password.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Code">The code that the phone received.</param>
/// <param name="Totp">The code of the generator, or a recovery code.</param>
/// <param name="NewPassword">The new password.</param>
public sealed record ForgottenPassword(string Name, GivenCode Code, string Totp, string NewPassword);

/// <summary>The result of opening an account: the account or the refusal.</summary>
public sealed record OpenedAccount(Account? Account, Refusal? Refusal);

/// <summary>The result of signing in, or of a change to an account.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(No), "no")]
public abstract record SignIn
{
    private SignIn() { }

    /// <summary>A new session; the token is shown once and kept only as a hash.</summary>
    /// <param name="Token">The bearer token.</param>
    /// <param name="ExpiresAt">The latest end of the session, UTC.</param>
    /// <param name="Account">The account of the session.</param>
    /// <param name="Opened">True: the account was opened by this sign-in.</param>
    /// <param name="Device">
    /// The token of the device, to be sent with the next sign-in; shown only to this device.
    /// </param>
    public sealed record Started(
        string Token, DateTimeOffset ExpiresAt, Account Account, bool Opened = false, string? Device = null) : SignIn;

    /// <summary>Refused; the reason does not say whether the account exists.</summary>
    public sealed record No(Refusal Refusal) : SignIn;
}

/// <summary>Accounts and sessions. They use the machine's clock, not the legal one (design.md 6).</summary>
public interface IAccounts : IAuthenticators, IAppointments, ISessions, IPhoneRecoveries
{
    /// <summary>
    /// The account of a bearer token; null: the token is unknown, or the session ended or the account is disabled.
    /// Answered from memory if it was read before.
    /// </summary>
    ValueTask<SignedIn?> ByToken(string token, CancellationToken cancellation = default);

    /// <summary>
    /// The session as it is stored now (another silo may have recorded a proof meanwhile); null: it is over.
    /// </summary>
    Task<SignedIn?> Again(SignedIn seen, CancellationToken cancellation = default);

    /// <summary>
    /// Signs in by user name, password and, if the account has one, second factor (SECOND_FACTOR when it is missing).
    /// Wrong attempts are counted, for each origin apart, and slow down the next (TOO_MANY).
    /// </summary>
    Task<SignIn> SignInByPassword(
        PasswordSignIn given, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Signs in by a code of purpose <see cref="CodePurpose.SignIn"/>; for natural persons alone, as appointed accounts
    /// have passwords.
    /// </summary>
    Task<SignIn> SignInByCode(GivenCode code, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Sends a code to a phone, unless too many were asked for. The answer is the id of the request in both cases, so
    /// that the caller cannot tell.
    /// </summary>
    Task<string> SendCode(string phone, CodePurpose purpose, Origin origin, CancellationToken cancellation = default);

    /// <summary>The last codes that were sent, newest first; none but in Development.</summary>
    Task<ImmutableArray<SentCode>> LastCodes(CancellationToken cancellation = default);

    /// <summary>
    /// Opens a natural person's account by a code of purpose <see cref="CodePurpose.Register"/> and signs in to it; if
    /// the phone has an account already, signs in to that. Refused: a wrong code, a version in force that was not
    /// agreed to, the phone of an appointed account.
    /// </summary>
    Task<SignIn> OpenByPhone(
        GivenCode code, AgreedVersions agreed, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Replaces a forgotten password by a code of purpose <see cref="CodePurpose.ResetPassword"/> to the phone on
    /// record and the second factor. Every session ends, and no device is known any more. If the account does not
    /// exist, or has another phone or no second factor, the answer is the same and nothing happens.
    /// </summary>
    Task<Refusal?> ResetForgotten(ForgottenPassword given, CancellationToken cancellation = default);

    /// <summary>What people agree to, by version.</summary>
    AgreementTexts Agreements { get; }

    /// <summary>The versions in force, by the machine's clock: what one agrees to with a tick.</summary>
    AgreedVersions AgreementsNow { get; }

    /// <summary>The account agrees. Refused: a version that is not in force.</summary>
    Task<Refusal?> Agree(string accountId, AgreedVersions agreed, CancellationToken cancellation = default);

    /// <summary>What the account agreed to so far, by agreement and version.</summary>
    ValueTask<ImmutableArray<GivenAgreement>> AgreedTo(string accountId, CancellationToken cancellation = default);

    /// <summary>Opens an account on the machine itself. Refused: the name is taken, or the password is weak.</summary>
    Task<Result<Account>> Open(
        Account account, string password, CancellationToken cancellation = default);

    /// <summary>
    /// Changes the password and ends the other sessions. Refused: the old password is wrong, or the new one is weak.
    /// </summary>
    Task<Refusal?> ChangePassword(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default);

    /// <summary>
    /// Moves an account to another phone and ends all sessions. A code of purpose <see cref="CodePurpose.ChangePhone"/>
    /// is needed from both phones; for an account without a phone only from the new one.
    /// </summary>
    Task<Refusal?> ChangePhone(
        string accountId, GivenCode? old, GivenCode @new, CancellationToken cancellation = default);

    /// <summary>
    /// The account belongs to this person from now on, because of a binding (docs/adr/0067). A repeat changes nothing.
    /// </summary>
    Task BindPerson(string accountId, string personKey, CancellationToken cancellation = default);

    /// <summary>
    /// The account no longer belongs to the person, and its sessions end. Nothing happens if it belongs to somebody
    /// else.
    /// </summary>
    Task UnbindPerson(string accountId, string personKey, CancellationToken cancellation = default);

    /// <summary>
    /// Removes the data of an account that its owner has closed: phone, authenticators, sessions, devices, and what
    /// else belongs to the account alone. Its phone is notified, and may open a new account. A repeat changes nothing.
    /// </summary>
    /// <param name="accountId">The account.</param>
    /// <param name="personKey">The person to whom it belonged; null: nobody.</param>
    /// <param name="cancellation">Cancels the work; the next call continues it.</param>
    Task Close(string accountId, string? personKey, CancellationToken cancellation = default);

    /// <summary>The account with this id; null: none.</summary>
    ValueTask<Account?> Find(string accountId, CancellationToken cancellation = default);

    /// <summary>True when there is no account at all.</summary>
    Task<bool> IsEmpty(CancellationToken cancellation = default);
}

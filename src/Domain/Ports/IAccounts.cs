using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Ports;

/// <summary>An account. Secrets are not here.</summary>
/// <param name="Id">Opaque.</param>
/// <param name="Name">User name, or null for an account that signs in by phone.</param>
/// <param name="Phone">Phone number, or null.</param>
/// <param name="Roles">What it may be.</param>
/// <param name="Authority">An officer's reach; null: none.</param>
/// <param name="Desks">An officer's desks.</param>
/// <param name="PersonKey">
/// For whom it acts, as <see cref="PartyId"/> writes it: the person to whom it is bound by real name, an operator, a
/// railway enterprise or a unit of it; null: nobody yet.
/// </param>
/// <param name="MustChangePassword">True when the next thing to do is a new password.</param>
/// <param name="Disabled">True when it may not sign in.</param>
public sealed record Account(
    string Id, string? Name, string? Phone, Roles Roles, string? Authority, Desks Desks, string? PersonKey,
    bool MustChangePassword, bool Disabled)
{
    /// <summary>For whom it acts, with the unit of an enterprise; null: nobody yet.</summary>
    [JsonIgnore]
    public PartyId? Party => PartyId.Read(PersonKey);

    /// <summary>True when a generator of one-time passwords is in use: no sign-in goes without it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool SecondFactor { get; init; }

    /// <summary>True when its password is a one-time code.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasOneTimeCode { get; init; }

    /// <summary>
    /// The accounts that opened, enabled or reset this one, each apart by a space: none of them is the first whose
    /// act this one confirms (H.26). Null: the machine, or before that was kept.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AppointedBy { get; init; }

    /// <summary>True when the next thing to do is to agree to what counts now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AgreementDue { get; init; }
}

/// <summary>An account behind a session.</summary>
/// <param name="Account">The account as it is now.</param>
/// <param name="Session">Names the session; opens nothing.</param>
/// <param name="ProvenAt">When who uses the session last proved who they are, by the machine's clock, UTC.</param>
public sealed record SignedIn(Account Account, string Session, DateTimeOffset ProvenAt);

/// <summary>A sign-in by user name and password.</summary>
/// <param name="Name">The user name, in whatever case.</param>
/// <param name="Password">The password, or the one-time code of an account that was opened or reset.</param>
/// <param name="Totp">The code of the generator, or a recovery code; null: none.</param>
public sealed record PasswordSignIn(string Name, string Password, string? Totp = null);

/// <summary>A password to be set anew by who has forgotten it.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Code">The code that the phone received.</param>
/// <param name="Totp">The code of the generator, or a recovery code.</param>
/// <param name="NewPassword">The password from now on.</param>
public sealed record ForgottenPassword(string Name, GivenCode Code, string Totp, string NewPassword);

/// <summary>What came of opening an account: one of the two.</summary>
public sealed record OpenedAccount(Account? Account, Refusal? Refusal);

/// <summary>What came of signing in or of a change to an account.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Started), "started")]
[JsonDerivedType(typeof(No), "no")]
public abstract record SignIn
{
    private SignIn() { }

    /// <summary>A new session; the token is shown once and kept only as a hash.</summary>
    /// <param name="Token">The bearer token.</param>
    /// <param name="ExpiresAt">The end of the session at the latest, UTC.</param>
    /// <param name="Account">Whose it is.</param>
    /// <param name="Opened">True: the account was opened by this.</param>
    /// <param name="Device">The token of the device, to be named at the next sign-in; shown to it alone.</param>
    public sealed record Started(
        string Token, DateTimeOffset ExpiresAt, Account Account, bool Opened = false, string? Device = null) : SignIn;

    /// <summary>Refused; the reason does not say whether the account exists.</summary>
    public sealed record No(Refusal Refusal) : SignIn;
}

/// <summary>Accounts and sessions. They live by the machine's clock, not the law's (design.md 6).</summary>
public interface IAccounts : IAuthenticators, IAppointments, ISessions, IPhoneRecoveries
{
    /// <summary>
    /// The account behind a bearer token; null: unknown, ended or disabled. Answered from memory when seen before.
    /// </summary>
    ValueTask<SignedIn?> ByToken(string token, CancellationToken cancellation = default);

    /// <summary>
    /// The session as the store has it now: another silo may have proven it since; null: it is over.
    /// </summary>
    Task<SignedIn?> Again(SignedIn seen, CancellationToken cancellation = default);

    /// <summary>
    /// Signs in by user name and password, and the second factor of whoever has one (SECOND_FACTOR when it is missing).
    /// Wrong tries are counted and slowed (TOO_MANY), each by where it comes from.
    /// </summary>
    Task<SignIn> SignInByPassword(
        PasswordSignIn given, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Signs in by a code of purpose <see cref="CodePurpose.SignIn"/>; natural persons alone, whoever was appointed has
    /// a password.
    /// </summary>
    Task<SignIn> SignInByCode(GivenCode code, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Sends a code to a phone, unless too many were asked for; answers the id of the request either way, so that
    /// nobody learns which.
    /// </summary>
    Task<string> SendCode(string phone, CodePurpose purpose, Origin origin, CancellationToken cancellation = default);

    /// <summary>The last codes that were sent, newest first; none but in Development.</summary>
    Task<ImmutableArray<SentCode>> LastCodes(CancellationToken cancellation = default);

    /// <summary>
    /// Opens a natural person's account by a code of purpose <see cref="CodePurpose.Register"/> and signs in to it; a
    /// phone that has such an account is signed in. Refused: wrong code, something that counts is not agreed to, the
    /// phone of somebody who was appointed.
    /// </summary>
    Task<SignIn> OpenByPhone(
        GivenCode code, AgreedVersions agreed, Origin origin, CancellationToken cancellation = default);

    /// <summary>
    /// Sets a forgotten password anew, by a code of purpose <see cref="CodePurpose.ResetPassword"/> to the phone on
    /// record and the second factor; every session ends and no device is known any more. For a name that is not there,
    /// or has another phone or no second factor, the answer is the same and nothing happens.
    /// </summary>
    Task<Refusal?> ResetForgotten(ForgottenPassword given, CancellationToken cancellation = default);

    /// <summary>What people agree to, by version.</summary>
    AgreementTexts Agreements { get; }

    /// <summary>The versions that count now, by the machine's clock: what a tick agrees to.</summary>
    AgreedVersions AgreementsNow { get; }

    /// <summary>The account agrees. Refused: a version that does not count now.</summary>
    Task<Refusal?> Agree(string accountId, AgreedVersions agreed, CancellationToken cancellation = default);

    /// <summary>What the account agreed to so far, by agreement and version.</summary>
    ValueTask<ImmutableArray<GivenAgreement>> AgreedTo(string accountId, CancellationToken cancellation = default);

    /// <summary>Opens an account by the machine. Refused: the name is taken, the password is weak.</summary>
    Task<Result<Account>> Open(
        Account account, string password, CancellationToken cancellation = default);

    /// <summary>
    /// Changes the password and ends the other sessions. Refused: the old one is wrong, the new one is weak.
    /// </summary>
    Task<Refusal?> ChangePassword(
        string accountId, string oldPassword, string newPassword, CancellationToken cancellation = default);

    /// <summary>
    /// Moves an account to another phone and ends all sessions. Both phones prove it by codes of purpose
    /// <see cref="CodePurpose.ChangePhone"/>; an account without a phone needs the new one's alone.
    /// </summary>
    Task<Refusal?> ChangePhone(
        string accountId, GivenCode? old, GivenCode @new, CancellationToken cancellation = default);

    /// <summary>
    /// The account is this person's from now on: what follows from a binding (docs/adr/0067). Twice is once.
    /// </summary>
    Task BindPerson(string accountId, string personKey, CancellationToken cancellation = default);

    /// <summary>
    /// The account is this person's no longer, and its sessions end. Nothing happens if it is somebody else's.
    /// </summary>
    Task UnbindPerson(string accountId, string personKey, CancellationToken cancellation = default);

    /// <summary>
    /// Empties an account that its owner has closed: phone, every authenticator, sessions, devices, and what else is
    /// the account's alone; its phone is informed and may open another one. Twice is once.
    /// </summary>
    /// <param name="accountId">The account.</param>
    /// <param name="personKey">Whose it was; null: nobody's.</param>
    /// <param name="cancellation">Ends the work; the next call goes on.</param>
    Task Close(string accountId, string? personKey, CancellationToken cancellation = default);

    /// <summary>The account with this id; null: none.</summary>
    ValueTask<Account?> Find(string accountId, CancellationToken cancellation = default);

    /// <summary>True when there is no account at all.</summary>
    Task<bool> IsEmpty(CancellationToken cancellation = default);
}

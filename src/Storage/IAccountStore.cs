using System.Collections.Immutable;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>An account with its secrets.</summary>
/// <param name="Account">What others may see.</param>
/// <param name="PasswordHash">The password's hash; null: the account signs in by phone only.</param>
/// <param name="PasswordChangedAt">By the machine's clock, UTC.</param>
public sealed record StoredAccount(Account Account, string? PasswordHash, DateTimeOffset? PasswordChangedAt)
{
    /// <summary>
    /// The password is a one-time code, good until this instant, exclusive, by the machine's clock, UTC; null: it is
    /// a password.
    /// </summary>
    public DateTimeOffset? OneTimeUntil { get; init; }

    /// <summary>The generator of one-time passwords; null: none was begun.</summary>
    public StoredTotp? Totp { get; init; }

    /// <summary>True when the password is too short to be used without a second factor.</summary>
    public bool ShortPassword { get; init; }

    /// <summary>The hashes of the unused recovery codes, with spaces between them; null: none.</summary>
    public string? RecoveryCodes { get; init; }
}

/// <summary>A generator of one-time passwords (RFC 6238).</summary>
/// <param name="SealedSecret">The shared secret, sealed, in Base64.</param>
/// <param name="ConfirmedAt">When its first right code was entered, UTC; null: it is not in use yet.</param>
/// <param name="LastStep">The last step of 30 seconds whose code was used; 0: none.</param>
public sealed record StoredTotp(string SealedSecret, DateTimeOffset? ConfirmedAt, long LastStep);

/// <summary>A session, found by the hash of its token.</summary>
/// <param name="TokenHash">The SHA-256 of the token, hexadecimal.</param>
/// <param name="AccountId">The account of the session.</param>
/// <param name="ExpiresAt">When the session ends, exclusive, UTC.</param>
/// <param name="ProvenAt">
/// When the identity was last proved in this session, UTC; null: a session from before this was stored, whose proof
/// counts as too old.
/// </param>
public sealed record StoredSession(
    string TokenHash, string AccountId, DateTimeOffset ExpiresAt, DateTimeOffset? ProvenAt = null)
{
    /// <summary>When it began, UTC; null: it began before this was stored.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was last used, UTC, possibly some minutes late; null: not since this is stored.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>The network in which it began; null: not known.</summary>
    public string? Network { get; init; }

    /// <summary>The name that the client gives itself; null: none.</summary>
    public string? Agent { get; init; }
}

/// <summary>Accounts and sessions as rows. User names (without case) and phones are unique.</summary>
public interface IAccountStore
{
    /// <summary>Adds an account; false: the name (in whatever case) or the phone is taken, or the id exists.</summary>
    Task<bool> Add(StoredAccount account, CancellationToken cancellation = default);

    /// <summary>Replaces an account; false: unknown, or its new phone is taken.</summary>
    Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default);

    /// <summary>The account with this id; null: none.</summary>
    ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default);

    /// <summary>
    /// The account with this user name, without case; null: none. If several older accounts differ in case only, one of
    /// them has the name; the others are found by id alone.
    /// </summary>
    ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default);

    /// <summary>The account with this phone; null: none.</summary>
    ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default);

    /// <summary>Accounts in the order of their ids.</summary>
    Task<Page<StoredAccount>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default);

    /// <summary>True when there is no account.</summary>
    Task<bool> IsEmpty(CancellationToken cancellation = default);

    /// <summary>
    /// Adds a session; with <paramref name="max"/> only that many sessions of its account are kept, those that were
    /// used last.
    /// </summary>
    Task AddSession(StoredSession session, int? max = null, CancellationToken cancellation = default);

    /// <summary>The sessions of an account, the most recently used first, including those that are over.</summary>
    ValueTask<ImmutableArray<StoredSession>> SessionsOf(string accountId, CancellationToken cancellation = default);

    /// <summary>Records that the session was used.</summary>
    Task SeeSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Ends a session of an account; gives how many there were.</summary>
    Task<int> EndSession(string accountId, string tokenHash, CancellationToken cancellation = default);

    /// <summary>The session under the hash of a token; null: none.</summary>
    ValueTask<StoredSession?> Session(string tokenHash, CancellationToken cancellation = default);

    /// <summary>Records that the identity was proved again in this session at <paramref name="at"/>.</summary>
    Task ProveSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default);

    /// <summary>Ends every session of an account except the one with this hash; null: all of them.</summary>
    Task EndSessions(string accountId, string? butNot = null, CancellationToken cancellation = default);

    /// <summary>Removes the sessions that ended before <paramref name="before"/>; the result is how many.</summary>
    Task<int> RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default);
}

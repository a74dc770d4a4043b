using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage;

/// <summary>An account with its secret.</summary>
/// <param name="Account">What others may see.</param>
/// <param name="PasswordHash">As made by the password hasher; null: signs in by phone only.</param>
/// <param name="PasswordChangedAt">By the machine's clock, UTC.</param>
public sealed record StoredAccount(Account Account, string? PasswordHash, DateTimeOffset? PasswordChangedAt);

/// <summary>Accounts and sessions as rows. Names and phones are unique.</summary>
public interface IAccountStore
{
    /// <summary>Adds an account; false: the name or phone is taken, or the id exists.</summary>
    Task<bool> Add(StoredAccount account, CancellationToken cancellation = default);

    /// <summary>Replaces an account; false: unknown, or its new phone is taken.</summary>
    Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default);

    /// <summary>By id; null: none.</summary>
    ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default);

    /// <summary>By user name, exact; null: none.</summary>
    ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default);

    /// <summary>By phone; null: none.</summary>
    ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default);

    /// <summary>True when there is no account.</summary>
    Task<bool> IsEmpty(CancellationToken cancellation = default);

    /// <summary>Adds a session under the hash of its token.</summary>
    Task AddSession(string tokenHash, string accountId, DateTimeOffset expiresAt,
        CancellationToken cancellation = default);

    /// <summary>The account id and end of a session; null: none.</summary>
    ValueTask<(string AccountId, DateTimeOffset ExpiresAt)?> Session(
        string tokenHash, CancellationToken cancellation = default);

    /// <summary>Ends every session of an account.</summary>
    Task EndSessions(string accountId, CancellationToken cancellation = default);

    /// <summary>Removes the sessions that ended before <paramref name="before"/>.</summary>
    Task RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default);
}

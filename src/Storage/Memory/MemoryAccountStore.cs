using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Memory;

/// <summary>Accounts and sessions.</summary>
internal sealed class MemoryAccountStore(MemoryTables tables) : IAccountStore
{
    public Task<bool> Add(StoredAccount account, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var accounts = tables.People.Accounts;
            return Task.FromResult(!accounts.Values.Any(other =>
                Same(other.Account.Name, account.Account.Name) || HasPhoneOf(other, account))
                && accounts.TryAdd(account.Account.Id, Kept(account)));
        }
    }

    public Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            var (accounts, id) = (tables.People.Accounts, account.Account.Id);
            if (!accounts.ContainsKey(id)
                || accounts.Values.Any(other => other.Account.Id != id && HasPhoneOf(other, account)))
                return Task.FromResult(false);
            accounts[id] = Kept(account);
            return Task.FromResult(true);
        }
    }

    public ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.People.Accounts.GetValueOrDefault(id));
    }

    public ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default) =>
        First(stored => Same(stored.Account.Name, name));

    public ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default) =>
        First(stored => stored.Account.Phone == phone);

    public Task<bool> IsEmpty(CancellationToken cancellation = default)
    {
        lock (tables.Gate) return Task.FromResult(tables.People.Accounts.Count == 0);
    }

    public Task<Page<StoredAccount>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
            return Task.FromResult(tables.People.Accounts.Values
                .Where(stored => string.CompareOrdinal(stored.Account.Id, page.Cursor ?? "") > 0)
                .Where(stored => Finds(search, stored.Account))
                .Page(page, last => last.Account.Id));
    }

    public Task AddSession(StoredSession session, int? max = null, CancellationToken cancellation = default)
    {
        lock (tables.Gate)
        {
            tables.People.Sessions.Add(session.TokenHash, session);
            foreach (var old in InOrder(session.AccountId).Skip(max ?? int.MaxValue).ToList())
                tables.People.Sessions.Remove(old.TokenHash);
            return Task.CompletedTask;
        }
    }

    public ValueTask<ImmutableArray<StoredSession>> SessionsOf(
        string accountId, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(InOrder(accountId).ToImmutableArray());
    }

    public Task SeeSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        Change(tokenHash, session => session with { SeenAt = at });

    public Task ProveSession(string tokenHash, DateTimeOffset at, CancellationToken cancellation = default) =>
        Change(tokenHash, session => session with { ProvenAt = at });

    public Task<int> EndSession(string accountId, string tokenHash, CancellationToken cancellation = default) =>
        Remove(session => session.AccountId == accountId && session.TokenHash == tokenHash);

    public ValueTask<StoredSession?> Session(string tokenHash, CancellationToken cancellation = default)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.People.Sessions.GetValueOrDefault(tokenHash));
    }

    public Task EndSessions(string accountId, string? butNot = null, CancellationToken cancellation = default) =>
        Remove(session => session.AccountId == accountId && session.TokenHash != butNot);

    public Task<int> RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default) =>
        Remove(session => session.ExpiresAt < before);

    /// <summary>
    /// The second-factor values of the account are computed from its authenticators, as in the databases.
    /// </summary>
    private static StoredAccount Kept(StoredAccount stored) => stored with
    {
        Account = stored.Account with
        {
            SecondFactor = stored.Totp?.ConfirmedAt is not null,
            HasOneTimeCode = stored.OneTimeUntil is not null,
        },
    };

    private static bool Finds(AccountSearch search, Account account) =>
        (search.Text is not { } text || account.Phone == text || account.Id == text || account.PersonKey == text
            || account.Name?.StartsWith(text, StringComparison.OrdinalIgnoreCase) == true)
        && (search.Party is not { } party || account.PersonKey == party
            || account.PersonKey?.StartsWith(party + ".", StringComparison.Ordinal) == true)
        && (search.Roles == Roles.None || (account.Roles != Roles.Holder && (account.Roles & search.Roles) != 0));

    private static bool Same(string? left, string? right) =>
        left is not null && right is not null && left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static bool HasPhoneOf(StoredAccount other, StoredAccount account) =>
        other.Account.Phone is { } phone && phone == account.Account.Phone;

    private IEnumerable<StoredSession> InOrder(string accountId) => tables.People.Sessions.Values
        .Where(session => session.AccountId == accountId)
        .OrderByDescending(session => session.SeenAt ?? DateTimeOffset.MinValue)
        .ThenByDescending(session => session.ExpiresAt).ThenBy(session => session.TokenHash, StringComparer.Ordinal);

    private ValueTask<StoredAccount?> First(Func<StoredAccount, bool> wanted)
    {
        lock (tables.Gate) return ValueTask.FromResult(tables.People.Accounts.Values.FirstOrDefault(wanted));
    }

    private Task Change(string tokenHash, Func<StoredSession, StoredSession> change)
    {
        lock (tables.Gate)
            if (tables.People.Sessions.TryGetValue(tokenHash, out var session))
                tables.People.Sessions[tokenHash] = change(session);
        return Task.CompletedTask;
    }

    private Task<int> Remove(Func<StoredSession, bool> which)
    {
        lock (tables.Gate)
        {
            var gone = tables.People.Sessions.Values.Where(which).ToList();
            foreach (var session in gone) tables.People.Sessions.Remove(session.TokenHash);
            return Task.FromResult(gone.Count);
        }
    }
}

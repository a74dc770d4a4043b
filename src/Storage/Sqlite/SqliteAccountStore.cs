using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Accounts and sessions as rows.</summary>
internal sealed class SqliteAccountStore(SqliteAccess access) : IAccountStore
{
    private const string Columns = """
        name, phone, roles, authority, desks, person_key, must_change_password, disabled, password_hash,
        password_changed_at, id
        """;

    public Task<bool> Add(StoredAccount account, CancellationToken cancellation = default) => access.Write(
        database => Bind(database.Prepare($"""
            INSERT INTO account ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """), account).Run() == 1,
        cancellation);

    public Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default) => access.Write(
        database => Bind(database.Prepare("""
            UPDATE OR IGNORE account SET name = ?, phone = ?, roles = ?, authority = ?, desks = ?, person_key = ?,
                must_change_password = ?, disabled = ?, password_hash = ?, password_changed_at = ?
            WHERE id = ?
            """), account).Run() == 1,
        cancellation);

    public ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default) =>
        access.Read(id, static (database, id) => Find(database, "id", id), cancellation);

    public ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default) =>
        access.Read(name, static (database, name) => Find(database, "name", name), cancellation);

    public ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default) =>
        access.Read(phone, static (database, phone) => Find(database, "phone", phone), cancellation);

    public Task<bool> IsEmpty(CancellationToken cancellation = default) =>
        access.Read(false, static (database, _) => !HasAny(database), cancellation).AsTask();

    public Task AddSession(
        string tokenHash, string accountId, DateTimeOffset expiresAt, CancellationToken cancellation = default) =>
        access.Write(
            database => database.Prepare("INSERT INTO session (token_hash, account_id, expires_at) VALUES (?, ?, ?)")
                .Add(tokenHash).Add(accountId).Add(expiresAt).Run(),
            cancellation);

    public ValueTask<(string AccountId, DateTimeOffset ExpiresAt)?> Session(
        string tokenHash, CancellationToken cancellation = default) =>
        access.Read(tokenHash, FindSession, cancellation);

    public Task EndSessions(string accountId, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("DELETE FROM session WHERE account_id = ?").Add(accountId).Run(), cancellation);

    public Task RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default) => access.Write(
        database => database.Prepare("DELETE FROM session WHERE expires_at < ?").Add(before).Run(), cancellation);

    private static StoredAccount? Find(Database database, string column, string value) =>
        database.Prepare($"SELECT {Columns} FROM account WHERE {column} = ?").Add(value).First(Read);

    private static bool HasAny(Database database)
    {
        using var row = database.Prepare("SELECT 1 FROM account LIMIT 1");
        return row.Read();
    }

    private static (string AccountId, DateTimeOffset ExpiresAt)? FindSession(Database database, string tokenHash)
    {
        using var row = database.Prepare("SELECT account_id, expires_at FROM session WHERE token_hash = ?")
            .Add(tokenHash);
        return row.Read() ? (row.Text(0), row.Instant(1)) : null;
    }

    private static Statement Bind(Statement statement, StoredAccount stored)
    {
        var account = stored.Account;
        return statement.Add(account.Name).Add(account.Phone).Add((long)account.Roles).Add(account.Authority)
            .Add((long)account.Desks).Add(account.PersonKey).Add(account.MustChangePassword).Add(account.Disabled)
            .Add(stored.PasswordHash).Add(stored.PasswordChangedAt).Add(account.Id);
    }

    private static StoredAccount Read(Statement row) => new(
        new Account(
            row.Text(10), row.TextOrNull(0), row.TextOrNull(1), (Roles)row.Int(2), row.TextOrNull(3), (Desks)row.Int(4),
            row.TextOrNull(5), row.Bool(6), row.Bool(7)),
        row.TextOrNull(8), row.InstantOrNull(9));
}

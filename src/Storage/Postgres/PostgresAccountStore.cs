using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Accounts and sessions as rows.</summary>
internal sealed class PostgresAccountStore(PostgresAccess access) : IAccountStore
{
    private const string Columns = """
        name, phone, roles, authority, desks, person_key, must_change_password, disabled, password_hash,
        password_changed_at, id
        """;

    public async Task<bool> Add(StoredAccount account, CancellationToken cancellation = default)
    {
        var add = Bind(new BoundStatement($"""
            INSERT INTO account ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT DO NOTHING
            """), account);
        try
        {
            return await access.Run(add, cancellation).ConfigureAwait(false) == 1;
        }
        catch (StorageAwayException)
        {
            // It may have happened: then it finds itself, with its own id and everything else the same.
            return await access.RunAgain(add, cancellation).ConfigureAwait(false) == 1
                || await ById(account.Account.Id, cancellation).ConfigureAwait(false) == account;
        }
    }

    public async Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default)
    {
        try
        {
            return await access.RunAgain(
                Bind(new BoundStatement("""
                    UPDATE account SET name = $1, phone = $2, roles = $3, authority = $4, desks = $5, person_key = $6,
                        must_change_password = $7, disabled = $8, password_hash = $9, password_changed_at = $10
                    WHERE id = $11
                    """), account),
                cancellation).ConfigureAwait(false) == 1;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    public ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default) =>
        Find("id", id, cancellation);

    public ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default) =>
        Find("name", name, cancellation);

    public ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default) =>
        Find("phone", phone, cancellation);

    public async Task<bool> IsEmpty(CancellationToken cancellation = default) => await access.FirstValue(
        new BoundStatement("SELECT 1 FROM account LIMIT 1"), row => row.GetInt32(0), cancellation)
        .ConfigureAwait(false) is null;

    public Task AddSession(
        string tokenHash, string accountId, DateTimeOffset expiresAt, CancellationToken cancellation = default) =>
        access.RunAgain(
            new BoundStatement(
                "INSERT INTO session (token_hash, account_id, expires_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                .Add(tokenHash).Add(accountId).Add(expiresAt),
            cancellation);

    public ValueTask<(string AccountId, DateTimeOffset ExpiresAt)?> Session(
        string tokenHash, CancellationToken cancellation = default) =>
        access.FirstValue(
            new BoundStatement("SELECT account_id, expires_at FROM session WHERE token_hash = $1").Add(tokenHash),
            row => (row.GetString(0), row.Instant(1)), cancellation);

    public Task EndSessions(string accountId, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM session WHERE account_id = $1").Add(accountId), cancellation);

    public Task RemoveEndedSessions(DateTimeOffset before, CancellationToken cancellation = default) =>
        access.RunAgain(new BoundStatement("DELETE FROM session WHERE expires_at < $1").Add(before), cancellation);

    private ValueTask<StoredAccount?> Find(string column, string value, CancellationToken cancellation) =>
        access.First(
            new BoundStatement($"SELECT {Columns} FROM account WHERE {column} = $1").Add(value), Read, cancellation);

    private static BoundStatement Bind(BoundStatement ask, StoredAccount stored)
    {
        var account = stored.Account;
        return ask.Add(account.Name).Add(account.Phone).Add((int)account.Roles).Add(account.Authority)
            .Add((int)account.Desks).Add(account.PersonKey).Add(account.MustChangePassword).Add(account.Disabled)
            .Add(stored.PasswordHash).Add(stored.PasswordChangedAt).Add(account.Id);
    }

    private static StoredAccount Read(NpgsqlDataReader row) => new(
        new Account(
            row.GetString(10), row.TextOrNull(0), row.TextOrNull(1), (Roles)row.GetInt32(2), row.TextOrNull(3),
            (Desks)row.GetInt32(4), row.TextOrNull(5), row.GetBoolean(6), row.GetBoolean(7)),
        row.TextOrNull(8), row.InstantOrNull(9));
}

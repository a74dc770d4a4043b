using Npgsql;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>Accounts and sessions as rows.</summary>
internal sealed partial class PostgresAccountStore(PostgresAccess access) : IAccountStore
{
    private const string Columns = """
        name, phone, roles, authority, desks, person_key, must_change_password, disabled, password_hash,
        password_changed_at, totp_secret, totp_since, totp_step, recovery_codes, one_time_until, short_password,
        appointed_by, phone_sealed, id
        """;

    public async Task<bool> Add(StoredAccount account, CancellationToken cancellation = default)
    {
        var add = Bind(new BoundStatement($"""
            INSERT INTO account ({Columns}, name_key)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
            ON CONFLICT DO NOTHING
            """), account).Add(NameKey(account.Account.Name));
        try
        {
            return await access.Run(add, cancellation).ConfigureAwait(false) == 1;
        }
        catch (StorageAwayException)
        {
            // It may have happened: then the account is found with its own id and the same content.
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
                        must_change_password = $7, disabled = $8, password_hash = $9, password_changed_at = $10,
                        totp_secret = $11, totp_since = $12, totp_step = $13, recovery_codes = $14,
                        one_time_until = $15, short_password = $16, appointed_by = $17,
                        phone_sealed = $18
                    WHERE id = $19
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

    /// <summary>
    /// A silo of an older version writes no key. Such an account is found by its exact name, unless another account has
    /// the key.
    /// </summary>
    public ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default) => access.First(
        new BoundStatement($"""
            SELECT {Columns} FROM account WHERE name_key = $1 OR (name = $2 AND name_key IS NULL)
            ORDER BY name_key NULLS LAST LIMIT 1
            """).Add(NameKey(name)).Add(name),
        Read, cancellation);

    public ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default) =>
        Find("phone", access.Sealer.Phone(phone), cancellation);

    public async Task<bool> IsEmpty(CancellationToken cancellation = default) => await access.FirstValue(
        new BoundStatement("SELECT 1 FROM account LIMIT 1"), row => row.GetInt32(0), cancellation)
        .ConfigureAwait(false) is null;

    /// <summary>The query has only the conditions that were asked for, so that each can use its index.</summary>
    public Task<Page<StoredAccount>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default)
    {
        var values = 1;
        string Next() => $"${++values}";
        var where = "id > $1"
            + (search.Text is null ? ""
                : $" AND (name_key >= {Next()} AND name_key < {Next()} OR phone = {Next()} "
                    + $"OR {Next()} IN (id, person_key))")
            + (search.Party is null ? ""
                : $" AND (person_key = {Next()} OR person_key >= {Next()} AND person_key < {Next()})")
            + (search.Roles == Roles.None ? "" : $" AND roles <> 1 AND roles & {Next()} <> 0");
        var query = new BoundStatement($"SELECT {Columns} FROM account WHERE {where} ORDER BY id LIMIT {Next()}")
            .Add(page.Cursor ?? "");
        if (search.Text is { } text)
            query.Add(NameKey(text)).Add(Limits.EndOf(NameKey(text)!)).Add(access.Sealer.Phone(text)).Add(text);
        if (search.Party is { } party) query.Add(party).Add(party + ".").Add(Limits.EndOf(party + "."));
        if (search.Roles != Roles.None) query.Add((int)search.Roles);
        return access.Page(query, page, Read, stored => stored.Account.Id, cancellation);
    }

    private ValueTask<StoredAccount?> Find(string column, string value, CancellationToken cancellation) =>
        access.First(
            new BoundStatement($"SELECT {Columns} FROM account WHERE {column} = $1").Add(value), Read, cancellation);

    private BoundStatement Bind(BoundStatement ask, StoredAccount stored)
    {
        var (account, sealer) = (stored.Account, access.Sealer);
        return ask.Add(account.Name).Add(account.Phone is { } phone ? sealer.Phone(phone) : null)
            .Add((int)account.Roles).Add(account.Authority)
            .Add((int)account.Desks).Add(account.PersonKey).Add(account.MustChangePassword).Add(account.Disabled)
            .Add(stored.PasswordHash).Add(stored.PasswordChangedAt).Add(stored.Totp?.SealedSecret)
            .Add(stored.Totp?.ConfirmedAt).Add(stored.Totp?.LastStep).Add(stored.RecoveryCodes)
            .Add(stored.OneTimeUntil).Add(stored.ShortPassword).Add(account.AppointedBy)
            .Add(sealer.SealedPhone(account)).Add(account.Id);
    }

    private static string? NameKey(string? name) => name?.ToLowerInvariant();

    private StoredAccount Read(NpgsqlDataReader row) => new(
        new Account(
            row.GetString(18), row.TextOrNull(0),
            access.Sealer.OpenPhone(row.GetString(18), row.TextOrNull(17), row.TextOrNull(1)),
            (Roles)row.GetInt32(2), row.TextOrNull(3), (Desks)row.GetInt32(4), row.TextOrNull(5),
            row.GetBoolean(6), row.GetBoolean(7))
        {
            SecondFactor = !row.IsDBNull(11), HasOneTimeCode = !row.IsDBNull(14), AppointedBy = row.TextOrNull(16),
        },
        row.TextOrNull(8), row.InstantOrNull(9))
    {
        Totp = row.TextOrNull(10) is { } secret
            ? new StoredTotp(secret, row.InstantOrNull(11), row.GetInt64(12)) : null,
        RecoveryCodes = row.TextOrNull(13), OneTimeUntil = row.InstantOrNull(14), ShortPassword = row.GetBoolean(15),
    };
}

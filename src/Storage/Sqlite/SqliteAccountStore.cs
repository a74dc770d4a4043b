using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;
using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sqlite;

/// <summary>Accounts and sessions as rows.</summary>
internal sealed partial class SqliteAccountStore(SqliteAccess access) : IAccountStore
{
    private const string Columns = """
        name, phone, roles, authority, desks, person_key, must_change_password, disabled, password_hash,
        password_changed_at, totp_secret, totp_since, totp_step, recovery_codes, one_time_until, short_password,
        appointed_by, phone_sealed, id
        """;

    public Task<bool> Add(StoredAccount account, CancellationToken cancellation = default) => access.Write(
        database => Bind(database.Prepare($"""
            INSERT INTO account ({Columns}, name_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """), account).Add(NameKey(account.Account.Name)).Run() == 1,
        cancellation);

    // The bytes of the previous phone and secrets, such as those of a closed account, are overwritten with it.
    public Task<bool> Replace(StoredAccount account, CancellationToken cancellation = default) => access.Write(
        database => database.Erase("""
            UPDATE OR IGNORE account SET name = ?, phone = ?, roles = ?, authority = ?, desks = ?, person_key = ?,
                must_change_password = ?, disabled = ?, password_hash = ?, password_changed_at = ?, totp_secret = ?,
                totp_since = ?, totp_step = ?, recovery_codes = ?, one_time_until = ?, short_password = ?,
                appointed_by = ?, phone_sealed = ?
            WHERE id = ?
            """, row => Bind(row, account)) == 1,
        cancellation);

    public ValueTask<StoredAccount?> ById(string id, CancellationToken cancellation = default) =>
        access.Read(id, static (database, id) => Find(database, "id", id), cancellation);

    public ValueTask<StoredAccount?> ByName(string name, CancellationToken cancellation = default) =>
        access.Read(name, static (database, name) => Find(database, "name_key", NameKey(name)!)
            ?? FindNewest(database, name), cancellation);

    public ValueTask<StoredAccount?> ByPhone(string phone, CancellationToken cancellation = default) =>
        access.Read(
            phone, static (database, phone) => Find(database, "phone", database.Sealer.Phone(phone)), cancellation);

    public Task<bool> IsEmpty(CancellationToken cancellation = default) =>
        access.Read(false, static (database, _) => !HasAny(database), cancellation).AsTask();

    public Task<Page<StoredAccount>> Search(
        AccountSearch search, PageRequest page, CancellationToken cancellation = default) =>
        access.Read((search, page), static (database, ask) => Page(database, ask.search, ask.page), cancellation)
            .AsTask();

    private static StoredAccount? Find(Database database, string column, string value) =>
        database.Prepare($"SELECT {Columns} FROM account WHERE {column} = ?").Add(value).First(Read);

    private static bool HasAny(Database database)
    {
        using var row = database.Prepare("SELECT 1 FROM account LIMIT 1");
        return row.Read();
    }

    /// <summary>
    /// A silo of an older version writes no key. Such an account is found by its exact name, unless another account has
    /// the key.
    /// </summary>
    private static StoredAccount? FindNewest(Database database, string name) =>
        database.Prepare($"SELECT {Columns} FROM account WHERE name = ? AND name_key IS NULL AND NOT EXISTS "
            + "(SELECT 1 FROM account AS other WHERE other.name_key = ?)").Add(name).Add(NameKey(name)).First(Read);

    /// <summary>The query has only the conditions that were asked for, so that each can use its index.</summary>
    private static Page<StoredAccount> Page(Database database, AccountSearch search, PageRequest page)
    {
        var where = "id > ?"
            + (search.Text is null ? ""
                : " AND (name_key >= ? AND name_key < ? OR phone = ? OR id = ? OR person_key = ?)")
            + (search.Party is null ? "" : " AND (person_key = ? OR person_key >= ? AND person_key < ?)")
            + (search.Roles == Roles.None ? "" : " AND roles <> 1 AND roles & ? <> 0");
        var query = database.Prepare($"SELECT {Columns} FROM account WHERE {where} ORDER BY id LIMIT ?")
            .Add(page.Cursor ?? "");
        if (search.Text is { } text)
        {
            var key = NameKey(text)!;
            query.Add(key).Add(Limits.EndOf(key)).Add(database.Sealer.Phone(text)).Add(text).Add(text);
        }
        if (search.Party is { } party) query.Add(party).Add(party + ".").Add(Limits.EndOf(party + "."));
        if (search.Roles != Roles.None) query.Add((long)search.Roles);
        return query.Page(page.Limit(), Read, stored => stored.Account.Id);
    }

    private static string? NameKey(string? name) => name?.ToLowerInvariant();

    private static Statement Bind(Statement statement, StoredAccount stored)
    {
        var (account, sealer) = (stored.Account, statement.Sealer);
        return statement.Add(account.Name).Add(account.Phone is { } phone ? sealer.Phone(phone) : null)
            .Add((long)account.Roles).Add(account.Authority)
            .Add((long)account.Desks).Add(account.PersonKey).Add(account.MustChangePassword).Add(account.Disabled)
            .Add(stored.PasswordHash).Add(stored.PasswordChangedAt).Add(stored.Totp?.SealedSecret)
            .Add(stored.Totp?.ConfirmedAt).Add(stored.Totp?.LastStep).Add(stored.RecoveryCodes)
            .Add(stored.OneTimeUntil).Add(stored.ShortPassword).Add(account.AppointedBy)
            .Add(sealer.SealedPhone(account)).Add(account.Id);
    }

    private static StoredAccount Read(Statement row) => new(
        new Account(
            row.Text(18), row.TextOrNull(0), row.Sealer.OpenPhone(row.Text(18), row.TextOrNull(17), row.TextOrNull(1)),
            (Roles)row.Int(2), row.TextOrNull(3), (Desks)row.Int(4), row.TextOrNull(5), row.Bool(6), row.Bool(7))
        {
            SecondFactor = !row.IsNull(11), HasOneTimeCode = !row.IsNull(14), AppointedBy = row.TextOrNull(16),
        },
        row.TextOrNull(8), row.InstantOrNull(9))
    {
        Totp = row.TextOrNull(10) is { } secret ? new StoredTotp(secret, row.InstantOrNull(11), row.Long(12)) : null,
        RecoveryCodes = row.TextOrNull(13), OneTimeUntil = row.InstantOrNull(14), ShortPassword = row.Bool(15),
    };
}

using NpgsqlTypes;

namespace OrleansRegistry.Storage.Copying;

/// <summary>How a column is converted from SQLite to PostgreSQL.</summary>
internal enum ColumnKind
{
    Text,
    Number,
    Long,
    Flag,
    Bytes,

    /// <summary>
    /// Computed again from kind and key, the first two columns, because an older file may have it by an older formula.
    /// </summary>
    Ring,
}

/// <summary>A table that is the same in both databases, read in keyset order.</summary>
/// <param name="Name">Its name in both.</param>
/// <param name="KeyColumns">How many of the first columns are its key.</param>
/// <param name="Columns">Every column with its kind.</param>
internal sealed record CopyTable(string Name, int KeyColumns, (string Name, ColumnKind Kind)[] Columns)
{
    /// <summary>
    /// Every table; those to which others refer come first. Contents of documents are copied separately.
    /// </summary>
    public static IReadOnlyList<CopyTable> All { get; } =
    [
        Of("setting", 1, "name:t value:x"),
        Of(
            "account", 1,
            "id:t name:t phone:t roles:n authority:t desks:n person_key:t must_change_password:f disabled:f "
            + "password_hash:t password_changed_at:l name_key:t totp_secret:t totp_since:l totp_step:l "
            + "recovery_codes:t one_time_until:l short_password:f appointed_by:t phone_sealed:t"),
        Of(
            "session", 1,
            "token_hash:t account_id:t expires_at:l proven_at:l started_at:l seen_at:l network:t agent:t"),
        Of("agreement", 3, "account_id:t agreement:t version:t at:l"),
        Of("draft", 2, "account_id:t key:t content:x at:l"),
        Of("request", 1, "id:t fingerprint:t answer:x at:l"),
        Of("device", 1, "id:t account_id:t network:t made_at:l seen_at:l expires_at:l agent:t"),
        Of(
            "document", 1,
            "id:t kind:n owner_account_id:t file_name:t content_type:t bytes:l sha256:t width:n height:n dpi:n "
            + "warnings:t uploaded_at:l named_at:l"),
        Of("audit", 1, "id:l at:l actor:t what:t detail:t chain:t number:l month:t hash:x"),
        Of("audit_about", 2, "about:t audit_id:l month:t"),
        Of("audit_head", 1, "chain:t day:t count:l hash:x"),
        Of("audit_cut", 1, "month:t at:l"),
        Of("audit_leaf", 3, "kind:t key:t version:l day:t number:n head:x"),
        Of("audit_root", 1, "day:t at:l leaves:n hash:x jws:t"),
        Of("audit_sent", 1, "chain:t number:l"),
        Of(
            "event", 3,
            "kind:t key:t version:n at:l actor:t channel:t cause:t rule_version:t command_id:t type:t body:x hash:x"),
        Of("claim", 2, "space:t value:t kind:t key:t"),
        Of("booking", 3, "space:t value:t until:l from_at:l kind:t key:t"),
        Of("status_place", 1, "document:t place:l taken_back:f rests_until:l revision:l"),
        Of("answer", 1, "command_id:t fingerprint:t version:n body:x at:l"),
        Of(
            "outbox", 1,
            "id:l source_kind:t source_key:t target_kind:t target_key:t type:t command:x cause:t at:l attempts:n "
            + "retry_at:l parked:f error:t"),
        Of(
            "notice", 1,
            "id:l kind:t key:t notice_kind:t person_key:t notice_values:t at:l pending:f sent_at:l attempts:n "
            + "retry_at:l failed:f error:t receipt:t read_at:l taken_by:t message_id:t"),
        Of(
            "search", 2,
            "kind:t key:t person_key:t category:t number:t name:t authority:t valid_from:t valid_to:t ended_on:t "
            + "ended_by:t"),
        Of(
            "application", 1,
            "id:t kind:t key:t service:t status:n authority:t person_key:t accept_by:t decide_by:t urgent_by:t "
            + "provisional:f submitted_at:l body:x"),
        Of("deadline", 2, "kind:t key:t due_at:l name:t ring_hash:r attempts:n retry_at:l parked:f error:t"),
        Of("entity", 2, "kind:t key:t version:n state:x head:x"),
    ];

    /// <summary>The names of all columns.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>The rows after a key, in order.</summary>
    public string Select
    {
        get
        {
            var keys = string.Join(", ", Columns.Take(KeyColumns).Select(column => column.Name));
            var marks = string.Join(", ", Enumerable.Repeat("?", KeyColumns));
            return $"SELECT {ColumnList} FROM {Name} WHERE ({keys}) > ({marks}) ORDER BY {keys} LIMIT ?";
        }
    }

    /// <summary>The type of a column in PostgreSQL.</summary>
    public static NpgsqlDbType TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Text => NpgsqlDbType.Text,
        ColumnKind.Number or ColumnKind.Ring => NpgsqlDbType.Integer,
        ColumnKind.Long => NpgsqlDbType.Bigint,
        ColumnKind.Flag => NpgsqlDbType.Boolean,
        _ => NpgsqlDbType.Bytea,
    };

    private static CopyTable Of(string name, int keys, string columns) => new(
        name, keys,
        [.. columns.Split(' ').Select(column => column.Split(':')).Select(parts => (parts[0], KindOf(parts[1])))]);

    private static ColumnKind KindOf(string letter) => letter switch
    {
        "t" => ColumnKind.Text,
        "n" => ColumnKind.Number,
        "l" => ColumnKind.Long,
        "f" => ColumnKind.Flag,
        "r" => ColumnKind.Ring,
        _ => ColumnKind.Bytes,
    };
}

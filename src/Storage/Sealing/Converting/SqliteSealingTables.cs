using OrleansRegistry.Storage.Sqlite;
using OrleansRegistry.Storage.Sqlite.Engine;
using OrleansRegistry.Storage.Sqlite.Opening;
using OrleansRegistry.Storage.Sqlite.Reading;

namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>The tables of a stopped registry in a folder, which is locked.</summary>
internal sealed class SqliteSealingTables : ISealingTables
{
    private const int ContentsAtATime = 50;

    private readonly StoppedRegistry _registry;
    private readonly Database _database;
    private ReadPool? _reads;

    private SqliteSealingTables(StoppedRegistry registry) => (_registry, _database) = (registry, registry.Database);

    /// <summary>Locks the folder and brings the schema up to date.</summary>
    public static SqliteSealingTables Open(string folder) => new(StoppedRegistry.Open(folder));

    public Task<List<object?[]>> Read(string sql, params object[] values)
    {
        using var rows = Bind(sql, values);
        var all = new List<object?[]>();
        while (rows.Read())
        {
            var row = new object?[rows.Columns];
            for (var i = 0; i < row.Length; i++) row[i] = rows.Value(i);
            all.Add(row);
        }
        return Task.FromResult(all);
    }

    /// <summary>The triggers that protect append-only rows are dropped and created again in the transaction.</summary>
    public async Task Transact(Func<Task> work)
    {
        var kept = await Read("""
            SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (?, ?)
            """, "event_is_never_changed", "audit_is_never_changed").ConfigureAwait(false);
        try
        {
            _database.Execute("BEGIN IMMEDIATE");
            foreach (var rule in kept) _database.Execute($"DROP TRIGGER {rule[0]}");
            await work().ConfigureAwait(false);
            foreach (var rule in kept) _database.Execute((string)rule[1]!);
            _database.Execute("COMMIT");
        }
        catch
        {
            _database.Undo();
            throw;
        }
    }

    public Task Run(IReadOnlyList<SealingStatement> statements)
    {
        foreach (var statement in statements) Bind(statement.Sql, statement.Values).Run();
        return Task.CompletedTask;
    }

    public async Task<string?> SealContents(Sealer sealer, string after)
    {
        var hashes = await Hashes(after).ConfigureAwait(false);
        foreach (var hash in hashes)
            await _registry.Contents.Seal(hash, sealer, CancellationToken.None).ConfigureAwait(false);
        return hashes.Count == 0 ? null : hashes[^1];
    }

    public async Task<long> PlainContents()
    {
        var plain = 0L;
        for (var after = ""; ;)
        {
            var hashes = await Hashes(after).ConfigureAwait(false);
            if (hashes.Count == 0) return plain;
            plain += hashes.Count(hash => !_registry.Contents.IsSealed(hash));
            after = hashes[^1];
        }
    }

    private async Task<List<string>> Hashes(string after) => (await Read(
        $"SELECT DISTINCT sha256 FROM document WHERE sha256 > ? ORDER BY sha256 LIMIT {ContentsAtATime}", after)
        .ConfigureAwait(false)).ConvertAll(row => (string)row[0]!);

    /// <summary>Rewrites the file without its free pages, and empties the log, which had the old pages.</summary>
    public async Task Compact()
    {
        _reads?.Dispose();
        _database.Execute("VACUUM");
        var checkpoint = await Read("PRAGMA wal_checkpoint(TRUNCATE)").ConfigureAwait(false);
        if ((long)checkpoint[0][0]! != 0)
            throw new InvalidDataException($"another program reads {_registry.Path}: end it, and run this again.");
    }

    public IAuditSource Audits(Sealer sealer)
    {
        _reads ??= new ReadPool(_registry.Path, 1, sealer);
        return new SqliteAuditSource(new SqliteAccess(_reads, null!, null!));
    }

    public ValueTask DisposeAsync()
    {
        _reads?.Dispose();
        _registry.Dispose();
        return ValueTask.CompletedTask;
    }

    private Statement Bind(string sql, object?[] values)
    {
        var statement = _database.Prepare(sql);
        foreach (var value in values)
        {
            _ = value switch
            {
                byte[] bytes => statement.Add(bytes),
                long number => statement.Add(number),
                string text => statement.Add(text),
                null => statement.Add((string?)null),
                _ => throw new ArgumentException($"{value.GetType()} is no value of a table", nameof(values)),
            };
        }
        return statement;
    }
}

using OrleansRegistry.Storage.Sealing;
using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Opening;

/// <summary>Whether and how a file is sealed; a new one is sealed from the beginning if there is a secret.</summary>
internal static class SqliteSealing
{
    /// <exception cref="SealingException">The secret is missing or wrong.</exception>
    public static OpenedSealing Open(Database writer, string? secret, string? before)
    {
        var record = Read(writer);
        if (record is null && secret is not null && IsNew(writer)) record = Begin(writer, secret);
        return OpenedSealing.Of(record, secret, before);
    }

    public static SealingRecord? Read(Database database)
    {
        using var row = database.Prepare("SELECT value FROM setting WHERE name = ?").Add(SealingRecord.Name);
        return row.Read() ? SealingRecord.Read(row.Blob(0)) : null;
    }

    private static bool IsNew(Database database)
    {
        using var row = database.Prepare("""
            SELECT NOT EXISTS (SELECT 1 FROM entity) AND NOT EXISTS (SELECT 1 FROM account)
                AND NOT EXISTS (SELECT 1 FROM setting) AND NOT EXISTS (SELECT 1 FROM audit)
            """);
        return row.Read() && row.Bool(0);
    }

    private static SealingRecord Begin(Database database, string secret)
    {
        var record = SealingRecord.Begin(RootKey.Make(), secret, finished: true);
        database.Execute("BEGIN IMMEDIATE");
        database.Prepare("INSERT INTO setting (name, value) VALUES (?, ?)")
            .Add(SealingRecord.Name).Add(record.Write()).Run();
        database.Execute(SealingRecord.RaiseContract);
        database.Execute("COMMIT");
        return record;
    }
}

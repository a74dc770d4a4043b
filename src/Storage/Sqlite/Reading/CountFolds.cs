using OrleansRegistry.Storage.Sqlite.Engine;

namespace OrleansRegistry.Storage.Sqlite.Reading;

/// <summary>The counts of days that have come, put together into one (migration 0023).</summary>
internal static class CountFolds
{
    private const string Folded = "kind IN ('certificate', 'railLicence', 'vehicle') AND day > '' AND day <= ?";

    /// <summary>True: days after this one were put together already.</summary>
    public static bool IsBehind(Database database, DateOnly day)
    {
        using var row = database.Prepare("SELECT 1 FROM count_fold WHERE day > ?").Add(day);
        return row.Read();
    }

    /// <summary>True: there is something up to this day that was not put together.</summary>
    public static bool IsDue(Database database, DateOnly day)
    {
        using var row = database.Prepare($"SELECT 1 FROM document_count WHERE {Folded} LIMIT 1").Add(day);
        return row.Read();
    }

    /// <summary>Puts together what stands at or before a day; how many counts went.</summary>
    public static int Fold(Database database, DateOnly day)
    {
        database.Prepare($"""
            INSERT INTO document_count (kind, day, authority, category, total, expired, cancelled)
            SELECT kind, '', authority, category, sum(total), sum(expired), sum(cancelled) FROM document_count
            WHERE {Folded} GROUP BY kind, authority, category
            ON CONFLICT (kind, day, authority, category) DO UPDATE SET
                total = total + excluded.total, expired = expired + excluded.expired,
                cancelled = cancelled + excluded.cancelled
            """).Add(day).Run();
        database.Prepare("DELETE FROM count_fold WHERE day <= ?").Add(day).Run();
        database.Prepare("INSERT INTO count_fold (day) SELECT ? WHERE NOT EXISTS (SELECT 1 FROM count_fold)")
            .Add(day).Run();
        database.Prepare("""
            DELETE FROM document_count WHERE kind IN ('certificate', 'railLicence', 'vehicle') AND day = ''
                AND total = 0 AND expired = 0 AND cancelled = 0
            """).Run();
        return database.Prepare($"DELETE FROM document_count WHERE {Folded}").Add(day).Run();
    }
}

using System.Globalization;

namespace OrleansRegistry.Bench.Registers;

/// <summary>
/// Deadlines of later years: copies of rows under other keys. Nobody reads these, they are there to be in the way.
/// Which columns a version's tables have is read from the store.
/// </summary>
internal static class Distant
{
    /// <summary>What differs in a copy.</summary>
    private static readonly Dictionary<string, string> _differs = new()
    {
        ["key"] = "key || 'x' || g",
        ["number"] = "number || g",
        ["due_at"] = string.Create(CultureInfo.InvariantCulture, $"due_at + g * {TimeSpan.TicksPerDay * 300}"),
        ["ring_hash"] = "CAST(((CAST(ring_hash AS bigint) + CAST(g AS bigint) * 1640531527) & 4294967295) "
            + "- 2147483648 AS integer)",
    };

    /// <summary>Adds them, so many times as many as are overdue, unless they are there.</summary>
    public static async Task Arm(MeasuredStore store, int due, DateTimeOffset dueAt, int times)
    {
        var overdue = string.Create(CultureInfo.InvariantCulture, $"due_at = {dueAt.UtcTicks}");
        var armed = await store.Number($"SELECT count(*) FROM deadline WHERE {overdue}");
        if (armed != due) throw new InvalidOperationException($"{armed} deadlines of {due} are armed");
        if (await store.Number("SELECT count(*) FROM deadline") >= (long)due * (1 + times)) return;
        var copies = string.Join(" UNION ALL ", Enumerable.Range(1, times).Select(g => $"SELECT {g} AS g"));
        await store.Run("BEGIN; " + await Copy(store, "deadline", overdue, copies)
            + await Copy(store, "entity", "kind = 'certificate'", copies)
            + await Copy(store, "search", "kind = 'certificate'", copies) + "COMMIT");
    }

    private static async Task<string> Copy(MeasuredStore store, string table, string which, string copies)
    {
        var columns = await store.Columns(table);
        var values = columns.Select(column => _differs.GetValueOrDefault(column, column));
        return $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} "
            + $"FROM {table} CROSS JOIN ({copies}) AS copies WHERE {which}; ";
    }
}

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
    /// <param name="store">Where.</param>
    /// <param name="due">How many are overdue.</param>
    /// <param name="dueAt">Since when.</param>
    /// <param name="times">So many copies of each.</param>
    /// <param name="whole">
    /// The first so many copies have their entity's state and its row for searches; the others are narrow: an entity
    /// without a state, and its deadline.
    /// </param>
    public static async Task Arm(
        MeasuredStore store, int due, DateTimeOffset dueAt, int times, int whole = int.MaxValue)
    {
        var overdue = string.Create(CultureInfo.InvariantCulture, $"due_at = {dueAt.UtcTicks}");
        var armed = await store.Number($"SELECT count(*) FROM deadline WHERE {overdue}");
        if (armed < due) throw new InvalidOperationException($"{armed} deadlines of {due} are armed");
        if (await store.Number("SELECT count(*) FROM deadline") >= (long)due * (1 + times)) return;
        whole = Math.Min(times, whole);
        var armedEntity = $"(kind, key) IN (SELECT kind, key FROM deadline WHERE {overdue})";
        await store.Run("BEGIN; " + await Copy("deadline", overdue, 1, times)
            + await Copy("entity", armedEntity, 1, whole) + await Copy("search", armedEntity, 1, whole)
            + await Copy("entity", armedEntity, whole + 1, times, ("state", "substr(state, 1, 0)")) + "COMMIT");

        async Task<string> Copy(
            string table, string which, int from, int to, params (string Column, string Value)[] also)
        {
            if (from > to) return "";
            var copies = string.Join(
                " UNION ALL ", Enumerable.Range(from, to - from + 1).Select(g => $"SELECT {g} AS g"));
            var columns = await store.Columns(table);
            var values = columns.Select(column =>
                also.FirstOrDefault(one => one.Column == column).Value ?? _differs.GetValueOrDefault(column, column));
            return $"INSERT INTO {table} ({string.Join(", ", columns)}) SELECT {string.Join(", ", values)} "
                + $"FROM {table} CROSS JOIN ({copies}) AS copies WHERE {which}; ";
        }
    }
}

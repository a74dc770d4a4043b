using System.Globalization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Storage.Sealing.Converting;

/// <summary>
/// Seals states and events. State and events of one entity are sealed in one transaction, so that the key of a sealed
/// event is always there. An entity whose state was sealed by an earlier commit has its key already, which is then used
/// for its older events.
/// </summary>
internal sealed class HistorySealing(ISealingTables tables, Sealer sealer)
{
    private const int EntitiesAtATime = 200;
    private const int ProgressEvery = 20_000;

    private static readonly byte[] _eventMark = [Sealer.EventMark];

    /// <summary>Rows that are plain.</summary>
    public static IReadOnlyList<PlainRows> Plain { get; } =
    [
        PlainRows.Unmarked("entity", "state", Sealer.StateMark), PlainRows.Unmarked("event", "body", Sealer.EventMark),
    ];

    /// <summary>Seals everything; the result is the number of entities.</summary>
    public async Task<long> Run(Action<string> progress)
    {
        var count = 0L;
        for (string kind = "", key = ""; ;)
        {
            var rows = await tables.Read($"""
                SELECT kind, key, version, state FROM entity WHERE (kind, key) > (?, ?)
                ORDER BY kind, key LIMIT {EntitiesAtATime}
                """, kind, key).ConfigureAwait(false);
            if (rows.Count == 0) break;
            var changes = new List<SealingStatement>();
            foreach (var row in rows) await Add(changes, row).ConfigureAwait(false);
            if (changes.Count > 0) await tables.Transact(() => tables.Run(changes)).ConfigureAwait(false);
            (kind, key) = ((string)rows[^1][0]!, (string)rows[^1][1]!);
            count += rows.Count;
            if (count % ProgressEvery < rows.Count) progress(Line(count, " ..."));
        }
        progress(Line(count, ""));
        return count;
    }

    private static string Line(long count, string more) =>
        string.Create(CultureInfo.InvariantCulture, $"entities: {count} sealed{more}");

    private async Task Add(List<SealingStatement> changes, object?[] row)
    {
        var id = new EntityId(EntityId.KindOf((string)row[0]!), (string)row[1]!);
        var (version, state) = ((int)(long)row[2]!, (byte[])row[3]!);
        var key = sealer.KeyIn(id, state);
        // What is still plain of an erased entity is sealed with a key that is not stored anywhere.
        if (Sealer.IsErased(state)) key = sealer.NewKey(id);
        if (key is null)
        {
            key = sealer.NewKey(id);
            changes.Add(new SealingStatement(
                "UPDATE entity SET state = ? WHERE kind = ? AND key = ? AND version = ?",
                Sealer.SealState(key, id, version, state), row[0], row[1], (long)version));
        }
        var events = await tables.Read("""
            SELECT version, body FROM event WHERE kind = ? AND key = ? AND substr(body, 1, 1) <> ?
            """, id.KindName, id.Key, _eventMark).ConfigureAwait(false);
        foreach (var happened in events)
        {
            changes.Add(new SealingStatement(
                "UPDATE event SET body = ? WHERE kind = ? AND key = ? AND version = ?",
                Sealer.SealEvent(key, id, (int)(long)happened[0]!, (byte[])happened[1]!), row[0], row[1],
                happened[0]));
        }
    }
}

using System.Globalization;

namespace OrleansRegistry.Bench.Peers;

/// <summary>
/// The least that a database can do for the same outcome: one statement that changes every due row's state, writes its
/// event, its notice and its next deadline. It decides nothing, so it is a bound and no competitor.
/// </summary>
internal static class SetBasedPeer
{
    /// <summary>
    /// The statement for what is due at <paramref name="dueAt"/>; answers how many entities it changed.
    /// </summary>
    public static string Statement(DateTimeOffset dueAt) => string.Create(CultureInfo.InvariantCulture, $$"""
        WITH due AS (SELECT kind, key FROM deadline WHERE due_at <= {{dueAt.UtcTicks}} AND NOT parked),
        changed AS (
            UPDATE entity AS e
            SET version = e.version + 1, state = e.state || '\x20'::bytea, head = sha256(e.head || e.state)
            FROM due WHERE e.kind = due.kind AND e.key = due.key RETURNING e.kind, e.key, e.version, e.head),
        written AS (
            INSERT INTO event (
                kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
            SELECT kind, key, version, {{dueAt.UtcTicks}}, 'registry', 'deadline',
                'deadline renewalOpens {{dueAt:O}}', '2026.1', 'deadline:' || key || ':{{dueAt.UtcTicks}}',
                'renewalOpened', '{"type":"renewalOpened","validTo":"2026-07-02"}', head
            FROM changed),
        noticed AS (
            INSERT INTO notice (kind, key, notice_kind, person_key, notice_values, at)
            SELECT c.kind, c.key, 'renewalOpens', s.person_key,
                '{"certificate":"' || c.key || '","lapsesAfter":"2026-12-29","validTo":"2026-07-02"}',
                {{dueAt.UtcTicks}}
            FROM changed AS c JOIN search AS s ON s.kind = c.kind AND s.key = c.key),
        armed AS (
            UPDATE deadline AS d
            SET due_at = d.due_at + {{TimeSpan.TicksPerDay * 31}}, name = 'expiry', attempts = 0, retry_at = NULL
            FROM changed AS c WHERE d.kind = c.kind AND d.key = c.key RETURNING 1)
        SELECT count(*) FROM armed
        """);
}

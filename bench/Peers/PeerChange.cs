using System.Text.Json;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Bench.Peers;

/// <summary>
/// What a violation changes, as both peers see it: the same state record, the same event and the same hash as ours, and
/// none of the law (dates, cycles by rule, persons, reach, reminders).
/// </summary>
internal sealed record PeerChange(byte[] State, byte[] Event, byte[] Head, long? DueAt)
{
    public const string EventType = "violationRecorded";

    /// <summary>The change to a state that was just read.</summary>
    public static PeerChange Of(
        string key, int version, byte[] state, byte[] head, Violation violation, EventHeader header)
    {
        var before = JsonSerializer.Deserialize(state, RegistryJson.Wire.Certificate)!;
        var assessment = before.Assessment!;
        var cycle = assessment.ClosedThrough + 1;
        var open = assessment.Of(cycle);
        var after = before with
        {
            Assessment = assessment with { Open = [open with { Points = open.Points + violation.Points }] },
        };
        Event happened = new ViolationRecorded(violation.Points, violation.On, cycle, false, violation.Note);
        var body = JsonSerializer.SerializeToUtf8Bytes(happened, RegistryJson.Wire.Event);
        var next =
            HashChain.Next(head, new EntityId(EntityKind.Certificate, key), version + 1, header, EventType, body);
        return new PeerChange(JsonSerializer.SerializeToUtf8Bytes(after, RegistryJson.Wire.Certificate), body, next,
            after.Period == before.Period ? null : after.Period.To.ToDateTime(default).Ticks);
    }

    /// <summary>Who and when.</summary>
    public static EventHeader HeaderOf(string actor) =>
        new(
            TimeProvider.System.GetUtcNow(), actor, "http", null, "peer",
            "http:" + Guid.CreateVersion7().ToString("N"));

    /// <summary>The statements of both peers.</summary>
    public const string
        Select = "SELECT version, state, head FROM entity WHERE kind = 'certificate' AND key = $key",
        Update = """
            UPDATE entity SET version = $next, state = $state, head = $head
            WHERE kind = 'certificate' AND key = $key AND version = $version
            """,
        Insert = """
            INSERT INTO event (
                kind, key, version, at, actor, channel, cause, rule_version, command_id, type, body, hash)
            VALUES ('certificate', $key, $next, $at, $actor, $channel, NULL, $rules, $command, $type, $body, $head)
            """,
        Arm = "UPDATE deadline SET due_at = $due WHERE kind = 'certificate' AND key = $key";
}

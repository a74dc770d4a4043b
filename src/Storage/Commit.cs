using System.Collections.Immutable;
using System.Globalization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Storage;

/// <summary>An entity as stored.</summary>
/// <param name="Version">The number of its events.</param>
/// <param name="State">State as JSON, UTF-8.</param>
/// <param name="Head">The hash of its last event, SHA-256, 32 bytes.</param>
public sealed record StoredEntity(int Version, ReadOnlyMemory<byte> State, ReadOnlyMemory<byte> Head);

/// <summary>One event on its way into the history.</summary>
/// <param name="Type">The frozen name.</param>
/// <param name="Body">JSON, UTF-8, stored byte for byte.</param>
/// <param name="Hash">The chain's hash with this event (<see cref="HashChain"/>).</param>
public sealed record NewEvent(string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

/// <summary>Who, when, why, by which rules: the same for all events of a commit.</summary>
public sealed record EventHeader(
    DateTimeOffset At, string Actor, string Channel, string? Cause, string RuleVersion, string CommandId);

/// <summary>The kept answer of a command that may be repeated.</summary>
public sealed record StoredAnswer(string Fingerprint, int Version, ReadOnlyMemory<byte> Body);

/// <summary>An application's index row.</summary>
public sealed record NewApplicationRow(
    string PersonKey, string Authority, IApplication Application, ReadOnlyMemory<byte> Body);

/// <summary>A command for another entity, as bytes.</summary>
public sealed record NewConsequence(EntityId Target, string Type, ReadOnlyMemory<byte> Command);

/// <summary>One change of one entity with everything that goes into the same transaction.</summary>
public sealed record Commit
{
    /// <summary>The entity.</summary>
    public required EntityId Id { get; init; }

    /// <summary>The version on which the decision rests; 0: the entity is new.</summary>
    public required int ExpectedVersion { get; init; }

    /// <summary>The new state; empty when there are no events (then only the rows beside the state change).</summary>
    public ReadOnlyMemory<byte> State { get; init; }

    /// <summary>
    /// True: with this commit nobody reads the entity's history any more. Where data is sealed its key goes, and the
    /// state is kept under the registry's own.
    /// </summary>
    public bool Erases { get; init; }

    /// <summary>The events, in order; may be empty.</summary>
    public ImmutableArray<NewEvent> Events { get; init; } = [];

    /// <summary>Who, when, why.</summary>
    public required EventHeader Header { get; init; }

    /// <summary>The deadline to be armed; null with <see cref="DeadlineChanged"/>: none any more.</summary>
    public ArmedDeadline? Deadline { get; init; }

    /// <summary>False: the deadline's row stays untouched. True: it is written, its attempts start anew.</summary>
    public bool DeadlineChanged { get; init; }

    /// <summary>Reservations the entity gives up; done before taking.</summary>
    public ImmutableArray<Reservation> Released { get; init; } = [];

    /// <summary>Reservations the entity takes; if another has any of them, nothing of this commit happens.</summary>
    public ImmutableArray<Reservation> Taken { get; init; } = [];

    /// <summary>The search row; null: unchanged.</summary>
    public SearchRow? Search { get; init; }

    /// <summary>Documents whose place in a status list is given, or whose bit changes.</summary>
    public ImmutableArray<DocumentStanding> Documents { get; init; } = [];

    /// <summary>Applications that changed.</summary>
    public ImmutableArray<NewApplicationRow> Applications { get; init; } = [];

    /// <summary>What people are notified of.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>Commands for other entities.</summary>
    public ImmutableArray<NewConsequence> Consequences { get; init; } = [];

    /// <summary>
    /// The outbox row that this commit carries out; removed with it, and if it is gone nothing happens. Null: none.
    /// </summary>
    public long? Delivered { get; init; }

    /// <summary>The version after it; the expected one when there are no events.</summary>
    public int Version => ExpectedVersion + Events.Length;

    /// <summary>The cause of its consequences, "{key}@{version after the change}".</summary>
    public string Change => string.Create(CultureInfo.InvariantCulture, $"{Id.Key}@{Version}");

    /// <summary>The answer to be kept under <see cref="EventHeader.CommandId"/>; null: none is kept.</summary>
    public StoredAnswer? Answer { get; init; }
}

/// <summary>What came of one commit.</summary>
public abstract record CommitResult
{
    private CommitResult() { }

    /// <summary>Durable.</summary>
    public sealed record Committed : CommitResult;

    /// <summary>Another commit was first: load and decide again.</summary>
    public sealed record Conflict : CommitResult;

    /// <summary>Another entity has this reservation.</summary>
    public sealed record ReservationTaken(Reservation Reservation, EntityId Holder) : CommitResult;

    /// <summary>
    /// Nothing of it happened, for it had happened before: the command id has an answer already, or the outbox row that
    /// it carries out is gone. Not to be decided again; a kept answer is there to be read.
    /// </summary>
    public sealed record Repeated : CommitResult;

    /// <summary>The one way to say "durable".</summary>
    public static readonly CommitResult Ok = new Committed();

    /// <summary>The one way to say "lost the race".</summary>
    public static readonly CommitResult Lost = new Conflict();

    /// <summary>The one way to say "carried out before".</summary>
    public static readonly CommitResult Already = new Repeated();
}

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
/// <param name="Hash">The hash of the chain with this event (<see cref="HashChain"/>).</param>
public sealed record NewEvent(string Type, ReadOnlyMemory<byte> Body, ReadOnlyMemory<byte> Hash);

/// <summary>Who, when, why, and by which rules; the same for all events of a commit.</summary>
public sealed record EventHeader(
    DateTimeOffset At, string Actor, string Channel, string? Cause, string RuleVersion, string CommandId);

/// <summary>The stored answer to a command that may be repeated.</summary>
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

    /// <summary>The version for which it was decided; 0: the entity is new.</summary>
    public required int ExpectedVersion { get; init; }

    /// <summary>The new state; empty when there are no events (then only rows beside the state change).</summary>
    public ReadOnlyMemory<byte> State { get; init; }

    /// <summary>
    /// True: after this commit the entity's history cannot be read any more. Where data is sealed, the entity's key is
    /// removed, and the state is stored under the registry's own key.
    /// </summary>
    public bool Erases { get; init; }

    /// <summary>The events, in order; may be empty.</summary>
    public ImmutableArray<NewEvent> Events { get; init; } = [];

    /// <summary>Who, when, why.</summary>
    public required EventHeader Header { get; init; }

    /// <summary>The deadline to be armed; null with <see cref="DeadlineChanged"/>: there is none any more.</summary>
    public ArmedDeadline? Deadline { get; init; }

    /// <summary>False: the row of the deadline is not touched. True: it is written, with its attempts reset.</summary>
    public bool DeadlineChanged { get; init; }

    /// <summary>Reservations that the entity gives up; done before new ones are taken.</summary>
    public ImmutableArray<Reservation> Released { get; init; } = [];

    /// <summary>
    /// Reservations that the entity takes; if another entity has one of them, nothing of this commit happens.
    /// </summary>
    public ImmutableArray<Reservation> Taken { get; init; } = [];

    /// <summary>The search row; null: unchanged.</summary>
    public SearchRow? Search { get; init; }

    /// <summary>Documents that get a place in a status list, or whose bit changes.</summary>
    public ImmutableArray<DocumentStanding> Documents { get; init; } = [];

    /// <summary>Applications that changed.</summary>
    public ImmutableArray<NewApplicationRow> Applications { get; init; } = [];

    /// <summary>The notices to people.</summary>
    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>Commands for other entities.</summary>
    public ImmutableArray<NewConsequence> Consequences { get; init; } = [];

    /// <summary>
    /// The outbox row that this commit carries out. It is removed with the commit; if it is gone already, nothing
    /// happens. Null: none.
    /// </summary>
    public long? Delivered { get; init; }

    /// <summary>The version after it; the expected one when there are no events.</summary>
    public int Version => ExpectedVersion + Events.Length;

    /// <summary>The cause in its consequences, "{key}@{version after the change}".</summary>
    public string Change => string.Create(CultureInfo.InvariantCulture, $"{Id.Key}@{Version}");

    /// <summary>The answer to be stored under <see cref="EventHeader.CommandId"/>; null: none.</summary>
    public StoredAnswer? Answer { get; init; }
}

/// <summary>The outcome of one commit.</summary>
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
    /// Nothing happened now, because it had happened before: the command id has an answer already, or the outbox row to
    /// be carried out is gone. It must not be decided again; a stored answer can be read.
    /// </summary>
    public sealed record Repeated : CommitResult;

    /// <summary>The instance for "durable".</summary>
    public static readonly CommitResult Ok = new Committed();

    /// <summary>The instance for "version conflict".</summary>
    public static readonly CommitResult Lost = new Conflict();

    /// <summary>The instance for "carried out before".</summary>
    public static readonly CommitResult Already = new Repeated();
}

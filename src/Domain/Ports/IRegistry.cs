using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Ports;

/// <summary>A command on its way to an entity.</summary>
/// <param name="CommandId">
/// Unique; a command with the same id is carried out once, and its answer is given again.
/// </param>
/// <param name="Command">The command.</param>
/// <param name="Actor">The caller: account, roles and channel.</param>
public sealed record Envelope(
    string CommandId, [property: JsonConverter(typeof(SentCommand))] Command Command, Actor Actor)
{
    /// <summary>
    /// A hash of the content, for a command that may be repeated (Idempotency-Key): its answer is stored with the
    /// commit, and the same id with another fingerprint is refused. Null: the answer is not stored.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>The version that the caller has seen (If-Match); another one is refused. Null: any.</summary>
    public int? ExpectedVersion { get; init; }

    /// <summary>
    /// What caused the command: the id of a consequence, a fact or an import row. Null: the actor sent it.
    /// </summary>
    public string? Cause { get; init; }

    /// <summary>The outbox row of this command; the same commit removes it. Null: none.</summary>
    public long? OutboxId { get; init; }
}

/// <summary>What came of a command.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(No), "no")]
public abstract record Answer
{
    private Answer() { }

    /// <summary>It is durable, now or since the first time.</summary>
    /// <param name="Version">The entity's version after it.</param>
    /// <param name="Body">The answer as JSON, UTF-8.</param>
    /// <param name="Repeated">True when this command id had been carried out before.</param>
    public sealed record Done(int Version, ReadOnlyMemory<byte> Body, bool Repeated) : Answer;

    /// <summary>Nothing changed.</summary>
    public sealed record No(Refusal Refusal) : Answer;
}

/// <summary>An entity's state at a version, without the facts that are needed to show it.</summary>
/// <param name="State">The state of the entity.</param>
/// <param name="Version">The number of its events.</param>
public sealed record EntitySnapshot(EntityState State, int Version);

/// <summary>An entity as it is now, with the facts that are needed to show it.</summary>
public sealed record Loaded(EntityId Id, EntityState State, int Version, IFacts Facts);

/// <summary>
/// The registry as API, pages and command line call it, on whichever host it runs. When the storage cannot be reached,
/// calls throw <see cref="StorageAwayException"/>, and nothing was acknowledged.
/// </summary>
public interface IRegistry
{
    /// <summary>Carries out one command: load, decide, commit; all of it again after a version conflict.</summary>
    Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation = default);

    /// <summary>Reads one entity; null when there is none.</summary>
    ValueTask<Loaded?> Load(EntityId id, CancellationToken cancellation = default);

    /// <summary>
    /// Reads many, in the order of <paramref name="ids"/>; null where there is none. A host that can reads all of them
    /// from its store at once, so that a list does not need a read for each row.
    /// </summary>
    async ValueTask<IReadOnlyList<Loaded?>> LoadAll(
        IReadOnlyList<EntityId> ids, CancellationToken cancellation = default)
    {
        var all = new Loaded?[ids.Count];
        for (var i = 0; i < all.Length; i++) all[i] = await Load(ids[i], cancellation);
        return all;
    }

    /// <summary>The facts that deciding <paramref name="command"/> now would need. Nothing is decided.</summary>
    ValueTask<IFacts> FactsFor(
        EntityId id, EntityState? state, Command command, CancellationToken cancellation = default);

    /// <summary>The context for showing states now to <paramref name="actor"/>.</summary>
    Context ContextFor(Actor actor, IFacts facts);

    /// <summary>The legal clock, UTC.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The rules in use.</summary>
    Rulebook Rulebook { get; }

    /// <summary>The tables of the railway in use.</summary>
    Rules.RailRulebook RailRulebook { get; }

    /// <summary>The tables of charter trips in use.</summary>
    CharterRulebook CharterRulebook { get; }

    /// <summary>The working days in use.</summary>
    WorkingCalendar Calendar { get; }

    /// <summary>How desks can be reached.</summary>
    Contacts Contacts { get; }

    /// <summary>Lists and searches.</summary>
    IRegistryQueries Queries { get; }

    /// <summary>Uploaded materials.</summary>
    IDocuments Documents { get; }

    /// <summary>Accounts and sessions.</summary>
    IAccounts Accounts { get; }

    /// <summary>What administrators see and do to run the registry.</summary>
    IOperations Operations { get; }

    /// <summary>Signed tokens and verdicts.</summary>
    IVerification Verification { get; }
}

/// <summary>The storage cannot be reached or has no room. Nothing was acknowledged; the caller may repeat.</summary>
public class StorageAwayException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// Too much waits for the storage, so this request was turned away (docs/adr/0153). It had no effect.
/// </summary>
public sealed class BusyException() : StorageAwayException("too much waits for the storage");

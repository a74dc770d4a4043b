using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>A decision prepared for the store.</summary>
public sealed record PreparedCommit(Commit Commit, LoadedEntity Entity, ReadOnlyMemory<byte> Body);

/// <summary>
/// Makes an accepted decision into one commit: state, events with their chain, and all rows beside them.
/// </summary>
public static class CommitBuilder
{
    /// <summary>
    /// The commit of a decision. The state after the events, and the deadlines before and after them, are taken from
    /// the decision; nothing is computed again.
    /// </summary>
    public static PreparedCommit Build(
        EntityId id, LoadedEntity? before, Decision.Accepted decided, Envelope envelope, Context context,
        IAnswerWriter answers)
    {
        var machine = Machine.Of(id.Kind);
        var (events, after) = (decided.Events, decided.After!);
        EntityJson.Assert(id, after);

        var header = HeaderOf(id, decided, envelope, context);
        var (stored, head) = Chain(id, before, events, header);
        var version = (before?.Version ?? 0) + events.Length;
        var body = new ArrayBufferWriter<byte>();
        if (IsAwaited(envelope.Actor.Channel)) answers.Write(body, id, after, version, envelope.Command, context);
        var reactions = machine.React(before?.State, after, events, context);
        var deadline = decided.Next?.Armed;
        var (released, taken) = Reservations(machine, before?.State, after);
        var commit = new Commit
        {
            Id = id,
            ExpectedVersion = before?.Version ?? 0,
            State = events.Length == 0 ? default : EntityJson.BytesOf(after),
            Erases = events.Length > 0 && machine.IsErased(after),
            Events = stored,
            Header = header,
            Deadline = deadline,
            // Always written after a look at the clock: rules, calendar or facts may have changed since the row was
            // written.
            DeadlineChanged = envelope.Command is PassTime || decided.NextBefore?.Armed != deadline,
            Released = released,
            Taken = taken,
            Documents = DocumentStanding.Changed(before?.State, after),
            Search = SearchChanged(machine, before?.State, after),
            Applications = ApplicationRows(id.Kind, after, reactions.Applications),
            Notices = reactions.Notices,
            Consequences = Outgoing(reactions.Consequences),
            Delivered = envelope.OutboxId,
            Answer = envelope.Fingerprint is { } fingerprint
                ? new StoredAnswer(fingerprint, version, body.WrittenMemory)
                : null,
        };
        return new PreparedCommit(commit, new LoadedEntity(after, version, head), body.WrittenMemory);
    }

    /// <summary>
    /// Who, when, why. A deadline is recorded under its own name, not under that of the call: a late call may find the
    /// next deadline due.
    /// </summary>
    private static EventHeader HeaderOf(EntityId id, Decision.Accepted decided, Envelope envelope, Context context)
    {
        var header = new EventHeader(
            context.Now, envelope.Actor.AccountId, ChannelName(envelope.Actor.Channel), envelope.Cause,
            Machine.Of(id.Kind).RuleVersion(context), envelope.CommandId);
        if (envelope.Actor.Channel != Channel.Deadline || decided.NextBefore is not { } first
            || first.DueAt > context.Now) return header;
        var carriedOut = new DueDeadline(id, first.Name, first.DueAt);
        return header with { Cause = carriedOut.Cause, CommandId = carriedOut.CommandId };
    }

    /// <summary>
    /// Nobody waits for an answer to what the registry does by itself, so that many deadlines at once write no answers.
    /// </summary>
    private static bool IsAwaited(Channel channel) => channel is not (Channel.Deadline or Channel.Consequence);

    private static string ChannelName(Channel channel) => channel switch
    {
        Channel.Http => "http",
        Channel.Import => "import",
        Channel.Deadline => "deadline",
        Channel.Consequence => "consequence",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    private static (ImmutableArray<NewEvent> Events, ReadOnlyMemory<byte> Head) Chain(
        EntityId id, LoadedEntity? before, ImmutableArray<Event> events, EventHeader header)
    {
        var head = before?.Head ?? HashChain.Start;
        var version = before?.Version ?? 0;
        var stored = ImmutableArray.CreateBuilder<NewEvent>(events.Length);
        foreach (var happened in events)
        {
            var type = FrozenNames.Of(happened);
            var body = JsonSerializer.SerializeToUtf8Bytes(happened, RegistryJson.Wire.Event);
            head = HashChain.Next(head.Span, id, ++version, header, type, body);
            stored.Add(new NewEvent(type, body, head));
        }
        return (stored.MoveToImmutable(), head);
    }

    private static (ImmutableArray<Reservation> Released, ImmutableArray<Reservation> Taken) Reservations(
        Machine machine, EntityState? before, EntityState after)
    {
        var had = before is null ? [] : machine.Reservations(before);
        var has = machine.Reservations(after);
        return had.AsSpan().SequenceEqual(has.AsSpan())
            ? ([], [])
            : ([.. had.Except(has)], [.. has.Except(had)]);
    }

    private static SearchRow? SearchChanged(Machine machine, EntityState? before, EntityState after)
    {
        var row = machine.Search(after);
        return before is not null && machine.Search(before) == row ? null : row;
    }

    private static ImmutableArray<NewApplicationRow> ApplicationRows(
        EntityKind kind, EntityState state, ImmutableArray<IApplication> changed)
    {
        if (changed.IsEmpty) return [];
        var owner = (IApplicationOwner)state;
        return
        [
            .. changed.Select(
                a => new NewApplicationRow(
                    owner.ApplicantKey, owner.AuthorityOf(a), a, ApplicationJson.Write(kind, a))),
        ];
    }

    private static ImmutableArray<NewConsequence> Outgoing(ImmutableArray<Consequence> consequences) =>
        consequences.IsEmpty
            ? []
            :
            [
                .. consequences.Select(c => new NewConsequence(
                    c.Target, FrozenNames.Of(c.Command),
                    JsonSerializer.SerializeToUtf8Bytes(c.Command, RegistryJson.Wire.Command))),
            ];
}

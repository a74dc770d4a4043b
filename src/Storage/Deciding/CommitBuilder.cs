using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage.Lists;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>A decision on its way to the store.</summary>
public sealed record PreparedCommit(Commit Commit, LoadedEntity Entity, ReadOnlyMemory<byte> Body);

/// <summary>
/// Turns an accepted decision into one commit: state, events with their chain, and all rows beside them.
/// </summary>
public static class CommitBuilder
{
    public static PreparedCommit Build(
        EntityId id, LoadedEntity? before, ImmutableArray<Event> events, Envelope envelope, Context context)
    {
        var machine = Machine.Of(id.Kind);
        var after = before?.State;
        foreach (var happened in events) after = machine.Evolve(after, happened);
        EntityJson.Assert(id, after!);

        var header = HeaderOf(id, envelope, context);
        var (stored, head) = Chain(id, before, events, header);
        var version = (before?.Version ?? 0) + events.Length;
        var body = new ArrayBufferWriter<byte>();
        if (IsAwaited(envelope.Actor.Channel)) machine.WriteAnswer(body, after!, version, envelope.Command, context);
        var reactions = machine.React(before?.State, after!, events, context);
        var deadline = machine.DeadlineToArm(after!, context);
        var (released, taken) = Reservations(machine, before?.State, after!);
        var commit = new Commit
        {
            Id = id,
            ExpectedVersion = before?.Version ?? 0,
            State = events.Length == 0 ? default : EntityJson.BytesOf(after!),
            Events = stored,
            Header = header,
            Deadline = deadline,
            DeadlineChanged = DeadlineMoved(machine, before?.State, deadline, envelope.Command, context),
            Released = released,
            Taken = taken,
            Search = SearchChanged(machine, before?.State, after!),
            Applications = ApplicationRows(after!, reactions.Applications),
            Notices = reactions.Notices,
            Consequences = Outgoing(reactions.Consequences),
            Delivered = envelope.OutboxId,
            Answer = envelope.Fingerprint is { } fingerprint
                ? new StoredAnswer(fingerprint, version, body.WrittenMemory)
                : null,
        };
        return new PreparedCommit(commit, new LoadedEntity(after!, version, head), body.WrittenMemory);
    }

    private static EventHeader HeaderOf(EntityId id, Envelope envelope, Context context) => new(
        context.Now, envelope.Actor.AccountId, ChannelName(envelope.Actor.Channel), envelope.Cause,
        Machine.Of(id.Kind).RuleVersion(context), envelope.CommandId);

    /// <summary>Nobody waits for what the registry does by itself: a storm of deadlines writes no answers.</summary>
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

    /// <summary>
    /// The row is written when the deadline moved, and always when somebody asked to look again: rules, calendar or
    /// facts may have changed since it was written.
    /// </summary>
    private static bool DeadlineMoved(
        Machine machine, EntityState? before, ArmedDeadline? deadline, Command command, Context context) =>
        command is PassTime
        || (before is null ? deadline is not null : machine.DeadlineToArm(before, context) != deadline);

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
        EntityState state, ImmutableArray<IApplication> changed)
    {
        if (changed.IsEmpty) return [];
        var owner = (IApplicationOwner)state;
        return
        [
            .. changed.Select(
                a => new NewApplicationRow(owner.ApplicantKey, owner.AuthorityOf(a), a, ApplicationJson.Write(a))),
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

using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Hosting.Engine;

/// <summary>
/// The one path: load, decide, commit, and decide again when another commit was first (design.md 2, 5). It knows no
/// kind and no rule.
/// </summary>
internal sealed class CommandRunner(
    IRegistryStore store, Entities entities, EntityCache cache, Gates gates, Law law, Signals signals, ILogger log)
{
    /// <summary>Rounds after lost races; with one process and a gate a key, one is rare and two are a bug's sign.</summary>
    private const int RoundsMost = 20;

    public async Task<Answer> Execute(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        var gate = gates.Of(id);
        await gate.WaitAsync(cancellation);
        try
        {
            if (envelope.Fingerprint is not null && await Kept(envelope, cancellation) is { } before) return before;
            for (var round = 1; ; round++)
            {
                if (await Try(id, envelope, cancellation) is { } answer) return answer;
                if (round == RoundsMost) throw new InvalidOperationException($"{id}: {round} races lost in a row");
                log.LogInformation("{Entity}: another commit was first, deciding again", id);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>It had been carried out before: the kept answer, or the entity as it is.</summary>
    private async ValueTask<Answer> Again(EntityId id, Envelope envelope, Prepared prepared, CancellationToken cancellation)
    {
        cache.Drop(id);
        return (envelope.Fingerprint is null ? null : await Kept(envelope, cancellation))
            ?? new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: true);
    }

    private async ValueTask<Answer?> Kept(Envelope envelope, CancellationToken cancellation) =>
        await store.AnswerOf(envelope.CommandId, cancellation) is not { } kept ? null
        : kept.Fingerprint == envelope.Fingerprint ? new Answer.Done(kept.Version, kept.Body, Repeated: true)
        : new Answer.No(Refusals.IdempotencyKeyReused());

    /// <summary>One round; null: the race was lost.</summary>
    private async ValueTask<Answer?> Try(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        var before = await entities.Load(id, cancellation);
        if (envelope.ExpectedVersion is { } seen && seen != (before?.Version ?? 0))
            return new Answer.No(Refusals.StaleVersion(before?.Version ?? 0));
        var machine = Machine.Of(id.Kind);
        var facts = await entities.Gather(machine.Needs(before?.State, envelope.Command), cancellation);
        var context = new Context(law.Clock.GetUtcNow(), law.Rulebook, law.Calendar, envelope.Actor, facts);
        var decision = machine.Decide(id, before?.State, envelope.Command, context);
        if (decision is Decision.Refused refused) return new Answer.No(refused.Refusal);
        var accepted = (Decision.Accepted)decision;

        var prepared = CommitBuilder.Build(id, before, accepted.Events, envelope, context);
        if (accepted.Events.Length == 0 && envelope.Command is not PassTime && envelope.OutboxId is null)
            return new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false);
        // From here on the caller cannot take it back: the commit may be on its way to the disk.
        switch (await store.Commit(prepared.Commit, CancellationToken.None))
        {
            case CommitResult.Committed:
                if (accepted.Events.Length > 0) cache.Keep(id, prepared.Entity);
                signals.Committed(prepared.Commit);
                return new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false);
            case CommitResult.ClaimTaken taken:
                return new Answer.No(machine.OnClaimTaken(taken.Claim));
            case CommitResult.Repeated:
                return await Again(id, envelope, prepared, cancellation);
            default:
                cache.Drop(id);
                return null;
        }
    }
}

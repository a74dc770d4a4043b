using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;

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
            if (await Round.Kept(store, envelope, cancellation) is { } before) return before;
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
        return await Round.Kept(store, envelope, cancellation)
            ?? new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: true);
    }

    private async Task<CommitResult> Commit(Commit commit)
    {
        try
        {
            return await store.Commit(commit, CancellationToken.None);
        }
        catch
        {
            cache.Doubt(commit.Id);
            throw;
        }
    }

    /// <summary>One round; null: the race was lost.</summary>
    private async ValueTask<Answer?> Try(EntityId id, Envelope envelope, CancellationToken cancellation)
    {
        var before = await entities.Load(id, cancellation);
        if (Round.Stale(before, envelope) is { } stale) return stale;
        var machine = Machine.Of(id.Kind);
        var facts = await entities.Gather(machine.Needs(before?.State, envelope.Command), law.Clock.GetUtcNow(), cancellation);
        var (answer, ready) = Round.Decide(id, before, envelope, law.Now(envelope.Actor, facts));
        if (ready is not { } prepared) return answer;
        // From here on the caller cannot take it back: the commit may be on its way to the disk.
        switch (await Commit(prepared.Commit))
        {
            case CommitResult.Committed:
                cache.Trust(id);
                if (!prepared.Commit.Events.IsEmpty) cache.Keep(id, prepared.Entity);
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

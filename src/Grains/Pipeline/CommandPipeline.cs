using Microsoft.Extensions.Logging;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Storage;
using OrleansRegistry.Storage.Deciding;
using OrleansRegistry.Storage.Waiting;

namespace OrleansRegistry.Grains.Pipeline;

/// <summary>
/// The one path of every command: load, decide, commit, and decide again after a version conflict (design.md 2). It
/// knows no kind, no rule and no Orleans; correctness rests on the version check of the commit alone.
/// </summary>
/// <param name="store">The store, which has the answers of commands.</param>
/// <param name="reader">Reads the facts that commands rest on.</param>
/// <param name="rulesInForce">Rules, calendar and legal clock.</param>
/// <param name="answers">Writes the answers to commands.</param>
/// <param name="log">Where a version conflict is logged.</param>
/// <param name="limit">Says when commands of people are turned away because too much work waits.</param>
public sealed class CommandPipeline(
    IRegistryStore store, EntityReader reader, RulesInForce rulesInForce, IAnswerWriter answers,
    ILogger<CommandPipeline> log, WaitLimit limit)
{
    /// <summary>Attempts after version conflicts; more than a few mean that two activations compete.</summary>
    private const int MaxTries = 20;

    /// <summary>Carries out a command to the entity that <paramref name="holder"/> holds.</summary>
    public async Task<Answer> Execute(EntityId id, Envelope envelope, IEntitySource holder)
    {
        // Checked before anything is decided: a later attempt with the same key is then treated like a first one.
        if (IsOfPerson(envelope) && limit.Refuses(ShedWork.Write)) return new Answer.No(Refusals.Busy());
        var answer = await CommandStep.Kept(store, envelope, CancellationToken.None);
        for (var attempt = 1; answer is null; attempt++)
        {
            answer = await Try(id, envelope, holder);
            if (answer is not null) break;
            if (attempt == MaxTries) throw new InvalidOperationException($"{id}: {attempt} version conflicts in a row");
            log.Conflict(id);
        }
        CommandTelemetry.Decided(id, envelope.Command, answer);
        return answer;
    }

    /// <summary>One attempt; null: a version conflict.</summary>
    private async ValueTask<Answer?> Try(EntityId id, Envelope envelope, IEntitySource holder)
    {
        var (answer, ready) = await Decide(id, envelope, holder);
        if (ready is not { } prepared) return answer;
        CommitResult result;
        using (CommandTelemetry.Committing(id, envelope)) result = await holder.Commit(prepared);
        return result switch
        {
            CommitResult.Committed => Done(prepared, repeated: false),
            CommitResult.ReservationTaken taken =>
                new Answer.No(Machine.Of(id.Kind).OnReservationTaken(taken.Reservation)),
            // The command was carried out before, perhaps by an attempt whose answer was lost.
            CommitResult.Repeated => await CommandStep.Kept(store, envelope, CancellationToken.None)
                ?? Done(prepared, repeated: true),
            _ => null,
        };
    }

    private async ValueTask<CommandStep.Outcome> Decide(
        EntityId id, Envelope envelope, IEntitySource holder, bool again = false)
    {
        using var span = CommandTelemetry.Deciding(id, envelope);
        var before = await holder.Current();
        var needs = Machine.Of(id.Kind).Needs(before?.State, envelope.Command);
        var facts =
            await reader.Gather(needs, rulesInForce.Clock.GetUtcNow(), envelope.Actor.Channel == Channel.Deadline);
        var outcome = CommandStep.Decide(id, before, envelope, rulesInForce.Now(envelope.Actor, facts), answers);
        // Marks the documents in the commit as named, so that they are kept. If one was removed meanwhile, the command
        // is decided again without it.
        return outcome.Prepared is null || needs.DocumentIds.Count == 0 || again
            || await store.Documents.Name(needs.DocumentIds, rulesInForce.Clock.GetUtcNow())
                ? outcome : await Decide(id, envelope, holder, again: true);
    }

    /// <summary>False for commands of the registry itself, which can wait.</summary>
    private static bool IsOfPerson(Envelope envelope) =>
        envelope.Actor.Channel == Channel.Http && !envelope.Actor.Is(Roles.Registry);

    private static Answer.Done Done(PreparedCommit prepared, bool repeated) =>
        new(prepared.Entity.Version, prepared.Body, repeated);
}

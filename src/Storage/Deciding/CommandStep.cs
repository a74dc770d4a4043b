using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// One round of the one path up to the commit: what every host does between loading and committing (design.md 2). The
/// hosts differ in where states live and in who commits; what a command means is decided here alone.
/// </summary>
public static class CommandStep
{
    /// <summary>Either the answer, when there is nothing to commit; or the commit to be made.</summary>
    public readonly record struct Outcome(Answer? Answer, PreparedCommit? Prepared);

    /// <summary>
    /// Decides, and prepares the commit of what was accepted. The version that the caller has seen (If-Match) is
    /// compared after it is decided who may know of the entity: to a stranger no version says that it is there.
    /// </summary>
    public static Outcome Decide(
        EntityId id, LoadedEntity? before, Envelope envelope, Context context, IAnswerWriter answers)
    {
        var decision = Machine.Of(id.Kind).Decide(id, before?.State, envelope.Command, context);
        if (decision is Decision.Refused { Refusal: var no }
            && (RefusalCodes.IsAboutWhoAsks(no.Code) || !IsStale(before, envelope)))
            return new Outcome(new Answer.No(context.Actor.Hidden(no, id, before?.State)), null);
        if (IsStale(before, envelope)) return new Outcome(new Answer.No(Refusals.StaleVersion()), null);
        var accepted = (Decision.Accepted)decision;
        var prepared = CommitBuilder.Build(id, before, accepted, envelope, context, answers);
        // Even when nothing happened a look at the clock writes its deadline, a delivery takes its row away, and a
        // command that may be repeated leaves its answer: the same key is never decided a second time.
        return accepted.Events.Length == 0 && envelope.Command is not PassTime && envelope.OutboxId is null
            && envelope.Fingerprint is null
            ? new Outcome(new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false), null)
            : new Outcome(null, prepared);
    }

    private static bool IsStale(LoadedEntity? before, Envelope envelope) =>
        envelope.ExpectedVersion is { } seen && seen != (before?.Version ?? 0);

    /// <summary>The answer that was kept for this command id; null: none, or none is kept for such a command.</summary>
    public static async ValueTask<Answer?> Kept(IRegistryStore store, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.Fingerprint is null || await store.AnswerOf(envelope.CommandId, cancellation) is not { } kept)
            return null;
        return kept.Fingerprint == envelope.Fingerprint
            ? new Answer.Done(kept.Version, kept.Body, Repeated: true)
            : new Answer.No(Refusals.IdempotencyKeyReused());
    }
}

using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// One round of the one path up to the commit: what every host does between loading and committing (design.md 2). Hosts
/// differ in where states are held and in who commits; how a command is decided is here alone.
/// </summary>
public static class CommandStep
{
    /// <summary>Either the answer, if nothing needs to be committed, or the commit to be made.</summary>
    public readonly record struct Outcome(Answer? Answer, PreparedCommit? Prepared);

    /// <summary>
    /// Decides, and prepares the commit of an accepted command. The version that the caller has seen (If-Match) is
    /// compared after it is known that the caller may know of the entity; otherwise a version would disclose that it
    /// exists.
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
        // A commit may be needed without events: to write the deadline after a look at the clock, to remove the row of
        // a delivery, and to store the answer of a command that may be repeated, so that the same key is never decided
        // twice.
        return accepted.Events.Length == 0 && envelope.Command is not PassTime && envelope.OutboxId is null
            && envelope.Fingerprint is null
            ? new Outcome(new Answer.Done(prepared.Entity.Version, prepared.Body, Repeated: false), null)
            : new Outcome(null, prepared);
    }

    private static bool IsStale(LoadedEntity? before, Envelope envelope) =>
        envelope.ExpectedVersion is { } seen && seen != (before?.Version ?? 0);

    /// <summary>
    /// The answer stored for this command id; null: there is none, or none is stored for such a command.
    /// </summary>
    public static async ValueTask<Answer?> Kept(IRegistryStore store, Envelope envelope, CancellationToken cancellation)
    {
        if (envelope.Fingerprint is null || await store.AnswerOf(envelope.CommandId, cancellation) is not { } kept)
            return null;
        return kept.Fingerprint == envelope.Fingerprint
            ? new Answer.Done(kept.Version, kept.Body, Repeated: true)
            : new Answer.No(Refusals.IdempotencyKeyReused());
    }
}

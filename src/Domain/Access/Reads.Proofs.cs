using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Access;

// Proofs of what the signed daily roots cover.
public sealed partial class Reads
{
    /// <summary>Names for proofs that are not about an entity: a chain of the audit, and the root of a day.</summary>
    private const string Chain = "audit", Root = "root";

    private const int MaxNamed = 200;

    /// <summary>
    /// The proof that a history is covered by a signed root. Whoever may read an entity gets its proof; the auditor
    /// gets every proof, which shows how many events an entity has and not what they say. Refused as TOO_EARLY until a
    /// root covers it.
    /// </summary>
    /// <param name="kind">The stored name of a kind of entity; or one of the two above.</param>
    /// <param name="id">The entity; the chain, with <c>~</c> for the slash in its name; or the day.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<Result<AuditProof>> Proof(
        string kind, string id, CancellationToken cancellation = default)
    {
        var isEntity = kind is not (Chain or Root);
        if (isEntity && await MayNotProve(kind, id, cancellation) is { } refusal) return refusal;
        if (!isEntity && !actor.Is(Roles.Auditor)) return Refusals.NotAllowed();
        if (id.Length > MaxNamed) return Refusals.NotFound();
        var key = kind == Chain && id.LastIndexOf('~') is >= 0 and var mark ? $"{id[..mark]}/{id[(mark + 1)..]}" : id;
        return await registry.Operations.Roots.Proof(kind, key, cancellation) is { } proof ? proof : NotCovered();
    }

    private async Task<Refusal?> MayNotProve(string kind, string id, CancellationToken cancellation)
    {
        if (EntityKinds.All.FirstOrDefault(row => row.Name == kind) is not { } known
            || !EntityId.TryParse(known.Kind, id, out var entity)) return Refusals.NotFound();
        if (actor.Is(Roles.Auditor))
            return await registry.Load(entity, cancellation) is null ? Refusals.NotFound() : null;
        return (await Find(known.Kind, id, cancellation)).Refusal;
    }

    private static Refusal NotCovered() => new(RefusalCode.TooEarly, new LocalText(
        "尚无覆盖该记录的每日签名根，请次日再试。", "No daily root covers it yet; try again tomorrow."));
}

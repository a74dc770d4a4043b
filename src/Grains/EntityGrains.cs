using Orleans.Runtime;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;

namespace OrleansRegistry.Grains;

/// <summary>From entities to their grains.</summary>
public static class EntityGrains
{
    /// <summary>The grain of an entity: the kind is the grain's type.</summary>
    public static IEntityGrain Entity(this IGrainFactory grains, EntityId id) =>
        grains.Reference<IEntityGrain>(GrainId.Create(id.KindName, id.Key));

    /// <summary>A grain says "the store is away" as a value; callers of the registry expect it thrown.</summary>
    public static Answer Unwrap(Answer answer) => answer is Answer.No { Refusal.Code: RefusalCode.StorageAway }
        ? throw new StorageAwayException("the store of the entity's silo is away")
        : answer;

    /// <summary>
    /// Carries out a command that waits in the outbox. A store that is away, or a silo that went away with the call, is
    /// no fault of it: both are thrown as the store being away.
    /// </summary>
    public static async Task<Answer> Deliver(
        this IGrainFactory grains, EntityId id, Envelope envelope, CancellationToken cancellation = default)
    {
        try
        {
            return Unwrap(await grains.Entity(id).Send(envelope));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            throw new StorageAwayException($"{id} could not be reached", e);
        }
    }
}

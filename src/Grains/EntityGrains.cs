using Orleans.Runtime;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains.Telemetry;

namespace OrleansRegistry.Grains;

/// <summary>Finds the grains of entities.</summary>
public static class EntityGrains
{
    /// <summary>The grain of an entity: the kind is the grain's type.</summary>
    public static IEntityGrain Entity(this IGrainFactory grains, EntityId id) =>
        grains.Reference<IEntityGrain>(GrainId.Create(id.KindName, id.Key));

    /// <summary>
    /// A grain returns "the store cannot be reached" as a value; callers of the registry expect an exception.
    /// </summary>
    public static Answer Unwrap(Answer answer) => answer is Answer.No { Refusal.Code: RefusalCode.StorageAway }
        ? throw new StorageAwayException("the store of the entity's silo is away")
        : answer;

    /// <summary>
    /// Carries out a command of the outbox. A store or a silo that cannot be reached is not the command's fault: both
    /// are thrown as a store that cannot be reached.
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

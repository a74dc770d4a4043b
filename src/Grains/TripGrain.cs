using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>An interprovincial charter trip (省际包车).</summary>
[GrainType("trip")]
public sealed class TripGrain(
    [PersistentState("trip", EntityGrain.StorageName)] IPersistentState<EntityRecord> state, GrainDependencies services)
    : EntityGrain(EntityKind.Trip, state, services);

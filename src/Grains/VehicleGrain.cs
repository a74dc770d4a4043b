using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A vehicle with its road-transport certificate (道路运输证).</summary>
[GrainType("vehicle")]
public sealed class VehicleGrain(
    [PersistentState("vehicle", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Vehicle, state, services);

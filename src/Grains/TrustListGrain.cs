using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>The published keys of other provinces (信任清单).</summary>
[GrainType("trustList")]
public sealed class TrustListGrain(
    [PersistentState("trustList", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.TrustList, state, services);

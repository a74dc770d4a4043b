using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>An operator of vehicles (经营者).</summary>
[GrainType("operator")]
public sealed class OperatorGrain(
    [PersistentState("operator", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Operator, state, services);

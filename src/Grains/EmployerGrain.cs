using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A railway enterprise that employs drivers (企业).</summary>
[GrainType("employer")]
public sealed class EmployerGrain(
    [PersistentState("employer", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Employer, state, services);

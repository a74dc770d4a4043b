using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>Whose an account is, by proof (实名认证).</summary>
[GrainType("identity")]
public sealed class IdentityGrain(
    [PersistentState("identity", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Identity, state, services);

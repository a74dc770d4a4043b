using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>The keys with which tokens are signed (签名密钥).</summary>
[GrainType("keyring")]
public sealed class KeyringGrain(
    [PersistentState("keyring", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Keyring, state, services);

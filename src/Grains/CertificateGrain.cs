using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A road-transport qualification certificate (从业资格证).</summary>
[GrainType("certificate")]
public sealed class CertificateGrain(
    [PersistentState("certificate", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Certificate, state, services);

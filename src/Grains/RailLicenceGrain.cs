using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A railway driver's career and licence (铁路机车车辆驾驶证).</summary>
[GrainType("railLicence")]
public sealed class RailLicenceGrain(
    [PersistentState("railLicence", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.RailLicence, state, services);

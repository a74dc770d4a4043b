using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A natural person who holds certificates (持证人).</summary>
[GrainType("person")]
public sealed class PersonGrain(
    [PersistentState("person", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.Person, state, services);

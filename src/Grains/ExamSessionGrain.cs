using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Grains;

/// <summary>A session of the railway driver exam (考试批次).</summary>
[GrainType("examSession")]
public sealed class ExamSessionGrain(
    [PersistentState("examSession", EntityGrain.StorageName)] IPersistentState<EntityRecord> state,
    GrainDependencies services)
    : EntityGrain(EntityKind.ExamSession, state, services);

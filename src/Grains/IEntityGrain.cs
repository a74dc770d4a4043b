using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Grains;

/// <summary>
/// One entity of any kind: the grain's type is the kind, its key the entity's key. Every name here is part of messages
/// between silos of two versions, so each is pinned, and a test keeps the list.
/// </summary>
[Alias("registry.entity")]
public interface IEntityGrain : IGrainWithStringKey
{
    /// <summary>
    /// Carries out one command. A refusal is a value; an exception means a bug or a silo that cannot be reached.
    /// </summary>
    [Alias("Execute")]
    Task<Answer> Execute(Envelope envelope);

    /// <summary>The entity as it is; null: there is none.</summary>
    [Alias("Load")]
    ValueTask<EntitySnapshot?> Load();
}

using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The facts read for one decision: at most one person, what else the machine asks for, and the documents that the command names. No
/// vehicle is booked for a trip as long as there are no trips.
/// </summary>
public sealed class GatheredFacts(Person? person, IReadOnlyDictionary<string, DocumentFact>? documents) : IFacts
{
    public static readonly GatheredFacts None = new(null, null);

    /// <summary>Other entities that the machine asked for; null: none.</summary>
    public IReadOnlyDictionary<EntityId, EntityState>? Others { get; init; }

    public Person? Person(string key) => person?.Key == key ? person : null;

    public EntityState? Entity(EntityId id) => Others?.GetValueOrDefault(id);

    public DocumentFact? Document(string id) => documents?.GetValueOrDefault(id);
}

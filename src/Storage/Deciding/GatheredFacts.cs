using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>The facts read for one decision: at most one person, and the documents that the command names.</summary>
public sealed class GatheredFacts(Person? person, IReadOnlyDictionary<string, DocumentFact>? documents) : IFacts
{
    public static readonly GatheredFacts None = new(null, null);

    public Person? Person(string key) => person?.Key == key ? person : null;

    public DocumentFact? Document(string id) => documents?.GetValueOrDefault(id);
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The facts read for one decision: the person whom most kinds ask for, what else the machine asks for, and the
/// documents that the command names.
/// </summary>
public sealed class GatheredFacts(Person? person, IReadOnlyDictionary<string, DocumentFact>? documents) : IFacts
{
    public static readonly GatheredFacts None = new(null, null);

    /// <summary>Other entities that the machine asked for; null: none.</summary>
    public IReadOnlyDictionary<EntityId, EntityState>? Others { get; init; }

    /// <summary>The certificates of the holders that the machine asked for; null: none.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<Certificate>>? Certificates { get; init; }

    /// <summary>Who is on the register under the number that the machine asked for; null: nobody.</summary>
    public Person? Owner { get; init; }

    /// <summary>The trip for which the vehicle that the machine asked for is booked; null: none.</summary>
    public string? Trip { get; init; }

    public Person? Person(string key) => person?.Key == key ? person : Entity(Facts.PersonId(key)) as Person;

    public Person? PersonWithNumber(string identityNumber) => Owner?.IdentityNumber == identityNumber ? Owner : null;

    public EntityState? Entity(EntityId id) => Others?.GetValueOrDefault(id);

    public DocumentFact? Document(string id) => documents?.GetValueOrDefault(id);

    public ImmutableArray<Certificate> CertificatesOf(string personKey) =>
        Certificates is not null && Certificates.TryGetValue(personKey, out var held) ? held : [];

    public string? TripOf(string vehicleKey) => Trip;
}

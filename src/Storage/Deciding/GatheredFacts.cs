using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>
/// The facts read for one decision: the person that most kinds need, everything else that the machine needs, and the
/// documents that the command names.
/// </summary>
public sealed class GatheredFacts(Person? person, IReadOnlyDictionary<string, DocumentFact>? documents) : IFacts
{
    public static readonly GatheredFacts None = new(null, null);

    /// <summary>Other entities that the machine needs; null: none.</summary>
    public IReadOnlyDictionary<EntityId, EntityState>? Others { get; init; }

    /// <summary>The certificates of the holders that the machine needs; null: none.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<Certificate>>? Certificates { get; init; }

    /// <summary>The person on the register with the number that the machine needs; null: nobody.</summary>
    public Person? Owner { get; init; }

    /// <summary>The trip for which the vehicle is booked, if the machine needs it; null: none.</summary>
    public string? Trip { get; init; }

    public Person? Person(string key) => person?.Key == key ? person : Entity(Facts.PersonId(key)) as Person;

    public Person? PersonWithNumber(string identityNumber) => Owner?.IdentityNumber == identityNumber ? Owner : null;

    public EntityState? Entity(EntityId id) => Others?.GetValueOrDefault(id);

    public DocumentFact? Document(string id) => documents?.GetValueOrDefault(id);

    public ImmutableArray<Certificate> CertificatesOf(string personKey) =>
        Certificates is not null && Certificates.TryGetValue(personKey, out var held) ? held : [];

    public string? TripOf(string vehicleKey) => Trip;
}

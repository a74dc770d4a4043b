using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>Reads the facts that a machine needs before it decides.</summary>
public static class Facts
{
    /// <summary>The facts that <paramref name="needs"/> lists, as they are now.</summary>
    /// <param name="needs">As the machine says.</param>
    /// <param name="queries">Finds certificates of persons, and bookings.</param>
    /// <param name="documents">Finds documents; null: there are none.</param>
    /// <param name="now">The instant by the legal clock: bookings that end later are read.</param>
    /// <param name="load">Reads an entity: from a host's memory, or from the store.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public static async ValueTask<GatheredFacts> Gather(
        Needs needs, IRegistryQueries queries, IDocumentStore? documents, DateTimeOffset now,
        Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
        CancellationToken cancellation)
    {
        if (needs is
            {
                PersonKey: null, DocumentIds.Count: 0, Entities.Count: 0, Holders.Count: 0, BookedVehicle: null,
                IdentityNumber: null
            })
            return GatheredFacts.None;
        var person = needs.PersonKey is { } key ? (Person?)(await load(PersonId(key), cancellation))?.State : null;
        var owner = needs.IdentityNumber is { } number ? await OwnerOf(number, queries, load, cancellation) : null;
        if (owner is not null) needs = With(needs, owner);
        var wanted = Wanted(needs);
        return new GatheredFacts(person, await Documents(needs.DocumentIds, documents, cancellation))
        {
            Owner = owner,
            Others = await Others(wanted, load, cancellation),
            Certificates = await Certificates(needs.Holders, queries, load, cancellation),
            Trip = needs.BookedVehicle is { } vehicle
                && await queries.Bookings(TripMachine.VehicleSpace, vehicle, now, 1, cancellation)
                    is [{ Holder.Kind: EntityKind.Trip } booking]
                ? booking.Holder.Key
                : null,
        };
    }

    /// <summary>
    /// The entities that <paramref name="needs"/> names directly and that can be read ahead; those that an index finds
    /// are not among them.
    /// </summary>
    public static IEnumerable<EntityId> Named(Needs needs) =>
        needs.PersonKey is { } key ? Wanted(needs).Prepend(PersonId(key)) : Wanted(needs);

    /// <summary>The index finds the person; the state of the person must still have the number today.</summary>
    private static async ValueTask<Person?> OwnerOf(
        string number, IRegistryQueries queries, Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
        CancellationToken cancellation) =>
        await queries.PersonByIdentity(number, cancellation) is { } id
        && (await load(id, cancellation))?.State is Person owner && owner.IdentityNumber == number ? owner : null;

    /// <summary>Adds the person with all certificates, including a railway career.</summary>
    private static Needs With(Needs needs, Person owner) => needs with
    {
        Holders = [.. needs.Holders, owner.Key],
        Entities =
        [
            .. needs.Entities,
            .. owner.Certificates.Where(held => held.Authority == RailMachine.Authority)
                .Select(held => new EntityId(EntityKind.RailLicence, held.Key)),
        ],
    };

    private static IReadOnlyList<EntityId> Wanted(Needs needs) =>
        needs.Holders.Count == 0 ? needs.Entities : [.. needs.Entities, .. needs.Holders.Select(PersonId)];

    private static async ValueTask<IReadOnlyDictionary<string, DocumentFact>?> Documents(
        IReadOnlyList<string> ids, IDocumentStore? documents, CancellationToken cancellation)
    {
        if (ids.Count == 0 || documents is null) return null;
        var found = new Dictionary<string, DocumentFact>(ids.Count);
        foreach (var id in ids)
        {
            if (await documents.Find(id, cancellation) is { } record)
                found[id] = new DocumentFact(id, record.Kind, record.OwnerAccountId, record.ContentType, record.Bytes,
                    record.Sha256, record.Width, record.Height);
        }
        return found;
    }

    private static async ValueTask<IReadOnlyDictionary<EntityId, EntityState>?> Others(
        IReadOnlyList<EntityId> wanted,
        Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
        CancellationToken cancellation)
    {
        if (wanted.Count == 0) return null;
        var others = new Dictionary<EntityId, EntityState>(wanted.Count);
        foreach (var id in wanted)
            if (await load(id, cancellation) is { } held) others[id] = held.State;
        return others;
    }

    /// <summary>
    /// The index finds the certificates; their states say whether they are valid. A new certificate counts even before
    /// the person's state lists it.
    /// </summary>
    private static async ValueTask<IReadOnlyDictionary<string, ImmutableArray<Certificate>>?> Certificates(
        IReadOnlyList<string> holders,
        IRegistryQueries queries,
        Func<EntityId, CancellationToken, ValueTask<LoadedEntity?>> load,
        CancellationToken cancellation)
    {
        if (holders.Count == 0) return null;
        var all = new Dictionary<string, ImmutableArray<Certificate>>(holders.Count);
        foreach (var key in holders)
        {
            var held = ImmutableArray.CreateBuilder<Certificate>();
            foreach (var id in await queries.CertificatesOf(key, cancellation))
                if ((await load(id, cancellation))?.State is Certificate certificate) held.Add(certificate);
            all[key] = held.ToImmutable();
        }
        return all;
    }

    /// <summary>The id of the person with this key.</summary>
    public static EntityId PersonId(string key) => new(EntityKind.Person, key);
}

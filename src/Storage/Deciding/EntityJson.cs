using System.Text.Json;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Storage.Deciding;

/// <summary>States as bytes, kind by kind, by the one contract.</summary>
public static class EntityJson
{
    /// <summary>
    /// A state that breaks its invariants is a bug, before it is written and after it is read: fail fast.
    /// </summary>
    public static void Assert(EntityId id, EntityState state)
    {
        foreach (var wrong in Machine.Of(id.Kind).Check(state))
            throw new InvalidOperationException($"{id}: {wrong}");
    }

    /// <summary>Reads a state from its stored bytes.</summary>
    public static EntityState StateOf(EntityKind kind, ReadOnlySpan<byte> json) => kind switch
    {
        EntityKind.Certificate => JsonSerializer.Deserialize(json, RegistryJson.Wire.Certificate)!,
        EntityKind.Person => JsonSerializer.Deserialize(json, RegistryJson.Wire.Person)!,
        EntityKind.Operator => JsonSerializer.Deserialize(json, RegistryJson.Wire.Operator)!,
        EntityKind.Vehicle => JsonSerializer.Deserialize(json, RegistryJson.Wire.Vehicle)!,
        EntityKind.RailLicence => JsonSerializer.Deserialize(json, RegistryJson.Wire.RailCareer)!,
        EntityKind.Employer => JsonSerializer.Deserialize(json, RegistryJson.Wire.Employer)!,
        EntityKind.ExamSession => JsonSerializer.Deserialize(json, RegistryJson.Wire.ExamSession)!,
        EntityKind.Keyring => JsonSerializer.Deserialize(json, RegistryJson.Wire.Keyring)!,
        EntityKind.TrustList => JsonSerializer.Deserialize(json, RegistryJson.Wire.TrustList)!,
        EntityKind.Trip => JsonSerializer.Deserialize(json, RegistryJson.Wire.Trip)!,
        EntityKind.Identity => JsonSerializer.Deserialize(json, RegistryJson.Wire.IdentityBinding)!,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Writes a state as it is stored.</summary>
    public static byte[] BytesOf(EntityState state) => state switch
    {
        Certificate certificate => JsonSerializer.SerializeToUtf8Bytes(certificate, RegistryJson.Wire.Certificate),
        Person person => JsonSerializer.SerializeToUtf8Bytes(person, RegistryJson.Wire.Person),
        Operator known => JsonSerializer.SerializeToUtf8Bytes(known, RegistryJson.Wire.Operator),
        Vehicle vehicle => JsonSerializer.SerializeToUtf8Bytes(vehicle, RegistryJson.Wire.Vehicle),
        RailCareer career => JsonSerializer.SerializeToUtf8Bytes(career, RegistryJson.Wire.RailCareer),
        Employer employer => JsonSerializer.SerializeToUtf8Bytes(employer, RegistryJson.Wire.Employer),
        ExamSession session => JsonSerializer.SerializeToUtf8Bytes(session, RegistryJson.Wire.ExamSession),
        Keyring ring => JsonSerializer.SerializeToUtf8Bytes(ring, RegistryJson.Wire.Keyring),
        TrustList list => JsonSerializer.SerializeToUtf8Bytes(list, RegistryJson.Wire.TrustList),
        Trip trip => JsonSerializer.SerializeToUtf8Bytes(trip, RegistryJson.Wire.Trip),
        IdentityBinding binding => JsonSerializer.SerializeToUtf8Bytes(binding, RegistryJson.Wire.IdentityBinding),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Views;

/// <summary>A person who drives for the operator; the number is masked.</summary>
public sealed record DriverView(
    string Id, string Name, PersonalData IdentityNumber, ImmutableArray<string> Certificates)
{
    /// <summary>
    /// The view of a driver. The list of certificates may have the person's railway career; it is left out.
    /// </summary>
    public static DriverView Of(Person p) => new(
        p.Key, p.Name, PersonalData.Number(p.IdentityNumber),
        [.. p.Certificates.Select(held => held.Key).Where(IsCertificate)]);

    private static bool IsCertificate(string key) => EntityId.TryParse(EntityKind.Certificate, key, out _);
}

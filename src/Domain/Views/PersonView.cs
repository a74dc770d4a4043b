using System.Collections.Immutable;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Views;

/// <summary>A person as officers and the person see it; the number is masked.</summary>
public sealed record PersonView(
    string Id, string Name, IdentityKind IdentityKind, PersonalData IdentityNumber, DateOnly BornOn, bool AccountBound,
    ImmutableArray<string> Certificates, DeathFact? Death, DrivingLicenceFact? DrivingLicence)
{
    /// <summary>The view of <paramref name="p"/>.</summary>
    public static PersonView Of(Person p) => new(
        p.Key, p.Name, p.IdentityKind, PersonalData.Number(p.IdentityNumber), p.BornOn,
        p.AccountId is not null, [.. p.Certificates.Select(held => held.Key)], p.Death, p.DrivingLicence);
}

using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Views;

/// <summary>What a person states about oneself, as the person sees it.</summary>
/// <param name="PhoneOfContact">The phone at which the person wants to be called; left out when none was given.</param>
/// <param name="Address">Where documents are posted to if a filing gives no address.</param>
/// <param name="Education">Education as stated.</param>
public sealed record ProfileView(PersonalData? PhoneOfContact, string? Address, Education? Education)
{
    /// <summary>The view for the person alone.</summary>
    public static ProfileView Of(Person p) => new(
        p.Profile?.PhoneOfContact is { } phone ? PersonalData.Whole(phone) : null, p.Profile?.Address,
        p.Profile?.Education);
}

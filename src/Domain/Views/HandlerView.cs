using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>
/// Whom the applicant can ask about an application (联系业务办理人员, seed 000 L248): a desk, never a person.
/// </summary>
/// <param name="Desk">The name of the desk.</param>
/// <param name="Phone">Its telephone; left out where whoever runs the registry has not set one.</param>
/// <param name="NotSet"><c>phone</c> where the telephone is not set; otherwise left out.</param>
public sealed record HandlerView(LocalText Desk, string? Phone, ImmutableArray<string>? NotSet)
{
    /// <summary>The desk of an authority; null: the registry itself decides, which has no telephone.</summary>
    public static HandlerView? Of(string authority, Contacts contacts)
    {
        if (authority == AccountActs.Authority) return null;
        var place = authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal)
            ? ContactPlaces.RailLicences : ContactPlaces.Road;
        var phone = contacts.Of(place).Phone;
        return new HandlerView(place.Names, phone, phone is null ? ["phone"] : null);
    }
}

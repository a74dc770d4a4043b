using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.Views;

/// <summary>Whom the applicant asks about an application (联系业务办理人员, seed 000 L248): a desk, never a person.</summary>
/// <param name="Desk">What the desk is called.</param>
/// <param name="Phone">Its telephone; not there where whoever runs the registry has not set it.</param>
/// <param name="NotSet"><c>phone</c> where it is not set; else not there.</param>
public sealed record HandlerView(LocalText Desk, string? Phone, ImmutableArray<string>? NotSet)
{
    /// <summary>The desk of an authority; null: the registry's own, which nobody rings up.</summary>
    public static HandlerView? Of(string authority, Contacts contacts)
    {
        if (authority == AccountActs.Authority) return null;
        var place = authority.StartsWith(RailMachine.Authority, StringComparison.Ordinal)
            ? ContactPlaces.RailLicences : ContactPlaces.Road;
        var phone = contacts.Of(place).Phone;
        return new HandlerView(place.Names, phone, phone is null ? ["phone"] : null);
    }
}

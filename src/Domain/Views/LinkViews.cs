using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;

namespace OrleansRegistry.Domain.Views;

/// <summary>A relation to an operator or a railway enterprise as the driver sees it (http.md 9; H.25).</summary>
/// <param name="Id">The id of the link.</param>
/// <param name="Kind">operator or employer.</param>
/// <param name="PartyId">The operator or the enterprise.</param>
/// <param name="PartyName">Its name.</param>
/// <param name="Unit">The unit of the enterprise; left out for the enterprise as a whole.</param>
/// <param name="Status">The status.</param>
/// <param name="RequestedAt">When it was asked for; left out where an authority or an import made it.</param>
/// <param name="ExpiresAt">Until when a request can be answered, exclusive.</param>
/// <param name="Since">Since when the driver drives for it; left out before that.</param>
public sealed record LinkView(
    string Id, string Kind, string PartyId, string? PartyName, string? Unit, LinkStatus Status,
    DateTimeOffset? RequestedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? Since)
{
    /// <summary>The view at an instant; <paramref name="party"/> is null where the party was not read.</summary>
    public static LinkView Of(PersonLink link, EntityState? party, DateTimeOffset now) => new(
        link.Id, link.Party.KindName, link.PartyKey,
        party switch { Operator o => o.Name, Employer e => e.Name, _ => null },
        link.Unit, link.StatusAt(now), Local(link.AskedAt), Local(link.LapsesAt), Local(link.Since));

    private static DateTimeOffset? Local(DateTimeOffset? instant) =>
        instant is { } at ? ShanghaiTime.ToLocal(at) : null;
}

/// <summary>
/// A request to a driver, as the party that made it sees it. It looks the same for every name and number until the
/// driver answers.
/// </summary>
/// <param name="Id">The id of the request.</param>
/// <param name="Name">The name as the party gave it.</param>
/// <param name="IdentityNumber">The number as the party gave it, masked.</param>
/// <param name="Unit">The unit of the enterprise; left out for the enterprise as a whole.</param>
/// <param name="Status">The status.</param>
/// <param name="RequestedAt">When it was asked.</param>
/// <param name="ExpiresAt">Until when it can be answered, exclusive.</param>
public sealed record DriverAskView(
    string Id, string Name, PersonalData IdentityNumber, string? Unit, DriverAskStatus Status,
    DateTimeOffset RequestedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The view at an instant.</summary>
    public static DriverAskView Of(DriverAsk ask, DateTimeOffset now) => new(
        ask.Id, ask.Name, PersonalData.Number(ask.IdentityNumber), ask.Unit, ask.StatusAt(now),
        ShanghaiTime.ToLocal(ask.At), ShanghaiTime.ToLocal(ask.LapsesAt));
}

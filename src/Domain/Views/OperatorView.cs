using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;

namespace OrleansRegistry.Domain.Views;

/// <summary>An operating permit, with its validity computed for the context's day.</summary>
public sealed record PermitView(
    string PermitNumber,
    ImmutableArray<OperatingScope> Scopes,
    DateOnly ValidFrom,
    DateOnly ValidTo,
    bool Valid,
    bool Bound,
    DateOnly? BoundOn, DateOnly? EndedOn, string? EndReason);

/// <summary>An operator as itself and its authority see it (http.md 3).</summary>
public sealed record OperatorView(
    string Id, string CreditCode, string Name, string Authority, ImmutableArray<PermitView> Permits, bool AutoReview,
    ImmutableArray<ContactPerson> Contacts, int Drivers, int Version, ImmutableArray<DriverAskView> Asked)
{
    /// <summary>The view. <paramref name="version"/> is the entity's version.</summary>
    public static OperatorView Of(Operator o, Context context, int version) => new(
        o.Key, o.CreditCode, o.Name, o.Authority, [.. o.Permits.Select(permit => Of(permit, context.Today))],
        o.AutoReview, o.Contacts, o.Drivers.Length, version,
        [.. (o.Asked ?? []).Select(ask => DriverAskView.Of(ask, context.Now))]);

    private static PermitView Of(Permit p, DateOnly today) => new(
        p.Number, p.Scopes, p.Period.From, p.Period.To, p.IsValidOn(today), p.BoundOn is not null, p.BoundOn, p.End?.On,
        p.End?.Reason);
}

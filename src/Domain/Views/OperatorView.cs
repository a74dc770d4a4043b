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

/// <summary>The owner of an individual business.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name; left out where the person was not read.</param>
/// <param name="Since">When it was recorded.</param>
public sealed record OwnerView(string PersonId, string? Name, DateOnly Since);

/// <summary>An operator as itself and its authority see it (http.md 3).</summary>
public sealed record OperatorView(
    string Id, string CreditCode, string Name, string Authority, ImmutableArray<PermitView> Permits, bool AutoReview,
    ImmutableArray<ContactPerson> Contacts, int Drivers, int Version, ImmutableArray<DriverAskView> Asked)
{
    /// <summary>The owner of an individual business; left out where none is on record.</summary>
    public OwnerView? Owner { get; init; }

    /// <summary>Why a code with a wrong check character was registered; left out where the code is right.</summary>
    public string? CreditCodeReason { get; init; }

    /// <summary>The view; <paramref name="version"/> is the entity's version.</summary>
    public static OperatorView Of(Operator o, Context context, int version) => new(
        o.Key, o.CreditCode, o.Name, o.Authority, [.. o.Permits.Select(permit => Of(permit, context.Today))],
        o.AutoReview, o.Contacts, o.Drivers.Length, version,
        [.. (o.Asked ?? []).Select(ask => DriverAskView.Of(ask, context.Now))])
    {
        Owner = o.Owner is { } owner ? new OwnerView(
            owner.PersonKey,
            (context.Facts.Entity(new EntityId(EntityKind.Person, owner.PersonKey)) as Persons.Person)?.Name,
            owner.Since) : null,
        CreditCodeReason = o.CreditCodeReason,
    };

    private static PermitView Of(Permit p, DateOnly today) => new(
        p.Number, p.Scopes, p.Period.From, p.Period.To, p.IsValidOn(today), p.BoundOn is not null, p.BoundOn, p.End?.On,
        p.End?.Reason);
}

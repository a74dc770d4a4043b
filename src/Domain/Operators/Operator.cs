using System.Collections.Immutable;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Licensing;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Operators;

/// <summary>What an operating permit allows (经营范围).</summary>
[JsonConverter(typeof(CamelCaseNames<OperatingScope>))]
public enum OperatingScope
{
    /// <summary>General freight (道路普通货物运输).</summary>
    GeneralFreight = 1,

    /// <summary>Dangerous goods (道路危险货物运输).</summary>
    DangerousGoods = 2,

    /// <summary>Scheduled coaches (班车客运).</summary>
    ScheduledPassenger = 3,

    /// <summary>Charter buses within the province (省内包车客运).</summary>
    Charter = 4,

    /// <summary>Interprovincial charter buses (省际包车客运), rules.md C.3.</summary>
    InterprovincialCharter = 5,
}

/// <summary>The end of a permit before its last day.</summary>
public sealed record PermitEnd(DateOnly On, string Reason);

/// <summary>An operating permit (道路运输经营许可证).</summary>
/// <param name="Number">Its number (E.8).</param>
/// <param name="Scopes">What it allows, in the order of their codes.</param>
/// <param name="Period">Its days of validity.</param>
public sealed record Permit(string Number, ImmutableArray<OperatingScope> Scopes, Period Period)
{
    /// <summary>The day on which the operator bound it to its account (绑定, A.2); null: not yet.</summary>
    public DateOnly? BoundOn { get; init; }

    /// <summary>Its early end; null: none.</summary>
    public PermitEnd? End { get; init; }

    /// <summary>True once its expiry is recorded.</summary>
    public bool ExpiryAnnounced { get; init; }

    /// <summary>True when the operator may work under it on <paramref name="day"/>; the last day is included.</summary>
    public bool IsValidOn(DateOnly day) => Period.Contains(day) && (End is null || day < End.On);

    /// <summary>True when it allows vehicles of <paramref name="kind"/>.</summary>
    public bool Covers(VehicleKind kind)
    {
        foreach (var scope in Scopes)
            if (kind == KindOf(scope)) return true;
        return false;
    }

    private static VehicleKind KindOf(OperatingScope scope) => scope switch
    {
        OperatingScope.GeneralFreight => VehicleKind.GeneralFreight,
        OperatingScope.DangerousGoods => VehicleKind.DangerousGoods,
        OperatingScope.ScheduledPassenger or OperatingScope.Charter or OperatingScope.InterprovincialCharter =>
            VehicleKind.Passenger,
        _ => throw new ArgumentOutOfRangeException(nameof(scope)),
    };
}

/// <summary>A person whom the authority may call (联系人).</summary>
public sealed record ContactPerson(string Name, string Phone);

/// <summary>
/// An operator of vehicles (经营者): a legal person with its operating permits, what the authority allows it for charter
/// buses, and its people. Vehicles belong to it, and read its permits whenever the law asks for them (G.4 #67).
/// </summary>
public sealed record Operator : EntityState
{
    /// <summary>The entity's key.</summary>
    public required string Key { get; init; }

    /// <summary>Unified social credit code (统一社会信用代码). One code, one operator.</summary>
    public required string CreditCode { get; init; }

    /// <summary>
    /// Why its authority registered a code with a wrong check character (H.21). Null, and not stored: the check
    /// character is right.
    /// </summary>
    public string? CreditCodeReason { get; init; }

    /// <summary>Name of the operator (经营者名称).</summary>
    public required string Name { get; init; }

    /// <summary>Region code of the authority in charge, GB/T 2260.</summary>
    public required string Authority { get; init; }

    /// <summary>Its permits, in the order in which they were registered.</summary>
    public ImmutableArray<Permit> Permits { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Whether the authority has opened automatic review of its charter trips (自动审核权限, C.2).</summary>
    public bool AutoReview { get; init; }

    /// <summary>
    /// The person who owns an individual business, as its authority has recorded. Null, and not stored: nobody.
    /// </summary>
    public OperatorOwner? Owner { get; init; }

    /// <summary>True for an individual business (个体工商户), whose code begins with 92 (E.3).</summary>
    [JsonIgnore]
    public bool IsIndividualBusiness => CreditCode.StartsWith("92", StringComparison.Ordinal);

    /// <summary>Contact persons.</summary>
    public ImmutableArray<ContactPerson> Contacts { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Keys of the persons who drive for it.</summary>
    public ImmutableArray<string> Drivers { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>
    /// Drivers who were asked to drive for it and have not consented yet (H.25), oldest first. Null, and not stored:
    /// none.
    /// </summary>
    public ImmutableArray<DriverAsk>? Asked { get; init; }

    /// <summary>How many drivers were ever asked; the next question gets the next number. Null: none.</summary>
    public int? AskCount { get; init; }

    /// <summary>The permit with this number; null: it has none.</summary>
    public Permit? PermitOf(string number)
    {
        foreach (var permit in Permits)
            if (permit.Number == number) return permit;
        return null;
    }

    /// <summary>
    /// The permit under which a vehicle of <paramref name="kind"/> works on <paramref name="day"/>: it is bound and
    /// valid, and its scope covers the kind. With <paramref name="number"/> only the permit with that number counts.
    /// Null: there is none.
    /// </summary>
    public Permit? PermitFor(VehicleKind kind, DateOnly day, string? number = null)
    {
        foreach (var permit in Permits)
        {
            if (permit.BoundOn is not null
                && permit.IsValidOn(day)
                && permit.Covers(kind)
                && (number ?? permit.Number) == permit.Number)
                return permit;
        }
        return null;
    }

    /// <summary>The state after <paramref name="happened"/>. Never decides.</summary>
    public static Operator Evolve(Operator? state, Event happened) => (state, happened) switch
    {
        (null, OperatorRegistered e) => e.Operator,
        ({ } o, PermitRegistered e) => o with { Permits = Put(o.Permits, e.Permit) },
        ({ } o, PermitBound e) => o with { Permits = Put(o.Permits, o.PermitOf(e.Number)! with { BoundOn = e.On }) },
        ({ } o, PermitEnded e) =>
            o with { Permits = Put(o.Permits, o.PermitOf(e.Number)! with { End = new PermitEnd(e.On, e.Reason) }) },
        ({ } o, PermitExpired e) =>
            o with { Permits = Put(o.Permits, o.PermitOf(e.Number)! with { ExpiryAnnounced = true }) },
        ({ } o, AutoReviewSet e) => o with { AutoReview = e.Enabled },
        ({ } o, ContactsChanged e) => o with { Contacts = e.Contacts },
        ({ } o, DriverLinked e) => o with { Drivers = o.Drivers.Add(e.PersonKey) },
        ({ } o, DriverAsked or DriverAskAnswered) => o with
        {
            Asked = DriverAsks.Evolve(o.Asked ?? [], happened),
            AskCount = (o.AskCount ?? 0) + (happened is DriverAsked ? 1 : 0),
        },
        ({ } o, Reminders.RemindersDue e) => o with { RemindedAt = e.At },
        ({ } o, OwnerRecorded e) => o with { Owner = e.Owner },
        ({ } o, OwnerEnded) => o with { Owner = null },
        ({ } o, DriverUnlinked e) => o with { Drivers = o.Drivers.Remove(e.PersonKey) },
        _ =>
            throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {state?.Key ?? "nobody"}"),
    };

    private static ImmutableArray<Permit> Put(ImmutableArray<Permit> permits, Permit permit)
    {
        for (var i = 0; i < permits.Length; i++)
            if (permits[i].Number == permit.Number) return permits.SetItem(i, permit);
        return permits.Add(permit);
    }
}

using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Filings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>What a filing would be answered, before it is filed.</summary>
public sealed partial class Reads
{
    /// <summary>Each service of a certificate, a vehicle or a railway licence, with every condition at once.</summary>
    public ValueTask<Result<ImmutableArray<ServiceConditionsView>>> Services(
        EntityKind kind, string id, CancellationToken cancellation = default) =>
        Services(kind, id, only: null, cancellation);

    /// <summary>The same of one service alone: a railway renewal has a line for each of its reasons.</summary>
    public async ValueTask<Result<ImmutableArray<ServiceConditionsView>>> Services(
        EntityKind kind, string id, ServiceId? only, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(kind, id, cancellation);
        if (refusal is not null) return refusal;
        var views = ImmutableArray.CreateBuilder<ServiceConditionsView>();
        foreach (var service in Catalogue.All.Where(one => one.Subject == kind && one.Id == (only ?? one.Id)))
            foreach (var (filing, reason) in BlanksOf(service.Id))
            {
                var facts = await registry.FactsFor(loaded!.Id, loaded.State, filing, cancellation);
                views.Add(ConditionsOf(service, reason, loaded.State, filing, registry.ContextFor(actor, facts)));
            }
        return views.ToImmutable();
    }

    /// <summary>
    /// Every condition of <paramref name="filing"/>, as it would be decided at this instant. Refused where the caller
    /// may not make such a filing at all.
    /// </summary>
    public async ValueTask<Result<FilingCheckView>> Check(
        EntityId id, Command filing, Service service, CancellationToken cancellation = default)
    {
        var (all, refusal) = await Conditions(id, filing, cancellation);
        if (refusal is not null) return refusal;
        return new FilingCheckView(
            all.All(one => one.Unmet is null), [.. all.Select(one => ConditionView.Of(one, service))],
            filing is Apply apply && (await registry.Load(id, cancellation))?.State is Certificate c
                ? FilingHints.Of(c, apply.Form, apply.Materials) : []);
    }

    /// <summary>Every condition of a filing, together with the refusal that it would cause.</summary>
    public async ValueTask<Result<ImmutableArray<Condition>>> Conditions(
        EntityId id, Command filing, CancellationToken cancellation = default)
    {
        var state = (await registry.Load(id, cancellation))?.State;
        var facts = await registry.FactsFor(id, state, filing, cancellation);
        if (Machine.Of(id.Kind).FilingOf(state, filing, registry.ContextFor(actor, facts)) is not { } asked)
            return Refusals.NotFound();
        if (asked.MayNot is { } no) return no;
        return ImmutableArray.CreateRange([.. asked.Conditions, .. await Free(id, asked, cancellation)]);
    }

    private static IEnumerable<(Apply Filing, RenewalReason? Reason)> BlanksOf(ServiceId service) =>
        service == ServiceId.RailRenewal
            ? Enum.GetValues<RenewalReason>().Select(reason => (BlankFilings.Of(reason), (RenewalReason?)reason))
            : [(BlankFilings.Of(service), null)];

    private static ServiceConditionsView ConditionsOf(
        Service service, RenewalReason? reason, EntityState state, Apply filing, Context context)
    {
        var asked = Machine.Of(service.Subject).FilingOf(state, filing, context)!;
        List<Condition> all = [.. asked.Conditions.Where(one => !one.IsAboutTheForm)];
        if (service.Id is ServiceId.RailFirst or ServiceId.RailUpgrade)
            all.Add(RailFiling.AnyClass((RailCareer)state, service.Id, context));
        var window = WindowOf(state, service.Id, reason, context);
        return new ServiceConditionsView(
            service.Id, service.Names, reason, all.All(one => one.Unmet is null), window.From, window.Until,
            [.. all.Select(one => ConditionView.Of(one, service))])
        {
            Prefill = Prefill.Of(service, state, context),
        };
    }

    private static ServiceWindow WindowOf(
        EntityState state, ServiceId service, RenewalReason? reason, Context context) => state switch
        {
            Certificate c => CertificateFiling.WindowOf(c, service, context),
            Vehicle v => VehicleFiling.WindowOf(v, service, context),
            RailCareer r when reason is not { } why || context.RailRulebook.Of(why).NewPeriod =>
                RailFiling.WindowOf(r, service, context),
            _ => default,
        };

    /// <summary>For each reservation that the filing would need, whether another entity has it already.</summary>
    private async ValueTask<IEnumerable<Condition>> Free(EntityId id, Filing asked, CancellationToken cancellation)
    {
        var taken = new List<Condition>();
        foreach (var reservation in asked.Reserves)
            if (await IsTaken(id, reservation, cancellation))
                taken.Add(new Condition(
                    ConditionName.NotBooked, Machine.Of(id.Kind).OnReservationTaken(reservation)));
        return taken.Count > 0 || asked.Reserves.IsEmpty ? taken : [new Condition(ConditionName.NotBooked, null)];
    }

    /// <summary>
    /// Whether somebody else has the reservation: one that the entity itself has does not count as taken.
    /// </summary>
    private async ValueTask<bool> IsTaken(EntityId by, Reservation reservation, CancellationToken cancellation)
    {
        if (reservation.During is not { } during)
            return await registry.Queries.HolderOf(reservation, cancellation) is { } holder && holder != by;
        var bookings = await registry.Queries.Bookings(
            reservation.Space, reservation.Value, during.From, MaxBookings, cancellation);
        return bookings.Any(booking => booking.Holder != by
            && booking.During.From < during.Until && during.From < booking.During.Until);
    }

    /// <summary>Trips of one vehicle or driver within the time of one trip: a trip is days long at most.</summary>
    private const int MaxBookings = 50;
}

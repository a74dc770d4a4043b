using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>What a look-up found: certificates, or vehicles.</summary>
public sealed record LookupAnswer(Page<LookupView>? Certificates, Page<LookupVehicleView>? Vehicles);

/// <summary>A shift at the roadside; by the machine's clock.</summary>
public sealed record ShiftView(string Place, DateTimeOffset StartedAt, DateTimeOffset EndsAt);

/// <summary>
/// Look-up by enforcement (decisions 9): with a purpose, within a shift and a budget, written down before the answer is
/// given, numbers masked. Budgets count what is written down, so they hold on every silo and after a restart.
/// </summary>
public sealed partial class Reads
{
    private const string ShiftLine = "shift.open", PlateLine = "lookup.plate", NumberLine = "lookup.number";
    private static readonly TimeSpan _shift = TimeSpan.FromHours(8), _hour = TimeSpan.FromHours(1),
        _day = TimeSpan.FromDays(1);

    /// <summary>Opens a shift of eight hours at a place.</summary>
    public async Task<Result<ShiftView>> OpenShift(string place, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        if (Lookup.Criterion("place", place) is { } fault) return Refusals.Malformed(fault);
        var at = await Audit(ShiftLine, "place", place, cancellation);
        return new ShiftView(place, ShanghaiTime.ToLocal(at), ShanghaiTime.ToLocal(at + _shift));
    }

    /// <summary>Looks certificates or a vehicle up.</summary>
    public async Task<Result<LookupAnswer>> LookUp(
        Lookup lookup, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        if (await Begin(lookup, cancellation) is { } spent) return spent;
        if (lookup.Plate is { } plate)
            return await Vehicles(new VehicleSearch(Plate: plate, CertificateNumber: lookup.CertificateNumber));
        // Persons of other authorities are shown for a case alone.
        var reach = lookup.Purpose == LookupPurpose.Case ? "" : actor.Authority ?? "-";
        var found = await registry.Queries.Search(
            new CertificateSearch(reach, null, lookup.IdentityNumber, Written(lookup.CertificateNumber)), page,
            cancellation);
        if (found.Items.IsEmpty && lookup is { IdentityNumber: null, CertificateNumber: { } number })
            return await Vehicles(new VehicleSearch(CertificateNumber: number));
        var views = ImmutableArray.CreateBuilder<LookupView>();
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { State: Certificate c } loaded)
                views.Add(LookupView.Of(CertificateView.Of(c, ContextOf(loaded), loaded.Version)) with
                {
                    Verdict = await registry.Verification.VerdictOf(id, cancellation),
                });
        await Found("lookup", Criteria(lookup), views.SelectMany(view => new[] { view.Id, view.Holder.Id }),
            cancellation);
        return new LookupAnswer(new Page<LookupView>(views.ToImmutable(), found.Next), null);

        async Task<Result<LookupAnswer>> Vehicles(VehicleSearch search)
        {
            var shown = await LookUpVehicles(search, page, cancellation);
            await Found("lookup", Criteria(lookup), shown.Items.Select(view => view.Id), cancellation);
            return new LookupAnswer(null, shown);
        }
    }

    private static (string, string?)[] Criteria(Lookup lookup) =>
    [
        ("plate", lookup.Plate), ("identityNumber", lookup.IdentityNumber),
        ("certificateNumber", lookup.CertificateNumber), ("reason", lookup.Reason),
        ("purpose", JsonNamingPolicy.CamelCase.ConvertName(lookup.Purpose.ToString())),
        ("caseNumber", lookup.CaseNumber),
    ];

    /// <summary>Counts and writes down; the refusal when the budget of the account is spent.</summary>
    private async Task<Refusal?> Begin(Lookup lookup, CancellationToken cancellation)
    {
        var (line, hourly, daily) = lookup.Plate is null ? (NumberLine, 30, 100) : (PlateLine, 120, 600);
        if (await Spent(line, _hour, hourly, cancellation) is { } hour) return hour;
        if (await Spent(line, _day, daily, cancellation) is { } day) return day;
        var inShift = lookup.Purpose != LookupPurpose.RoadCheck
            || (await registry.Operations.Audited(actor, ShiftLine, _shift, cancellation)).Count > 0;
        if (!inShift) await Audit(ShiftLine, "openedBy", "lookup", cancellation);
        await Audit(line, "purpose", lookup.Purpose.ToString(), cancellation);
        return null;
    }

    /// <summary>
    /// Writes the record by which look-ups are counted against the hourly and daily budgets. Who was looked for and
    /// what was found stands in another record, that of the look-up itself.
    /// </summary>
    private Task<DateTimeOffset> Audit(string what, string criterion, string value, CancellationToken cancellation) =>
        registry.Operations.Trail.Record(new AuditRecord(default, AuditClass.Act, what, actor.AccountId)
        {
            Criteria = ImmutableSortedDictionary<string, string>.Empty.Add(criterion, value),
        }, cancellation);

    private async Task<Refusal?> Spent(string line, TimeSpan within, int max, CancellationToken cancellation)
    {
        var lately = await registry.Operations.Audited(actor, line, within, cancellation);
        if (lately.Count < max) return null;
        await Audit("lookup.overBudget", line, $"{max} in {within.TotalHours:0} h", cancellation);
        return new Refusal(
            RefusalCode.TooMany,
            new LocalText("查询次数已达上限，请稍后再试。", "The budget of look-ups is spent; please try again later."))
        {
            RetryAfter = lately.FreeIn,
        };
    }

    private async Task<Page<LookupVehicleView>> LookUpVehicles(
        VehicleSearch search, PageRequest page, CancellationToken cancellation)
    {
        var found = await VehiclesBy(search, page, cancellation);
        var views = ImmutableArray.CreateBuilder<LookupVehicleView>();
        foreach (var id in found.Items)
            if (await registry.Load(id, cancellation) is { State: Vehicle v } loaded)
                views.Add(LookupVehicleView.Of(VehicleView.Of(v, ContextOf(loaded), loaded.Version)) with
                {
                    Verdict = await registry.Verification.VerdictOf(id, cancellation),
                    Trip = await VerdictOfTrip(id.Key, cancellation),
                });
        return new Page<LookupVehicleView>(views.ToImmutable(), found.Next);
    }

    private async Task<Verdict?> VerdictOfTrip(string vehicleKey, CancellationToken cancellation) =>
        await registry.Queries.Bookings(TripMachine.VehicleSpace, vehicleKey, registry.Now, 1, cancellation)
            is [{ Holder.Kind: EntityKind.Trip } booking]
            ? await registry.Verification.VerdictOf(booking.Holder, cancellation) : null;
}

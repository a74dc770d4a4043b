using System.Collections.Immutable;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Whether an operator's permit is valid, as anybody may ask. It has no other data of the operator.</summary>
public sealed record OperatorCheckView(string Name, string PermitState);

/// <summary>Findings at the roadside, objections, and the public check of an operator.</summary>
public sealed partial class Reads
{
    private const int MaxOperators = 5;
    private const string FindingReason = "路检记录";

    /// <summary>An objection, now.</summary>
    public ValueTask<Result<Shown<ObjectionView>>> Objection(string id, CancellationToken cancellation = default) =>
        One<Objection, ObjectionView>(EntityKind.Objection, id, ObjectionView.Of, cancellation);

    /// <summary>
    /// The caller's own objections; with <paramref name="answered"/>, only those that are answered, or only those that
    /// are not.
    /// </summary>
    public async Task<Result<Page<ObjectionView>>> OwnObjections(
        PageRequest page, bool? answered = null, CancellationToken cancellation = default) =>
        actor.PartyKey is not { } party ? new Page<ObjectionView>([], null)
            : await Objections(
                new RowSearch(EntityKind.Objection, PartyKey: party, Category: ObjectionMachine.CategoryOf(answered)),
                page, cancellation);

    /// <summary>Objections that wait for the caller's desk, or that it has answered.</summary>
    public async Task<Result<Page<ObjectionView>>> ObjectionQueue(
        PageRequest page, bool answered = false, CancellationToken cancellation = default)
    {
        var reach = actor.Is(National) ? RailMachine.Authority : actor.Authority;
        return string.IsNullOrEmpty(reach) || !ObjectionMachine.Decides(reach, actor) ? Refusals.NotAllowed()
            : await Objections(
                new RowSearch(EntityKind.Objection, reach, Category: ObjectionMachine.CategoryOf(answered)), page,
                cancellation);
    }

    /// <summary>
    /// The authority that would answer an objection of the caller against this. Refused where the caller may not read
    /// what the objection is about.
    /// </summary>
    public async Task<Result<string>> AuthorityOf(string about, CancellationToken cancellation = default)
    {
        if (EntityId.TryApplication(about, out _))
        {
            var (found, refusal) = await FindApplication(about, cancellation);
            if (refusal is not null) return refusal;
            var row = found!.Row;
            return row.Application is RailApplication
                || (row.Application is BindingApplication && !char.IsAsciiDigit(row.Authority[0]))
                ? RailMachine.Authority : row.Authority;
        }
        if (!EntityId.TryOwner(about, out var id)) return Refusals.NotFound();
        var (loaded, no) = await Find(id.Kind, id.Key, cancellation);
        if (no is not null) return no;
        return loaded!.State switch
        {
            Certificate c => c.Authority,
            Vehicle v => v.Authority,
            Trip t => t.Authority,
            RailCareer => RailMachine.Authority,
            RoadsideFinding f => f.Authority,
            _ => Refusals.NotFound(),
        };
    }

    /// <summary>A finding, now.</summary>
    public ValueTask<Result<Shown<FindingView>>> Finding(string id, CancellationToken cancellation = default) =>
        One<RoadsideFinding, FindingView>(EntityKind.Finding, id, FindingView.Of, cancellation);

    /// <summary>The caller's own findings that pass the filter.</summary>
    public Task<Result<Page<FindingView>>> OwnFindings(
        FindingsWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => OwnFindings(next, cancellation));

    /// <summary>The findings in the reach of the caller's desk that pass the filter.</summary>
    public Task<Result<Page<FindingView>>> FindingQueue(
        FindingsWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => FindingQueue(next, cancellation));

    /// <summary>
    /// For an officer the findings that this officer recorded; for a carrier or driver those about them.
    /// </summary>
    public async Task<Result<Page<FindingView>>> OwnFindings(
        PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.Is(Roles.Enforcement))
            return await Findings(new RowSearch(EntityKind.Finding, Number: actor.AccountId), page, cancellation);
        if (actor.OperatorKey is { } carrier)
            return await Findings(new RowSearch(EntityKind.Finding, PartyKey: carrier), page, cancellation);
        return actor.PersonKey is { } person ? await OfDriver(person, page, cancellation)
            : new Page<FindingView>([], null);
    }

    /// <summary>Findings in the reach of the caller's desk.</summary>
    public async Task<Result<Page<FindingView>>> FindingQueue(
        PageRequest page, CancellationToken cancellation = default) =>
        actor.Authority is { Length: > 0 } reach && ObjectionMachine.Decides(reach, actor)
            ? await Findings(new RowSearch(EntityKind.Finding, reach), page, cancellation)
            : Refusals.NotAllowed();

    /// <summary>
    /// What was checked at the roadside, as a finding names it; the officer may name what is not on record. By its
    /// plate alone it is a look-up, which counts in the same budget and stands on record as one (docs/adr/0185).
    /// </summary>
    public async Task<Result<RecordRoadsideFinding>> Found(
        FindingKind finding, string note, string? token, string? plate, ImmutableArray<string> documentIds,
        CancellationToken cancellation = default)
    {
        var command = new RecordRoadsideFinding(finding, note) { Plate = plate, DocumentIds = documentIds };
        var verdict = token is null ? null : await registry.Verification.Verify(token, cancellation);
        if (verdict?.Subject is { } subject && CredentialId.TryParse(subject.Document, out var document)
            && await registry.Load(document.Entity, cancellation) is { } checkedOne)
            return About(command, checkedOne) with { Plate = plate ?? subject.Plate };
        if (plate is null) return command;
        if (!actor.Is(Roles.Enforcement)) return Refusals.NotAllowed();
        var (lookup, malformed) = Lookup.Read(plate, null, null, FindingReason, null, null);
        if (malformed is not null) return malformed;
        if (await Begin(lookup!, cancellation) is { } spent) return spent;
        var vehicles = await registry.Queries.Vehicles(
            new VehicleSearch(Plate: lookup!.Plate), new PageRequest(1), cancellation);
        await Found("lookup", Criteria(lookup), vehicles.Items.Select(one => one.Key), cancellation);
        if (vehicles.Items is not [var id] || await registry.Load(id, cancellation) is not { } vehicle) return command;
        var booked = await registry.Queries.Bookings(
            TripMachine.VehicleSpace, id.Key, registry.Now, 1, cancellation);
        return booked is [var trip] && trip.During.From <= registry.Now
            && await registry.Load(trip.Holder, cancellation) is { } underWay
            ? About(command, underWay) : About(command, vehicle);
    }

    /// <summary>
    /// At most five operators of this whole name or credit code: their names, and whether they may work.
    /// </summary>
    public static async Task<ImmutableArray<OperatorCheckView>> CheckOperators(
        IRegistry registry, string? name, string? creditCode, CancellationToken cancellation = default)
    {
        var ids = creditCode is not null
            ? await registry.Queries.OperatorByCode(creditCode, cancellation) is { } one ? [one] : []
            : await OperatorsNamed(registry, name!, cancellation);
        var today = Calendar.ShanghaiTime.DateOf(registry.Now);
        var found = ImmutableArray.CreateBuilder<OperatorCheckView>();
        foreach (var id in ids)
            if (await registry.Load(id, cancellation) is { State: Operator known }
                && (name is null || RegisteredName.Same(known.Name, name)))
                found.Add(new OperatorCheckView(known.Name, known.Permits.IsEmpty ? "none"
                    : known.Permits.Any(permit => permit.IsValidOn(today)) ? "valid" : "ended"));
        return found.ToImmutable();
    }

    /// <summary>
    /// Operators whose name begins with <paramref name="name"/> as typed, in narrow or in wide characters: registers
    /// write the brackets of firms in both (H.22).
    /// </summary>
    private static async Task<IReadOnlyList<EntityId>> OperatorsNamed(
        IRegistry registry, string name, CancellationToken cancellation)
    {
        var found = new List<EntityId>();
        foreach (var written in RegisteredName.Writings(name))
            foreach (var id in (await registry.Queries.Rows(new RowSearch(EntityKind.Operator, Name: written),
                new PageRequest(MaxOperators), cancellation)).Items)
                if (found.Count < MaxOperators && !found.Contains(id)) found.Add(id);
        return found;
    }

    private static RecordRoadsideFinding About(RecordRoadsideFinding command, Loaded loaded) => loaded.State switch
    {
        Trip t => command with
        {
            SubjectKey = t.Key,
            CarrierKey = t.OperatorKey,
            PersonKeys = t.Plan.Drivers,
            Authority = t.Authority,
        },
        Vehicle v => command with { SubjectKey = v.Key, CarrierKey = v.OperatorKey, Authority = v.Authority },
        Certificate c => command with { SubjectKey = c.Key, PersonKeys = [c.PersonKey], Authority = c.Authority },
        RailCareer c => command with
        {
            SubjectKey = c.Key,
            PersonKeys = [c.PersonKey],
            Authority = RailMachine.Authority,
        },
        _ => command,
    };

    private async Task<Page<ObjectionView>> Objections(
        RowSearch search, PageRequest page, CancellationToken cancellation)
    {
        var found = await registry.Queries.Rows(search, page, cancellation);
        return new Page<ObjectionView>(
            await Each<Objection, ObjectionView>(found.Items, ObjectionView.Of, cancellation), found.Next);
    }

    private async Task<Page<FindingView>> Findings(RowSearch search, PageRequest page, CancellationToken cancellation)
    {
        var found = await registry.Queries.Rows(search, page, cancellation);
        return new Page<FindingView>(
            await Each<RoadsideFinding, FindingView>(found.Items, FindingView.Of, cancellation), found.Next);
    }

    /// <summary>
    /// A driver's findings. Those about a trip are looked up among the findings of each carrier for which the driver
    /// drives or drove; those about a certificate alone are the driver's own.
    /// </summary>
    private async Task<Page<FindingView>> OfDriver(
        string person, PageRequest page, CancellationToken cancellation)
    {
        var known = await registry.Load(new EntityId(EntityKind.Person, person), cancellation);
        var links = (known?.State as Person)?.Links;
        var parties = (links ?? []).Where(link => link.Recorded is LinkStatus.Active or LinkStatus.Ended)
            .Select(link => link.PartyKey).Prepend(person).Distinct().ToArray();
        var all = ImmutableArray.CreateBuilder<FindingView>();
        foreach (var party in parties)
            await foreach (var id in Pages.All(next => registry.Queries.Rows(
                new RowSearch(EntityKind.Finding, PartyKey: party), next, cancellation)))
                if (await registry.Load(id, cancellation) is { State: RoadsideFinding f } loaded
                    && f.PersonKeys.Contains(person))
                    all.Add(FindingView.Of(f, ContextOf(loaded), loaded.Version));
        var (items, after) = PageOf(all.ToImmutable(), view => view.Id, page);
        return new Page<FindingView>([.. items], after);
    }
}

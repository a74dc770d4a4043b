using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>Counts as they were on one day.</summary>
public sealed record Counts(
    DateOnly AsOf, ImmutableArray<CertificateCount> Certificates, ImmutableArray<ApplicationCount> Applications);

/// <summary>Counts of today with vehicles, and trips and work of some weeks.</summary>
/// <param name="Counts">Certificates, railway licences and applications.</param>
/// <param name="From">First legal date of trips and work, inclusive.</param>
/// <param name="To">Last legal date of trips and work, inclusive.</param>
/// <param name="Vehicles">Vehicles.</param>
/// <param name="Trips">Trips by the week of departure.</param>
/// <param name="Work">What was handed in, by service, outcome and week.</param>
/// <param name="Supplements">What was asked to be added, by service and material.</param>
public sealed record Figures(
    Counts Counts,
    DateOnly From,
    DateOnly To,
    ImmutableArray<CertificateCount> Vehicles,
    ImmutableArray<TripCount> Trips,
    ImmutableArray<WorkCount> Work,
    ImmutableArray<SupplementCount> Supplements)
{
    /// <summary>What came in and what was decided, by week.</summary>
    public ImmutableArray<FlowCount> Flow { get; init; } = [];

    /// <summary>Why supplements were asked for, by service and reason.</summary>
    public ImmutableArray<SupplementReason> Reasons { get; init; } = [];
}

/// <summary>What is read to run the registry.</summary>
public sealed partial class Reads
{
    /// <summary>Counts within the caller's reach; the administrator's is everything.</summary>
    public async Task<Result<Counts>> Statistics(CancellationToken cancellation = default)
    {
        if (FiguresReach() is not { } reach) return Refusals.NotAllowed();
        var today = ShanghaiTime.DateOf(registry.Now);
        var (certificates, applications) = await registry.Queries.Statistics(reach, today, cancellation);
        return new Counts(today, certificates, applications);
    }

    /// <summary>
    /// The same counts with vehicles, and with the trips and the work of some weeks; first and last day are inclusive.
    /// </summary>
    public async Task<Result<Figures>> Figures(
        DateOnly from, DateOnly to, CancellationToken cancellation = default)
    {
        if (FiguresReach() is not { } reach) return Refusals.NotAllowed();
        var (counts, refusal) = await Statistics(cancellation);
        if (refusal is not null) return refusal;
        var figures = await registry.Queries.Work(
            reach, ShanghaiTime.StartOf(from), ShanghaiTime.EndOf(to), cancellation);
        return new Figures(
            counts!, from, to, await registry.Queries.VehicleCounts(reach, counts!.AsOf, cancellation),
            await registry.Queries.TripCounts(reach, from, to, cancellation), figures.Work, figures.Supplements)
        {
            Flow = figures.Flow,
            Reasons = figures.Reasons,
        };
    }

    /// <summary>What falls due within the caller's reach, both days inclusive.</summary>
    public async Task<Result<ImmutableArray<DueCount>>> Forecast(
        DateOnly from, DateOnly to, CancellationToken cancellation = default) =>
        FiguresReach() is { } reach
            ? ArmedReminder.Ahead(await registry.Queries.Forecast(reach, from, to, cancellation), to)
            : Refusals.NotAllowed();

    /// <summary>The region whose figures the caller may see; for an administrator all of them. Null: none.</summary>
    private string? FiguresReach() =>
        actor.Is(Roles.Administrator) ? "" : !string.IsNullOrEmpty(actor.Authority) ? actor.Authority
            : actor.Is(National) ? RailMachine.Authority : null;

    /// <summary>The keys with which tokens are signed, without their private halves.</summary>
    public ValueTask<Result<Shown<KeyringView>>> Keyring(CancellationToken cancellation = default) =>
        One<Keyring, KeyringView>(
            EntityKind.Keyring, Keyrings.Keyring.Id.Key, (ring, _, version) => KeyringView.Of(ring, version),
            cancellation);

    /// <summary>The published keys of other provinces.</summary>
    public ValueTask<Result<Shown<TrustListView>>> TrustList(CancellationToken cancellation = default) =>
        One<TrustList, TrustListView>(
            EntityKind.TrustList, TrustLists.TrustList.Id.Key, TrustListView.WithKeys, cancellation);

    /// <summary>Whether an account can be opened for this operator.</summary>
    public async ValueTask<bool> HasOperator(string id, CancellationToken cancellation = default) =>
        EntityId.TryParse(EntityKind.Operator, id, out var known)
        && await registry.Load(known, cancellation) is not null;

    /// <summary>Whether an account can be opened for this enterprise or a unit of it.</summary>
    public async ValueTask<bool> HasEmployer(string id, string? unit, CancellationToken cancellation = default) =>
        EntityId.TryParse(EntityKind.Employer, id, out var known)
        && (await registry.Load(known, cancellation))?.State is Employer { Disabled: false } enterprise
        && enterprise.HasUnit(unit);

    /// <summary>The person whose binding an authority asks to undo; null: no such person.</summary>
    public async ValueTask<Person?> PersonToUnbind(string id, CancellationToken cancellation = default) =>
        actor.Is(Roles.Officer | National) && EntityId.TryParse(EntityKind.Person, id, out var known)
            ? (await registry.Load(known, cancellation))?.State as Person : null;

    /// <summary>A person with the version, for an officer who asks for an act on it; null: none.</summary>
    public async ValueTask<(Person Person, int Version)?> PersonToActOn(
        string id, CancellationToken cancellation = default) =>
        actor.Is(Roles.Officer | National) && EntityId.TryParse(EntityKind.Person, id, out var known)
            && await registry.Load(known, cancellation) is { State: Person person } loaded
            ? (person, loaded.Version) : null;

    /// <summary>A person, for an officer of the authority that may record facts about this person.</summary>
    public async ValueTask<Result<PersonView>> PersonAtDesk(string? id, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Officer | National)) return Refusals.NotAllowed();
        if (!EntityId.TryParse(EntityKind.Person, id, out var known)
            || (await registry.Load(known, cancellation))?.State is not Person person) return Refusals.NotFound();
        var certificates = ImmutableArray.CreateBuilder<Certificate>();
        foreach (var held in person.Certificates)
            if (EntityId.TryParse(EntityKind.Certificate, held.Key, out var one)
                && (await registry.Load(one, cancellation))?.State is Certificate certificate)
                certificates.Add(certificate);
        var today = ShanghaiTime.DateOf(registry.Now);
        return PersonDesk.MayNot(person, certificates.ToImmutable(), actor, today) is { } no
            ? no : PersonView.Of(person);
    }

    /// <summary>
    /// What the railway announces (网上公告): open to everybody, without a number, and the name without its middle.
    /// </summary>
    public static async Task<Page<Announcement>> Announced(
        IRegistry registry, PageRequest page, CancellationToken cancellation = default)
    {
        var rows = await registry.Queries.Announced(page, cancellation);
        var announced = ImmutableArray.CreateBuilder<Announcement>();
        foreach (var row in rows.Items)
        {
            if (row.Application is not RailApplication { AnnouncedAt: not null } application) continue;
            if (await registry.Load(row.Id, cancellation) is not { State: RailCareer c } loaded) continue;
            var name = c.Licence?.Name ?? loaded.Facts.Person(c.PersonKey)!.Name;
            if (Announcement.Of(application, c, name) is { } one) announced.Add(one);
        }
        return new Page<Announcement>(announced.ToImmutable(), rows.Next);
    }
}

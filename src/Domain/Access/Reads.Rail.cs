using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>What belongs to the railway.</summary>
public sealed partial class Reads
{
    private const Roles National = Roles.ExamCentre | Roles.Administration;

    /// <summary>A driver's career and licence, now.</summary>
    public ValueTask<Result<Shown<RailLicenceView>>> RailLicence(
        string? id, CancellationToken cancellation = default) =>
        One<RailCareer, RailLicenceView>(EntityKind.RailLicence, id, RailLicenceView.Of, cancellation);

    /// <summary>The careers that are wanted, for the exam centre and the administration.</summary>
    public Task<Result<Page<RailLicenceView>>> AllRailLicences(
        RailLicencesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => AllRailLicences(next, cancellation));

    /// <summary>Every career, for the exam centre and the administration.</summary>
    public async Task<Result<Page<RailLicenceView>>> AllRailLicences(
        PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(National)) return Refusals.NotAllowed();
        var all = await registry.Queries.All(EntityKind.RailLicence, page, cancellation);
        return new Page<RailLicenceView>(await RailLicences(all.Items, cancellation), all.Next);
    }

    /// <summary>
    /// The careers that pass the filter: the caller's own, or those of the drivers of the caller's employer.
    /// </summary>
    public Task<Result<Page<RailLicenceView>>> OwnRailLicences(
        RailLicencesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => OwnRailLicences(next, cancellation));

    /// <summary>The caller's own career, or those of the drivers of the caller's employer.</summary>
    public async Task<Result<Page<RailLicenceView>>> OwnRailLicences(
        PageRequest page, CancellationToken cancellation = default)
    {
        if (actor.EmployerKey is { } employer) return await RailDriversOf(employer, page, cancellation);
        if (actor.PersonKey is not { } person)
            return actor.Is(Roles.Employer) ? new Page<RailLicenceView>([], null) : Refusals.RealNameRequired();
        var career = await registry.Queries.RailCareerOf(person, cancellation);
        var (items, next) = PageOf(career is { } one ? [one] : ImmutableArray<EntityId>.Empty, id => id.Key, page);
        return new Page<RailLicenceView>(await RailLicences(items, cancellation), next);
    }

    /// <summary>The caller's own career; null: there is none, or the identity is not proven.</summary>
    public async ValueTask<EntityId?> OwnCareer(CancellationToken cancellation = default) =>
        actor.PersonKey is { } person ? await registry.Queries.RailCareerOf(person, cancellation) : null;

    /// <summary>
    /// The sentence that the caller speaks in the video, before anything is handed in (rules.md B.5, B.6).
    /// </summary>
    /// <param name="reason">One of the five reasons of a renewal, or lost or damaged for a reissue.</param>
    /// <param name="wanted">The classes that are said; null: those on the licence.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async ValueTask<Result<string>> VideoSentence(
        string? reason, string? wanted, CancellationToken cancellation = default)
    {
        if (actor.PersonKey is null) return Refusals.RealNameRequired();
        if (await OwnCareer(cancellation) is not { } id
            || (await registry.Load(id, cancellation))?.State is not RailCareer { LiveLicence: { } licence })
            return RailRefusals.NoLicence();
        var held = wanted is null
            ? licence.Classes : [.. licence.Classes.Where(one => one.Class.ToString() == wanted)];
        if (held.IsEmpty)
            return Refusals.Malformed(Refusals.Fault(
                "class", "驾驶证上没有该准驾机型。", "The licence does not have this class."));
        return VideoStatement.Of(reason ?? "", licence.Name, held, registry.RailRulebook) is { } text
            ? text
            : Refusals.Malformed(Refusals.Fault(
                "reason", "没有这种换证或补证的原因。", "There is no such reason for a renewal or a reissue."));
    }

    /// <summary>
    /// Enterprises that a driver may choose, by a part of the name or the whole credit code: names, code and units,
    /// nothing else. At most <see cref="MaxFoundEmployers"/>; those that are disabled are not among them.
    /// </summary>
    public async Task<ImmutableArray<EmployerNameView>> EmployersNamed(
        string query, CancellationToken cancellation = default)
    {
        var found = ImmutableArray.CreateBuilder<EmployerNameView>();
        var wanted = RegisteredName.Compared(query);
        await foreach (var id in Pages.All(page => registry.Queries.All(EntityKind.Employer, page, cancellation)))
        {
            if ((await registry.Load(id, cancellation))?.State is not Employer { Disabled: false } employer) continue;
            if (!RegisteredName.Compared(employer.Name).Contains(wanted, StringComparison.Ordinal)
                && employer.CreditCode != WrittenNumber.Of(query)) continue;
            found.Add(EmployerNameView.Of(employer));
            if (found.Count == MaxFoundEmployers) break;
        }
        return found.ToImmutable();
    }

    /// <summary>The enterprise that a driver names; null: there is none, or it is disabled.</summary>
    public async ValueTask<EmployerNameView?> EmployerNamed(string id, CancellationToken cancellation = default) =>
        EntityId.TryParse(EntityKind.Employer, id, out var entity)
        && (await registry.Load(entity, cancellation))?.State is Employer { Disabled: false } employer
            ? EmployerNameView.Of(employer) : null;

    /// <summary>How many enterprises a search shows at most, inclusive.</summary>
    public const int MaxFoundEmployers = 20;

    /// <summary>An enterprise with its units and letters.</summary>
    public ValueTask<Result<Shown<EmployerView>>> Employer(string? id, CancellationToken cancellation = default) =>
        One<Employer, EmployerView>(EntityKind.Employer, id, EmployerView.Of, cancellation);

    /// <summary>Every enterprise, for the national desks and the administrator.</summary>
    public async Task<Result<Page<EmployerView>>> AllEmployers(
        PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(National | Roles.Administrator)) return Refusals.NotAllowed();
        var all = await registry.Queries.All(EntityKind.Employer, page, cancellation);
        return new Page<EmployerView>(
            await Each<Employer, EmployerView>(all.Items, EmployerView.Of, cancellation), all.Next);
    }

    /// <summary>The enterprise for which the caller acts, in a list; none where there is none.</summary>
    public Task<ImmutableArray<EmployerView>> OwnEmployers(CancellationToken cancellation = default) =>
        Each<Employer, EmployerView>(
            actor.EmployerKey is { } key ? [new EntityId(EntityKind.Employer, key)] : [],
            EmployerView.Of, cancellation);

    /// <summary>The drivers of an enterprise that are wanted.</summary>
    public Task<Result<Page<RailLicenceView>>> RailDriversOf(
        string employerId, RailLicencesWanted wanted, PageRequest page, CancellationToken cancellation = default) =>
        Only(page, wanted.Counts, next => RailDriversOf(employerId, next, cancellation));

    /// <summary>
    /// The drivers of an enterprise that the caller may see, in the order in which they were linked; a unit sees its
    /// own.
    /// </summary>
    public async Task<Result<Page<RailLicenceView>>> RailDriversOf(
        string employerId, PageRequest page, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(EntityKind.Employer, employerId, cancellation);
        if (refusal is not null) return refusal;
        var (items, next) = PageOf(((Employer)loaded!.State).Drivers, key => key, page);
        return new Page<RailLicenceView>(
            await RailLicences(items.Select(key => new EntityId(EntityKind.RailLicence, key)), cancellation), next);
    }

    /// <summary>
    /// For every class, whether the caller may apply for it and what is missing. For a caller without a railway career
    /// the person's own data decides.
    /// </summary>
    public async Task<Result<ImmutableArray<Eligibility>>> OwnEligibility(
        string? examSessionId, CancellationToken cancellation = default)
    {
        if (actor.PersonKey is not { } key) return Refusals.RealNameRequired();
        if (await registry.Queries.RailCareerOf(key, cancellation) is { } career)
            return await EligibilityOf(career.Key, examSessionId, cancellation);
        var person = (Person)(await registry.Load(new EntityId(EntityKind.Person, key), cancellation))!.State;
        return await EligibilityOf(new RailCareer { Key = "", PersonKey = key }, person, examSessionId, cancellation);
    }

    /// <summary>For every class, whether a driver may apply for it and what is missing.</summary>
    public async Task<Result<ImmutableArray<Eligibility>>> EligibilityOf(
        string id, string? examSessionId, CancellationToken cancellation = default)
    {
        var (loaded, refusal) = await Find(EntityKind.RailLicence, id, cancellation);
        if (refusal is not null) return refusal;
        var career = (RailCareer)loaded!.State;
        return await EligibilityOf(career, loaded.Facts.Person(career.PersonKey)!, examSessionId, cancellation);
    }

    /// <summary>
    /// Eligibility on the registration deadline of the session asked for; without a session, of today.
    /// </summary>
    private async Task<Result<ImmutableArray<Eligibility>>> EligibilityOf(
        RailCareer career, Person person, string? examSessionId, CancellationToken cancellation)
    {
        var today = ShanghaiTime.DateOf(registry.Now);
        var on = today;
        if (examSessionId is not null)
        {
            if (!EntityId.TryParse(EntityKind.ExamSession, examSessionId, out var id)
                || (await registry.Load(id, cancellation))?.State is not ExamSession session)
                return Refusals.Malformed(
                    Refusals.Fault("examSessionId", "没有该考试批次。", "There is no such exam session."));
            on = session.RegistrationDeadline;
        }
        var held = RailValidity.On(today, career, person).Status is RailLicenceStatus.Valid or RailLicenceStatus.Expired
            ? career.LiveLicence?.Classes
            : null;
        return EligibilityQuestion.All(new EligibilityFacts(
            person.BornOn, on, held ?? [], career.Study, career.Ban?.Until, registry.RailRulebook.At(today)));
    }

    private Task<ImmutableArray<RailLicenceView>> RailLicences(
        IEnumerable<EntityId> ids, CancellationToken cancellation) =>
        Each<RailCareer, RailLicenceView>(ids, RailLicenceView.Of, cancellation);
}

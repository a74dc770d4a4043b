using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Domain.Access;

/// <summary>A filter on a list of applications; a value that is null filters nothing.</summary>
/// <param name="Service">Only this service.</param>
/// <param name="Status">Only this status.</param>
/// <param name="Overdue">True: only what is overdue.</param>
public sealed record ApplicationsWanted(
    ServiceId? Service = null, ApplicationStatus? Status = null, bool Overdue = false);

/// <summary>An application that the caller may read, with the entity in which it lives.</summary>
public sealed record FoundApplication(ApplicationRow Row, Loaded Entity);

/// <summary>Applications and what was handed in with them.</summary>
public sealed partial class Reads
{
    private const int MaxAhead = 999, MaxLooks = 100;

    /// <summary>An application that the caller may read.</summary>
    public async ValueTask<Result<FoundApplication>> FindApplication(
        string id, CancellationToken cancellation = default)
    {
        if (!EntityId.TryApplication(id, out var subject)) return Refusals.NotFound();
        if (await registry.Queries.Application(id, cancellation) is not { } row
            || await registry.Load(row.Id, cancellation) is not { } entity) return actor.Unknown(subject.Kind);
        return actor.MayNotRead(row, entity.State) is { } refusal ? refusal : new FoundApplication(row, entity);
    }

    /// <summary>
    /// An application as the caller may see it. A desk also sees who applied; whoever filed for the proof of an
    /// identity does not see the desk's working data.
    /// </summary>
    public async ValueTask<Result<Shown<ApplicationView>>> Application(
        string id, CancellationToken cancellation = default)
    {
        var (found, refusal) = await FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        var (row, entity) = found!;
        var ahead = row.Application is Application { IsOpen: true } waiting
            ? await registry.Queries.AheadOf(
                row.Authority, ((IApplication)waiting).UrgentBy, waiting.Id, MaxAhead, cancellation)
            : (long?)null;
        var view = row.Application is BindingApplication
            ? await WithAccounts(row, ViewOf(row), cancellation)
            : (await Views(new Page<ApplicationRow>([row], null), cancellation)).Items[0] with
            {
                Applicant = ApplicantOf(row, entity.Facts),
                Counter = actor.Covers(row.Authority, Desks.Road) ? (row.Application as Application)?.Counter : null,
            };
        if (entity.State is RailCareer { Licence: { } licence } && view is { Rail: { } rail, Form: RailForm form })
        {
            var statement = VideoStatement.Of(form, licence.Name, licence.Classes, registry.RailRulebook);
            view = view with { Rail = rail with { Statement = statement } };
        }
        return new Shown<ApplicationView>(
            view.WithHints(row.Application, entity.State) with
            {
                Position = ahead + 1,
                Materials = await Seen(view.Materials, cancellation),
            },
            entity.Version);
    }

    /// <summary>
    /// The documents that were handed in, each with who has opened it: an officer who decides must be able to show that
    /// the proof was looked at.
    /// </summary>
    private async ValueTask<ImmutableArray<HandedIn>> Seen(
        ImmutableArray<HandedIn> materials, CancellationToken cancellation)
    {
        if (!actor.Is(Roles.Officer | Roles.ExamCentre | Roles.Administration)) return materials;
        var seen = ImmutableArray.CreateBuilder<HandedIn>(materials.Length);
        foreach (var material in materials)
        {
            var looks = await registry.Operations.Trail.Search(
                new AuditSearch(About: material.DocumentId, What: "getDocument"), new PageRequest(MaxLooks),
                cancellation);
            seen.Add(material with
            {
                SeenBy = [.. looks.Items.Select(line => line.Record.By).OfType<string>().Reverse().Distinct()],
            });
        }
        return seen.MoveToImmutable();
    }

    /// <summary>
    /// The caller's own applications, newest first. For an employer: all that it reviews or has reviewed. For an
    /// account whose identity is not proven yet: what was filed for that proof.
    /// </summary>
    public async Task<Result<Page<ApplicationView>>> OwnApplications(
        ApplicationsWanted wanted, PageRequest page, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Holder | Roles.Operator | Roles.Employer)) return Refusals.NotAllowed();
        if (actor.Is(Roles.Employer))
        {
            if (RailQueues.ReachOf(actor) is not { } reach) return new Page<ApplicationView>([], null);
            ImmutableArray<ApplicationStatus> statuses =
                wanted.Status is { } status ? [status] : [.. Enum.GetValues<ApplicationStatus>()];
            return await Views(await registry.Queries.Queue(
                new QueueQuery(reach, wanted.Service, statuses, OverdueOn(wanted)), page, cancellation), cancellation);
        }
        if (actor.PartyKey is null && actor.Is(Roles.Operator)) return new Page<ApplicationView>([], null);
        var filed = await registry.Queries.ApplicationsOf(
            Of(actor.PartyKey ?? actor.AccountId, wanted), page, cancellation);
        return await Views(
            filed with { Items = [.. filed.Items.Where(ReadAccess.IsFiling)] }, cancellation);
    }

    private PartyApplications Of(string party, ApplicationsWanted wanted) =>
        new(party, wanted.Service, wanted.Status, OverdueOn(wanted));

    private DateOnly? OverdueOn(ApplicationsWanted wanted) =>
        wanted.Overdue ? ShanghaiTime.DateOf(registry.Now) : null;

    /// <summary>
    /// The applications that wait for the caller's desk, with who applied; the one with the most urgent legal limit
    /// first. An administrator sees all of them with their status, but no personal data.
    /// </summary>
    public async Task<Result<Page<ApplicationView>>> ApplicationQueue(
        ApplicationsWanted wanted, PageRequest page, CancellationToken cancellation = default)
    {
        if (QueueOf(wanted) is not { } query) return Refusals.NotAllowed();
        var rows = await registry.Queries.Queue(query, page, cancellation);
        if (query.AuthorityPrefix.Length == 0)
            return new Page<ApplicationView>(
                [.. rows.Items.Select(row => ViewOf(row).WithoutPrivateData())], rows.Next);
        var named = await Views(rows, cancellation);
        var applicants = await registry.LoadAll([.. rows.Items.Select(row => PartyOf(row.PersonKey))], cancellation);
        return named with
        {
            Items = [.. named.Items.Zip(applicants, (view, one) => view with { ApplicantName = NameOf(one?.State) })],
        };
    }

    /// <summary>
    /// The entity of the party that applied. An account whose identity is not proven has no entity to look up.
    /// </summary>
    private static EntityId PartyOf(string key) => EntityId.TryParse(key, out var id)
        ? id : new EntityId(EntityKind.Person, key);

    /// <summary>How many applications the queue has, all pages together.</summary>
    public async Task<Result<long>> CountQueue(
        ApplicationsWanted wanted, CancellationToken cancellation = default) =>
        QueueOf(wanted) is { } query
            ? await registry.Queries.CountQueue(query, cancellation)
            : Refusals.NotAllowed();

    private QueueQuery? QueueOf(ApplicationsWanted wanted) => DeskOf(wanted.Service) is var (reach, waiting)
        ? new QueueQuery(reach, wanted.Service, wanted.Status is { } status ? [status] : waiting,
            OverdueOn(wanted))
        : null;

    /// <summary>
    /// The applications that wait for the caller's desk and are assigned to nobody, most urgent first: the candidates
    /// for the next case.
    /// </summary>
    public async IAsyncEnumerable<ApplicationRow> Unassigned(
        ServiceId? service,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (DeskOf(service) is not var (reach, waiting) || reach.Length == 0) yield break;
        var query = new QueueQuery(reach, service, waiting, null);
        await foreach (var row in Pages.All(page => registry.Queries.Queue(query, page, cancellation)))
            if (row.Application is { IsOpen: true, AssignedTo: null }) yield return row;
    }

    private static string? NameOf(EntityState? party) => party switch
    {
        Person person => person.Name,
        Operator known => known.Name,
        _ => null,
    };

    /// <summary>
    /// A document, for its owner and for whoever may read an application that names it now. A document that was
    /// replaced in a supplement, or never handed in, is for its owner alone.
    /// </summary>
    public async Task<Result<DocumentRecord>> Document(string id, CancellationToken cancellation = default)
    {
        if (await registry.Documents.Find(id, cancellation) is not { } document)
            return UnknownDocument();
        if (document.OwnerAccountId == actor.AccountId)
            return await IsOfFormerBusiness(document, cancellation) ? UnknownDocument() : document;
        if (document.OwnerAccountId == actor.PersonKey) return document;
        if (await IsContractFor(document, cancellation) || await IsProof(document, cancellation)) return document;
        if (!actor.Is(Roles.Officer | Roles.Employer | National)) return UnknownDocument();
        if (await MayNotRead(document, document.OwnerAccountId, cancellation) is null) return document; // A filing.
        var owner = await registry.Accounts.Find(document.OwnerAccountId, cancellation);
        if (await IsInLetter(document, owner?.PersonKey, cancellation)) return document;
        var known = Refusals.NotFound();
        foreach (var party in owner is null ? [] : await registry.EverPartiesOf(owner, cancellation))
        {
            if (await MayNotRead(document, party, cancellation) is not { } refusal) return document;
            if (refusal.Code != RefusalCode.NotFound) known = refusal;
        }
        // An officer gets the name of the authority whose document it is; everybody else gets "not found".
        return actor.Is(Roles.Officer) ? known : Refusals.NotFound();
    }

    /// <summary>The refusal for a document that does not exist, or that the caller may not know of.</summary>
    private Refusal UnknownDocument() => actor.Is(Roles.Holder | Roles.Officer | Roles.Employer | National)
        ? Refusals.NotFound() : Refusals.NotAllowed();

    /// <summary>
    /// Null when an application of this party names the document and the caller may read it as it stands.
    /// </summary>
    private async Task<Refusal?> MayNotRead(DocumentRecord document, string party, CancellationToken cancellation)
    {
        Refusal? refusal = Refusals.NotFound();
        await foreach (var row in Pages.All(page => registry.Queries.ApplicationsOf(
            new PartyApplications(party), page, cancellation)))
        {
            if (!row.Application.Materials.Any(material => material.DocumentId == document.Id)) continue;
            if (await registry.Load(row.Id, cancellation) is not { } entity) continue;
            if (actor.MayNotRead(row, entity.State) is not { } no) return null;
            refusal = no;
        }
        return refusal;
    }

    /// <summary>
    /// The reach of the caller's desk, and the statuses that wait for it; null: the caller has no desk. An officer with
    /// a road desk and a rail desk gets the rail desk where the service is one of the railway.
    /// </summary>
    private (string Reach, ImmutableArray<ApplicationStatus> Waiting)? DeskOf(ServiceId? service)
    {
        var road = actor.Is(Roles.Officer) && (actor.Desks & Desks.Road) != 0 && !string.IsNullOrEmpty(actor.Authority);
        if (road && !(service >= ServiceId.RailFirst && RailQueues.ReachOf(actor) is not null))
            return (actor.Authority!, QueueQuery.Open);
        return RailQueues.ReachOf(actor) is { } reach ? (reach, RailQueues.WaitingFor(actor))
            : actor.Is(Roles.Administrator) ? ("", QueueQuery.Waiting) : null;
    }

    /// <summary>
    /// A page of applications as the caller may see them; for railway applications with the names of their reviewers.
    /// </summary>
    private async Task<Page<ApplicationView>> Views(Page<ApplicationRow> page, CancellationToken cancellation)
    {
        ImmutableArray<ApplicationView> views = [.. page.Items.Select(ViewOf)];
        EntityId[] reviewers = [.. views.Select(view => view.ReviewerId).OfType<EntityId>().Distinct()];
        if (reviewers.Length > 0)
        {
            var found = (await registry.LoadAll(reviewers, cancellation)).OfType<Loaded>().ToDictionary(one => one.Id);
            views = [.. views.Select(view => view.ReviewerId is { } id
                ? view.WithReviewer(found.GetValueOrDefault(id)?.State as Employer) : view)];
        }
        return new Page<ApplicationView>(views, page.Next);
    }

    /// <summary>
    /// The row of an application as the caller may see it: whoever filed for the proof of an identity does not see the
    /// desk's working data.
    /// </summary>
    private ApplicationView ViewOf(ApplicationRow row)
    {
        var view = ApplicationView.Of(row.Application, row.Id, row.Authority, ShanghaiTime.DateOf(registry.Now));
        return (row.Application is BindingApplication a && row.PersonKey == actor.AccountId
            ? BindingViews.ToFiler(a, view) : view.For(actor)).WithHandler(registry.Contacts);
    }

    private async ValueTask<ApplicationView> WithAccounts(
        ApplicationRow row, ApplicationView view, CancellationToken cancellation) =>
        view.Identity is { } desk && row.Application is BindingApplication { Form: IdentityForm form }
            ? view with
            {
                Identity = desk with
                {
                    Accounts = await registry.Queries.FilersOf(form.IdentityNumber, cancellation),
                },
            }
            : view;

    /// <summary>Who applied. Personal data is in full for the officer in charge alone (design.md 7, Private).</summary>
    private ApplicantView? ApplicantOf(ApplicationRow row, IFacts facts) =>
        !actor.Covers(row.Authority, Desks.Road)
            && !(row.Application is RailApplication && actor.Is(Roles.Employer | National)) ? null
        : facts.Person(row.PersonKey) is { } person
            ? new ApplicantView(person.Key, person.Name, PersonalData.Whole(person.IdentityNumber))
        : facts.OperatorWith(row.PersonKey) is { } known
            ? new ApplicantView(known.Key, known.Name, PersonalData.Whole(known.CreditCode))
        : null;
}

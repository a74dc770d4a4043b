using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What was asked to be added.</summary>
/// <param name="Materials">Each replaces what was handed in under its kind.</param>
/// <param name="Form">
/// Rail, where the employer returned the whole application: the form as it is now, if it changed.
/// </param>
public sealed record SupplementAnswerRequest(ImmutableArray<Material> Materials, JsonElement? Form = null);

/// <summary>Applications: the holder's own (我的办件) and one desk's work (http.md 3, 4).</summary>
internal static class Applications
{
    private const Roles Applicants = Roles.Holder | Roles.Operator | Roles.Employer;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications")
            .WithTags("applications")
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List)
            .For(Access.Of(Applicants | Roles.Officer | Roles.ExamCentre | Roles.Administration | Roles.Administrator))
            .WithName("listApplications")
            .WithSummary(
                "The caller's own, newest first (?mine=true), or the desk's, most urgent first (?queue=true).");
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getApplication").WithSummary("One application.");
        var routes = ReviewEndpoints.Commands(
            group.MapGroup("/{id}").For(Access.SignedIn).WithMetadata(EntityCommand.Marker));
        routes.Post<NoMembers>("/withdraw", "withdrawApplication", "The holder takes it back, before it is accepted.",
                (id, _) => new Withdraw(id))
            .Post("/supplement-answer", "answerSupplement", "The holder adds what was asked for (补正).",
                async (string id, CommandRequest<SupplementAnswerRequest> request, IRegistry registry,
                    CancellationToken cancellation) =>
                    await AnswerOf(id, request.Body, registry, cancellation) is var (answer, refusal)
                    && refusal is not null ? refusal : await routes.Send(id, request, answer!, registry));
    }

    private static Task<Reply<Listing<ApplicationView>>> List(
        [AsParameters] ApplicationFilter filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (filter.Read(out var read) is { } bad) return Task.FromResult<Reply<Listing<ApplicationView>>>(bad);
        return read.Queue ? Queue(read, caller, registry, cancellation) : Mine(read, caller, registry, cancellation);
    }

    private static async Task<Reply<Listing<ApplicationView>>> Mine(
        ApplicationFilter.Understood filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var actor = caller.Actor;
        if (!actor.Is(Applicants)) return Refusals.NotAllowed();
        if (actor.Is(Roles.Employer)) // Every application that it reviews or has reviewed.
        {
            return RailQueues.ReachOf(actor) is not { } reach
                ? new Listing<ApplicationView>([], null)
                : Views(
                    await registry.Queries.Queue(
                        new QueueQuery(
                            reach,
                            filter.Service,
                            filter.Status is { } status ? [status] : [.. Enum.GetValues<ApplicationStatus>()],
                            null),
                        filter.Page,
                        cancellation),
                    registry);
        }
        if (actor.PartyKey is not { } party)
        {
            if (actor.Is(Roles.Operator)) return new Listing<ApplicationView>([], null);
            // Before the identity is proven: what was filed for that.
            var filed = await registry.Queries.ApplicationsOf(caller.Account.Id, filter.Page, cancellation);
            return Listing<ApplicationView>.Of(filed with { Items = [.. filed.Items.Where(IsFiling)] },
                row => Shown(row, caller, registry));
        }
        return Views(await registry.Queries.ApplicationsOf(party, filter.Page, cancellation), registry);
    }

    /// <summary>
    /// What waits for the caller's desk. The administrator sees where everything stands, and nothing private.
    /// </summary>
    private static async Task<Reply<Listing<ApplicationView>>> Queue(
        ApplicationFilter.Understood filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (DeskOf(caller.Actor, filter.Service) is not var (reach, waiting)) return Refusals.NotAllowed();
        var query = new QueueQuery(reach, filter.Service, filter.Status is { } status ? [status] : waiting,
            filter.Overdue ? ShanghaiTime.DateOf(registry.Now) : null);
        var views = Views(await registry.Queries.Queue(query, filter.Page, cancellation), registry);
        return reach.Length > 0
            ? views
            : views with { Items = [.. views.Items.Select(view => view.WithoutPrivateData())] };
    }

    /// <summary>
    /// The reach of the caller's desk, and the statuses that wait for it; null: no desk. Who sits at a road and at a
    /// rail desk asks for a rail service to see the latter.
    /// </summary>
    private static (string Reach, ImmutableArray<ApplicationStatus> Waiting)? DeskOf(Actor actor, ServiceId? service)
    {
        var road = actor.Is(Roles.Officer) && (actor.Desks & Desks.Road) != 0 && !string.IsNullOrEmpty(actor.Authority);
        if (road && !(service >= ServiceId.RailFirst && RailQueues.ReachOf(actor) is not null))
            return (actor.Authority!, QueueQuery.Open);
        return RailQueues.ReachOf(actor) is { } reach ? (reach, RailQueues.WaitingFor(actor))
            : actor.Is(Roles.Administrator) ? ("", QueueQuery.Waiting) : null;
    }

    private static async Task<Reply<ApplicationView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (!EntityReads.TryApplication(id, out var subject)) return Refusals.NotFound();
        if (await registry.Queries.Application(id, cancellation) is not { } row) return caller.Unknown(subject.Kind);
        var entity = await registry.Load(row.Id, cancellation);
        if (MayNotRead(row, entity, caller) is { } refusal) return refusal;
        if (row.Application is BindingApplication binding)
            return new Reply<ApplicationView>
            {
                Value = await BindingOf(binding, row, caller, registry, cancellation),
                Version = entity?.Version,
            };
        var view = ViewOf(row, registry) with { Applicant = ApplicantOf(row, caller, entity?.Facts) };
        if (entity?.State is RailCareer { Licence: { } licence } && view is { Rail: { } rail, Form: RailForm form })
        {
            var statement = VideoStatement.Of(form, licence.Name, licence.Classes, registry.RailRulebook);
            view = view with { Rail = rail with { Statement = statement } };
        }
        return new Reply<ApplicationView> { Value = view, Version = entity?.Version };
    }

    /// <summary>Whether the caller may read the application, with the entity in which it lives.</summary>
    public static Refusal? MayNotRead(ApplicationRow row, Loaded? entity, Caller caller) =>
        row.Application is BindingApplication binding
            ? SeesBinding(binding, row, caller) ? null : Refusals.NotFound()
        : row.Application is RailApplication rail
            ? entity?.State is RailCareer career
                && RailAccess.Sees(career, rail, caller.Actor) ? null : Refusals.NotFound()
            : caller.MayNotRead(row.Id.Kind, row.PersonKey, row.Authority);

    /// <summary>
    /// An unbinding stands among the rows of an account as well; it is the officers' and not shown there.
    /// </summary>
    public static bool IsFiling(ApplicationRow row) => row.Application.Service != ServiceId.IdentityUnbinding;

    /// <summary>
    /// A filing is its filer's and its desk's; to everybody else it is not there. An unbinding is the desk's alone.
    /// </summary>
    private static bool SeesBinding(BindingApplication a, ApplicationRow row, Caller caller) =>
        (row.PersonKey == caller.Account.Id && a.Service == ServiceId.IdentityBinding)
        || PersonDesk.IsOwn(a.Authority, caller.Actor)
        || (a.Authority == PersonDesk.ExamCentre && caller.Actor.Is(Roles.Administration));

    private static async Task<ApplicationView> BindingOf(
        BindingApplication a, ApplicationRow row, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var view = Shown(row, caller, registry);
        return view.Identity is { } desk && a.Form is IdentityForm form
            ? view with { Identity = desk with { Accounts =
                await registry.Queries.FilersOf(form.IdentityNumber, cancellation) } }
            : view;
    }

    /// <summary>The view of a row for the caller: a filer does not see what the desk sees.</summary>
    public static ApplicationView Shown(ApplicationRow row, Caller caller, IRegistry registry) =>
        row.Application is BindingApplication a && row.PersonKey == caller.Account.Id
            ? BindingViews.ToFiler(a, ViewOf(row, registry)) : ViewOf(row, registry);

    private static async Task<(AnswerSupplement? Answer, Refusal? Refusal)> AnswerOf(
        string id, SupplementAnswerRequest body, IRegistry registry, CancellationToken cancellation)
    {
        if (MaterialsRequest.Fault(body.Materials) is { } fault) return (null, fault);
        if (body.Form is not { } given) return (new AnswerSupplement(id, body.Materials), null);
        if (await registry.Queries.Application(id, cancellation) is not { } row) return (null, Refusals.NotFound());
        var form = FormRequest.Read(row.Application.Service, given, out var refusal);
        return (new AnswerSupplement(id, body.Materials, form), refusal);
    }

    public static ApplicationView ViewOf(ApplicationRow row, IRegistry registry) =>
        ApplicationView.Of(row.Application, row.Id, row.Authority, ShanghaiTime.DateOf(registry.Now));

    private static Listing<ApplicationView> Views(Page<ApplicationRow> page, IRegistry registry) =>
        Listing<ApplicationView>.Of(page, row => ViewOf(row, registry));

    /// <summary>Unmasked for the officer in charge alone (design.md 7, Private).</summary>
    private static ApplicantView? ApplicantOf(ApplicationRow row, Caller caller, IFacts? facts) =>
        !caller.Actor.Covers(row.Authority, Desks.Road)
            && !(row.Application is RailApplication
                && caller.Actor.Is(Roles.Employer | Roles.ExamCentre | Roles.Administration)) ? null
        : facts?.Person(row.PersonKey) is { } person ? new ApplicantView(person.Key, person.Name, person.IdentityNumber)
        : facts?.OperatorWith(row.PersonKey) is { } known ? new ApplicantView(known.Key, known.Name, known.CreditCode)
        : null;
}

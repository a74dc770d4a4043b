using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What was asked to be added.</summary>
public sealed record SupplementAnswerRequest(ImmutableArray<Material> Materials);

/// <summary>Applications: the holder's own (我的办件) and one desk's work (http.md 3, 4).</summary>
internal static class Applications
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications").WithTags("applications").AddEndpointFilterFactory(PostedFilter.For);
        group.MapGet("/", List).For(Access.Of(Roles.Holder | Roles.Operator | Roles.Officer | Roles.Administrator)).WithName("listApplications")
            .WithSummary("The caller's own, newest first (?mine=true), or the desk's, most urgent first (?queue=true).");
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getApplication").WithSummary("One application.");
        group.MapPost("/{id}/withdraw", Withdraw).For(Access.SignedIn).WithName("withdrawApplication")
            .WithSummary("The holder takes it back, before it is accepted.").WithMetadata(EntityCommand.Marker);
        group.MapPost("/{id}/supplement-answer", AnswerSupplement).For(Access.SignedIn).WithName("answerSupplement")
            .WithSummary("The holder adds what was asked for (补正).").WithMetadata(EntityCommand.Marker);
    }

    private static Task<Reply<Listing<ApplicationView>>> List(
        [AsParameters] ApplicationFilter filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (filter.Read(out var read) is { } bad) return Task.FromResult<Reply<Listing<ApplicationView>>>(bad);
        return read.Queue ? Queue(read, caller, registry, cancellation) : Mine(read.Page, caller, registry, cancellation);
    }

    private static async Task<Reply<Listing<ApplicationView>>> Mine(
        PageRequest page, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (!caller.Actor.Is(Roles.Holder | Roles.Operator)) return Refusals.NotAllowed();
        if (caller.Actor.PartyKey is not { } party)
            return caller.Actor.Is(Roles.Operator) ? new Listing<ApplicationView>([], null) : Refusals.RealNameRequired();
        return Views(await registry.Queries.ApplicationsOf(party, page, cancellation), registry);
    }

    /// <summary>An officer's own reach. The administrator sees where everything stands, and nothing private.</summary>
    private static async Task<Reply<Listing<ApplicationView>>> Queue(
        ApplicationFilter.Understood filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var officer = caller.Actor.Is(Roles.Officer) && (caller.Actor.Desks & Desks.Road) != 0;
        if (!officer && !caller.Actor.Is(Roles.Administrator)) return Refusals.NotAllowed();
        if (officer && string.IsNullOrEmpty(caller.Actor.Authority)) return Refusals.NotAllowed();
        var query = new QueueQuery(officer ? caller.Actor.Authority! : "", filter.Service, filter.Status,
            filter.Overdue ? ShanghaiTime.DateOf(registry.Now) : null);
        var views = Views(await registry.Queries.Queue(query, filter.Page, cancellation), registry);
        return officer ? views : views with { Items = [.. views.Items.Select(view => view.WithoutPrivateData())] };
    }

    private static async Task<Reply<ApplicationView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (!Reading.TryApplication(id, out var subject)) return Refusals.NotFound();
        if (await registry.Queries.Application(id, cancellation) is not { } row) return caller.Unknown(subject.Kind);
        if (caller.MayNotRead(row.Id.Kind, row.PersonKey, row.Authority) is { } refusal) return refusal;
        var entity = await registry.Load(row.Id, cancellation);
        var view = ViewOf(row, registry) with { Applicant = ApplicantOf(row, caller, entity?.Facts) };
        return new Reply<ApplicationView> { Value = view, Version = entity?.Version };
    }

    private static Task<Reply<ApplicationView>> Withdraw(string id, Posted<NoMembers> posted, IRegistry registry) =>
        Send(id, posted, new Withdraw(id), registry);

    private static async Task<Reply<ApplicationView>> AnswerSupplement(
        string id, Posted<SupplementAnswerRequest> posted, IRegistry registry) =>
        MaterialsRequest.Fault(posted.Body.Materials) is { } fault
            ? fault
            : await Send(id, posted, new AnswerSupplement(id, posted.Body.Materials), registry);

    /// <summary>Sends a command to the entity in which the application lives.</summary>
    public static async Task<Reply<ApplicationView>> Send<T>(string id, Posted<T> posted, Command command, IRegistry registry)
        where T : class =>
        Reading.TryApplication(id, out var entity)
            ? Replies.To<ApplicationView>(await registry.Execute(entity, posted.Envelope(command)))
            : Refusals.NotFound();

    public static ApplicationView ViewOf(ApplicationRow row, IRegistry registry) =>
        ApplicationView.Of(row.Application, row.Id, row.Authority, ShanghaiTime.DateOf(registry.Now));

    private static Listing<ApplicationView> Views(Page<ApplicationRow> page, IRegistry registry) =>
        Listing<ApplicationView>.Of(page, row => ViewOf(row, registry));

    /// <summary>Unmasked for the officer in charge alone (design.md 7, Private).</summary>
    private static ApplicantView? ApplicantOf(ApplicationRow row, Caller caller, IFacts? facts) =>
        !caller.Actor.Covers(row.Authority, Desks.Road) ? null
        : facts?.Person(row.PersonKey) is { } person ? new ApplicantView(person.Key, person.Name, person.IdentityNumber)
        : facts?.OperatorWith(row.PersonKey) is { } known ? new ApplicantView(known.Key, known.Name, known.CreditCode)
        : null;
}

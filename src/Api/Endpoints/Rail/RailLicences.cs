using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// A first application or an upgrade. The form's members are in form, as for every other service, or beside the member
/// service.
/// </summary>
public sealed record RailApplyRequest(
    string Service, JsonElement? Form = null, ImmutableArray<Material>? Materials = null, JsonElement? Delivery = null,
    JsonElement? Class = null,
    JsonElement? ExamSessionId = null,
    JsonElement? HealthReportOn = null,
    JsonElement? Education = null,
    JsonElement? Experience = null,
    JsonElement? ExamPlaceId = null,
    AgreedNotice? Agreed = null,
    JsonElement? Fitness = null)
{
    internal Refusal? Read(out Apply? apply)
    {
        apply = null;
        var beside = new JsonObject();
        foreach (var (name, value) in ((string, JsonElement?)[])[("class", Class), ("examSessionId", ExamSessionId),
            ("healthReportOn", HealthReportOn), ("education", Education), ("experience", Experience),
            ("examPlaceId", ExamPlaceId), ("fitness", Fitness)])
            if (value is { } given) beside[name] = JsonNode.Parse(given.GetRawText());
        if (Form is not null && beside.Count > 0)
            return Refusals.Malformed(
                Refusals.Fault("form", "申请表内容请只填写一处。", "Give the form once: in form, or beside the service."));
        var form = Form ?? JsonSerializer.SerializeToElement(beside, ApiTypes.Default.JsonObject);
        var service = ServiceNames.Find(Service);
        return service is not (ServiceId.RailFirst or ServiceId.RailUpgrade)
            ? Refusals.Malformed(Refusals.Fault("service", "此处只办理初次申请和增驾。", "rail.first or rail.upgrade."))
            : new ApplyRequest(Service, form, Materials, Delivery, Agreed).Read(EntityKind.RailLicence, out apply);
    }
}

/// <summary>The sentence to say in the video.</summary>
/// <param name="NewEmployer">The name of the new employer that was asked about, to be compared.</param>
public sealed record VideoSentenceView(string Text, string? NewEmployer);

/// <summary>One condition that is not met.</summary>
public sealed record MissingView(string Code, LocalText Text, string Law);

/// <summary>Whether the driver may apply for a class, and everything that is missing.</summary>
/// <param name="NotReported">
/// Conditions of fitness that nobody has reported on. They prevent nothing; the driver declares them in
/// <c>form.fitness</c>.
/// </param>
public sealed record EligibilityView(
    string Class, ServiceId Service, bool Eligible, ImmutableArray<MissingView> Missing,
    ImmutableArray<MissingView> NotReported)
{
    internal static EligibilityView Of(Eligibility e) => new(
        e.Class.ToString(),
        e.Service,
        e.IsEligible,
        [.. e.Missing.Select(ViewOf)],
        [.. e.NotReported.Select(ViewOf)]);

    private static MissingView ViewOf(FailedCondition one) => new(one.Code, one.Text, one.Law);
}

/// <summary>Railway driver licences (驾驶证): reading, registering, and applications about them (http.md 3, 4).</summary>
internal static class RailLicences
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/rail-licences")
            .WithTags("rail licences")
            .For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List)
            .For(Access.Of(Roles.Holder | Roles.Employer | Roles.ExamCentre | Roles.Administration))
            .WithName("listRailLicences")
            .WithSummary(
                "The caller's own, or those of an employer's drivers (?mine=true); "
                + "the exam centre and the administration see all.");
        group.MapGet("/eligibility", OwnEligibility).For(Access.Of(Roles.Holder)).WithName("getEligibility")
            .WithSummary(
                "For every class: may the caller apply for it, and everything that is missing "
                + "(?examSessionId= counts on its deadline).");
        group.MapGet("/spoken-text", VideoSentence).For(Access.Of(Roles.Holder)).WithName("getSpokenText")
            .Produces(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The sentence to speak in the video, by reason, before it is recorded.");
        group.MapGet("/{id}", Get)
            .WithName("getRailLicence")
            .WithSummary("A driver's career and licence, with its status computed for now.");
        group.MapHistory(EntityKind.RailLicence)
            .WithName("getRailLicenceHistory")
            .WithSummary("What happened, oldest first.");
        group.MapTimeline(EntityKind.RailLicence)
            .WithName("getRailLicenceTimeline")
            .WithSummary("What happens next and when, if nobody acts.");
        group.MapGet("/{id}/eligibility", Eligibility)
            .WithName("getRailLicenceEligibility")
            .WithSummary("The same about this driver.");
        group.MapPost("/", Register)
            .For(Access.Of(Roles.ExamCentre | Roles.Administration))
            .WithName("registerRailLicence")
            .WithSummary("Takes a driver into the registry, with a licence of an older register or without.")
                .WithMetadata(EntityCommand.Marker);
        group.MapPost("/applications", ApplyFirst).For(Access.Of(Roles.Holder)).WithName("applyForRailClass")
            .WithSummary("A first application or an upgrade; it starts at the employer.")
            .WithMetadata(EntityCommand.Marker);
        group.MapPost("/{id}/applications", Apply).For(Access.OfPersons).WithName("applyForRailLicence")
            .WithSummary("Renewal, reissue, cancellation or upgrade; it starts at the employer.")
            .WithMetadata(EntityCommand.Marker);
    }

    private static async Task<Reply<Listing<RailLicenceView>>> List(
        string? mine, [AsParameters] RailLicenceFilter filter, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } no) return no;
        if (filter.Read(out var wanted, out var page) is { } bad) return bad;
        var reads = registry.As(caller.Actor);
        if (caller.Actor.Is(Roles.ExamCentre | Roles.Administration))
            return Replies.Of(await reads.AllRailLicences(wanted, page, cancellation));
        if (!own) return ListChoice.AskForMine();
        return Replies.Of(await reads.OwnRailLicences(wanted, page, cancellation));
    }

    private static async Task<Reply<RailLicenceView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).RailLicence(id, cancellation);

    private static async Task<Reply<Listing<EligibilityView>>> OwnEligibility(
        string? examSessionId, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Shown(await registry.As(caller.Actor).OwnEligibility(examSessionId, cancellation));

    private static async Task<Reply<VideoSentenceView>> VideoSentence(
        string? reason, [FromQuery(Name = "class")] string? wanted, string? newEmployerId, Caller caller,
        IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(caller.Actor);
        var (text, refusal) = await reads.VideoSentence(reason, wanted, cancellation);
        if (refusal is not null) return refusal;
        var employer = newEmployerId is null ? null : await reads.EmployerNamed(newEmployerId, cancellation);
        return newEmployerId is not null && employer is null
            ? Refusals.Malformed(Refusals.Fault(
                "newEmployerId", "该企业未注册企业账号。", "This enterprise has no enterprise account."))
            : new VideoSentenceView(text!, employer?.Name);
    }

    private static async Task<Reply<Listing<EligibilityView>>> Eligibility(
        string id, string? examSessionId, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Shown(await registry.As(caller.Actor).EligibilityOf(id, examSessionId, cancellation));

    private static Reply<Listing<EligibilityView>> Shown(Result<ImmutableArray<Eligibility>> read) =>
        Replies.Whole(read.Select(classes => classes.Select(EligibilityView.Of).ToImmutableArray()));

    private static async Task<Created<RailLicenceView>> Register(CommandRequest<RailRow> request, IRegistry registry)
    {
        var (id, answer) = await Registration.Register(
            registry, request.Body, request.Envelope(request.Body.ToDriver("", null)));
        return Replies.ToCreated<RailLicenceView>(answer, _ => $"/api/v1/rail-licences/{id.Key}");
    }

    private static async Task<Created<ApplicationView>> ApplyFirst(
        CommandRequest<RailApplyRequest> request, IRegistry registry)
    {
        if (request.Body.Read(out var apply) is { } fault) return fault;
        if (request.Caller.Actor.PersonKey is null) return Refusals.RealNameRequired();
        return await registry.As(request.Caller.Actor).OwnCareer() is { } career
            ? await Applying.Send(career, request, apply!, registry)
            : RailRefusals.EmployerOnly(); // A driver is known from the day on which an employer is linked.
    }

    private static Task<Created<ApplicationView>> Apply(
        string id, CommandRequest<ApplyRequest> request, IRegistry registry) =>
        Applying.To(EntityKind.RailLicence, id, request, registry);
}

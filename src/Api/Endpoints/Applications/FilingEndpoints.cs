using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// How a filing would be answered, before it is filed (http.md 9): the same checks, and nothing is committed.
/// </summary>
internal static class FilingEndpoints
{
    private const string OfServices = "Each service with every condition at once, met or not, and from when to when.";
    private const string OfCheck = "Every condition of the application at once; nothing is committed.";

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").For(Access.SignedIn).AddEndpointFilterFactory(CommandRequestFilter.For)
            .WithMetadata(OnlyReads.Marker);
        Services(group, "certificates", EntityKind.Certificate, "Certificate", Access.OfPersons);
        Services(group, "vehicles", EntityKind.Vehicle, "Vehicle", Access.Of(Roles.Operator));
        Services(group, "rail licences", EntityKind.RailLicence, "RailLicence", Access.OfPersons);
        group.MapPost("/rail-licences/applications/check", CheckFirst).For(Access.Of(Roles.Holder))
            .WithTags("rail licences")
            .WithName("checkRailApplication").WithSummary(OfCheck);
        group.MapPost("/trips/check", CheckTrip).For(Access.Of(Roles.Operator)).WithTags("trips")
            .WithName("checkTrip").WithSummary("Every condition of the trip at once; nothing is committed.");
    }

    private static void Services(RouteGroupBuilder group, string tag, EntityKind kind, string name, Access applicants)
    {
        var path = "/" + tag.Replace(' ', '-');
        group.MapGet(path + "/{id}/services",
            async (string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
                Replies.Whole(await registry.As(caller.Actor).Services(kind, id, cancellation)))
            .WithTags(tag).WithName($"list{name}Services").WithSummary(OfServices);
        group.MapPost(path + "/{id}/applications/check",
            (string id, CommandRequest<ApplyRequest> request, IRegistry registry, CancellationToken cancellation) =>
                Check(kind, id, request, registry, cancellation))
            .For(applicants).WithTags(tag).WithName($"checkFor{name}").WithSummary(OfCheck);
    }

    private static async Task<Reply<FilingCheckView>> Check(
        EntityKind kind, string id, CommandRequest<ApplyRequest> request, IRegistry registry,
        CancellationToken cancellation)
    {
        if (!EntityId.TryParse(kind, id, out var entity)) return Refusals.NotFound();
        if (request.Body.Read(kind, out var apply) is { } fault) return fault;
        return Replies.Of(await registry.As(request.Caller.Actor).Check(
            entity, apply!, Catalogue.Of(apply!.Form), cancellation));
    }

    private static async Task<Reply<FilingCheckView>> CheckFirst(
        CommandRequest<RailApplyRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(request.Caller.Actor);
        if (request.Body.Read(out var apply) is { } fault) return fault;
        if (request.Caller.Actor.PersonKey is null) return Refusals.RealNameRequired();
        return await reads.OwnCareer(cancellation) is { } career
            ? Replies.Of(await reads.Check(career, apply!, Catalogue.Of(apply!.Form), cancellation))
            : Domain.RailLicences.RailRefusals.EmployerOnly();
    }

    private static async Task<Reply<FilingCheckView>> CheckTrip(
        CommandRequest<TripRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var filing = new FileTrip(request.Caller.Actor.OperatorKey ?? "", request.Body.ToPlan());
        var id = Keys.ForNew(EntityKind.Trip, request.Key.CommandId);
        return Replies.Of(await registry.As(request.Caller.Actor).Check(
            id, filing, Catalogue.Of(ServiceId.TripFiling), cancellation));
    }
}

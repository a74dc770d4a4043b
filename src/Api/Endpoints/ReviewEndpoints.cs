using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Why not, 1 to 10 reasons.</summary>
public sealed record ReasonsRequest(ImmutableArray<string> Reasons);

/// <summary>What the holder is asked to add, once.</summary>
public sealed record SupplementRequest(string Message, ImmutableArray<MaterialKind>? Materials = null);

/// <summary>What an approval may say.</summary>
/// <param name="Grade">Only for an assessment; the one that follows from the points when not given.</param>
/// <param name="ApprovalNumber">Only for rail (批文号); one of this registry's scheme when not given.</param>
public sealed record ApproveRequest(Grade? Grade = null, string? ApprovalNumber = null) : IMayBeEmpty;

/// <summary>The officer's desk: from the claim to the delivery (http.md 4, review).</summary>
internal static class ReviewEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications/{id}").WithTags("review").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/claim", Assign).WithName("claimApplication").WithSummary("Puts it on the officer's own desk.");
        group.MapPost("/release", Unassign).WithName("releaseApplication").WithSummary("Puts it back.");
        group.MapPost("/accept", Accept).WithName("acceptApplication").WithSummary("Accepts it for examination (受理).");
        group.MapPost("/not-accept", NotAccept)
            .WithName("notAcceptApplication")
            .WithSummary("Does not accept it (不予受理).");
        group.MapPost("/supplement", Supplement)
            .WithName("requestSupplement")
            .WithSummary("Asks, once, to complete it (补正).");
        group.MapPost("/approve", Approve).WithName("approveApplication").WithSummary("Grants it (审验通过).");
        group.MapPost("/refuse", Refuse).WithName("refuseApplication").WithSummary("Refuses it (审验不通过).");
        group.MapPost("/ready", Ready).WithName("readyApplication").WithSummary("The new document is made.");
        group.MapPost("/deliver", Deliver)
            .WithName("deliverApplication")
            .WithSummary("The document was handed over or posted.");
    }

    private static Task<Reply<ApplicationView>> Assign(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new AssignReviewer(id), registry);

    private static Task<Reply<ApplicationView>> Unassign(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new UnassignReviewer(id), registry);

    private static Task<Reply<ApplicationView>> Accept(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new Accept(id), registry);

    private static Task<Reply<ApplicationView>> NotAccept(
        string id, CommandRequest<ReasonsRequest> request, IRegistry registry) =>
        Applications.Send(id, request, new NotAccept(id, request.Body.Reasons), registry);

    private static Task<Reply<ApplicationView>> Supplement(
        string id, CommandRequest<SupplementRequest> request, IRegistry registry) =>
        Applications.Send(
            id,
            request,
            new RequestSupplement(id, request.Body.Materials ?? [], request.Body.Message),
            registry);

    private static Task<Reply<ApplicationView>> Approve(
        string id, CommandRequest<ApproveRequest> request, IRegistry registry) =>
        Applications.Send(id, request, new Approve(id, request.Body.Grade, request.Body.ApprovalNumber), registry);

    private static Task<Reply<ApplicationView>> Refuse(
        string id, CommandRequest<ReasonsRequest> request, IRegistry registry) =>
        Applications.Send(id, request, new Refuse(id, request.Body.Reasons), registry);

    private static Task<Reply<ApplicationView>> Ready(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new MakeReady(id), registry);

    private static Task<Reply<ApplicationView>> Deliver(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new Deliver(id), registry);
}

using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What a carrier files (http.md 6). Drivers by the ids that the operator's list of drivers gives.</summary>
public sealed record TripRequest(
    string VehicleId,
    ImmutableArray<string> Drivers,
    TripKind Kind,
    TripPlace Origin,
    TripPlace Destination,
    decimal OneWayKm,
    bool RoundTrip,
    DateTimeOffset DepartsAt,
    DateTimeOffset ReturnsAt,
    string ContractNumber,
    string Hirer,
    int Passengers,
    string Purpose,
    string Issuer,
    ImmutableArray<TripPlace>? Via = null,
    string? ContractDocumentId = null,
    bool Motorway = false,
    bool Emergency = false)
{
    internal TripPlan ToPlan() => new()
    {
        VehicleKey = VehicleId, Drivers = Drivers, Kind = Kind, Origin = Origin, Destination = Destination,
        Via = Via ?? [],
        OneWayKm = OneWayKm, RoundTrip = RoundTrip, DepartsAt = DepartsAt.ToUniversalTime(),
        ReturnsAt = ReturnsAt.ToUniversalTime(),
        ContractNumber = ContractNumber, ContractDocumentId = ContractDocumentId, Hirer = Hirer,
        Passengers = Passengers,
        Purpose = Purpose, Issuer = Issuer, Motorway = Motorway, Emergency = Emergency,
    };
}

/// <summary>Why a trip is cancelled; need not be given.</summary>
public sealed record TripCancelRequest(string? Reason = null) : IMayBeEmpty;

/// <summary>What carrier, drivers and the charter desk do with a trip (http.md 3, 4).</summary>
internal static class TripCommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/trips")
            .WithTags("trips")
            .AddEndpointFilterFactory(CommandRequestFilter.For)
            .WithMetadata(EntityCommand.Marker);
        group.MapPost("/", File)
            .For(Access.Of(Roles.Operator))
            .WithName("fileTrip")
            .WithSummary("Files a trip (包车备案); reviewed at once where the rule allows it.");
        var work = group.MapGroup("/{id}").For(Access.SignedIn);
        work.MapPost("/amend", Amend)
            .WithName("amendTrip")
            .WithSummary("Files another plan before the start; what was issued is void.");
        work.MapPost("/cancel", Cancel).WithName("cancelTrip").WithSummary("Cancels before the start (作废).");
        work.MapPost("/issue", Issue).WithName("issueTrip").WithSummary("Issues the electronic certificate (下发).");
        work.MapPost("/paper", Paper).WithName("printTripPaper").WithSummary("Prints the paper plate instead.");
        work.MapPost("/receive", Receive)
            .WithName("receiveTrip")
            .WithSummary("A driver receives the electronic certificate (接收电子包车牌).");
        work.MapPost("/approve", Approve).WithName("approveTrip").WithSummary("The charter desk approves (人工审核通过).");
        work.MapPost("/refuse", Refuse).WithName("refuseTrip").WithSummary("The charter desk refuses, with reasons.");
    }

    private static async Task<Created<TripView>> File(CommandRequest<TripRequest> request, IRegistry registry)
    {
        var envelope = request.Envelope(new FileTrip(request.Caller.Actor.OperatorKey ?? "", request.Body.ToPlan()));
        var id = Keys.ForNew(EntityKind.Trip, envelope.CommandId);
        return Replies.ToCreated<TripView>(await registry.Execute(id, envelope), _ => $"/api/v1/trips/{id.Key}");
    }

    private static Task<Reply<TripView>> Amend(string id, CommandRequest<TripRequest> request, IRegistry registry) =>
        Send(id, request, new AmendTrip(request.Body.ToPlan()), registry);

    private static Task<Reply<TripView>> Cancel(
        string id, CommandRequest<TripCancelRequest> request, IRegistry registry) =>
        Send(id, request, new CancelTrip(request.Body.Reason), registry);

    private static Task<Reply<TripView>> Issue(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(id, request, new IssueTrip(), registry);

    private static Task<Reply<TripView>> Paper(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(id, request, new PrintTripPaper(), registry);

    private static Task<Reply<TripView>> Receive(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(id, request, new ReceiveTrip(), registry);

    private static Task<Reply<TripView>> Approve(string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Send(id, request, new ApproveTrip(), registry);

    private static Task<Reply<TripView>> Refuse(
        string id, CommandRequest<ReasonsRequest> request, IRegistry registry) =>
        Send(id, request, new RefuseTrip(request.Body.Reasons), registry);

    private static async Task<Reply<TripView>> Send<T>(
        string id, CommandRequest<T> request, Command command, IRegistry registry) where T : class =>
        EntityReads.TryKey(EntityKind.Trip, id, out var entity)
            ? Replies.To<TripView>(await registry.Execute(entity, request.Envelope(command)))
            : Refusals.NotFound();
}

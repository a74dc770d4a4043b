using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What a carrier files (http.md 6). Drivers are given by the ids in the operator's list of drivers.</summary>
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

/// <summary>Why a trip is cancelled; optional.</summary>
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
        CommandRoutes<TripView> Of(Roles roles) => new(group.MapGroup("/{id}").For(Access.Of(roles)), EntityKind.Trip);
        var drivers = Of(Roles.Holder);
        drivers.Post("/receive", "receiveTrip", "A driver receives the electronic certificate (接收电子包车牌).",
                (string id, CommandRequest<NoMembers> request, IRegistry registry) => drivers.Send(
                    id, request, new ReceiveTrip(ReceivingDevice.NameOf(request.Caller.Session)), registry));
        Of(Roles.Operator)
            .Post("/amend", "amendTrip", "Files another plan before the start; what was issued is void.",
                (TripRequest body) => new AmendTrip(body.ToPlan()))
            .Post("/issue", "issueTrip", "Issues the electronic certificate (下发).", (NoMembers _) => new IssueTrip())
            .Post("/paper", "printTripPaper", "Prints the paper plate instead.", (NoMembers _) => new PrintTripPaper());
        Of(Roles.Operator | Roles.Officer)
            .Post("/cancel", "cancelTrip", "Cancels before the start (作废).",
                (TripCancelRequest body) => new CancelTrip(body.Reason));
        Of(Roles.Officer)
            .Post("/approve", "approveTrip", "The charter desk approves (人工审核通过).",
                (NoMembers _) => new ApproveTrip())
            .Post("/refuse", "refuseTrip", "The charter desk refuses, with reasons.",
                (ReasonsRequest body) => new RefuseTrip(body.Reasons));
    }

    private static async Task<Created<TripView>> File(CommandRequest<TripRequest> request, IRegistry registry)
    {
        var envelope = request.Envelope(new FileTrip(request.Caller.Actor.OperatorKey ?? "", request.Body.ToPlan()));
        var id = Keys.ForNew(EntityKind.Trip, envelope.CommandId);
        return Replies.ToCreated<TripView>(await registry.Execute(id, envelope), _ => $"/api/v1/trips/{id.Key}");
    }
}

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Vehicles (道路运输证): reading, registering, and applications about them (http.md 3, 4).</summary>
internal static class Vehicles
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/vehicles").WithTags("vehicles").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).For(Access.Of(Roles.Operator)).WithName("listVehicles")
            .WithSummary("The vehicles of the caller's operator (?mine=true): plate, kind, status, operatingStatus.");
        group.MapGet("/{id}", Get)
            .For(Access.SignedIn)
            .WithName("getVehicle")
            .WithSummary("A vehicle, with its status computed for now.");
        group.MapHistory(EntityKind.Vehicle)
            .For(Access.SignedIn)
            .WithName("getVehicleHistory")
            .WithSummary("What happened, oldest first.");
        group.MapTimeline(EntityKind.Vehicle).For(Access.SignedIn).WithName("getVehicleTimeline")
            .WithSummary("What happens next and when, if nobody acts.");
        group.MapPost("/", Register).For(Access.Of(Roles.Officer)).WithName("registerVehicle")
            .WithSummary(
                "Takes a vehicle of a registered operator into the registry.").WithMetadata(EntityCommand.Marker);
        group.MapPost("/{id}/applications", Apply).For(Access.Of(Roles.Operator)).WithName("applyForVehicle")
            .WithSummary("Hands in an application for a service of the vehicle.").WithMetadata(EntityCommand.Marker);
    }

    private static async Task<Reply<Listing<VehicleView>>> List(
        string? mine,
        string? plate,
        string? kind,
        string? status,
        string? operatingStatus,
        string? limit,
        string? cursor,
        Caller caller,
        IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Flag("mine", mine, out var own) is { } no) return no;
        if (!own) return ListChoice.AskForMine(officersSearch: true);
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (Paging.Word<VehicleKind>("kind", kind, out _) is { } noKind) return noKind;
        if (Paging.Word<CertificateStatus>("status", status, out var state) is { } noStatus) return noStatus;
        if (Paging.Word<OperatingStatus>("operatingStatus", operatingStatus, out var operating) is { } noOperating)
            return noOperating;
        if (Paging.Text("plate", plate) is { } noPlate) return noPlate;
        return Replies.Of(await registry.As(caller.Actor).OwnVehicles(
            new VehiclesWanted(plate, kind, state, operating), page, cancellation));
    }

    private static async Task<Reply<VehicleView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Vehicle(id, cancellation);

    private static async Task<Created<VehicleView>> Register(CommandRequest<VehicleRow> request, IRegistry registry)
    {
        var (id, answer) = await Registration.Register(
            registry, request.Body, request.Envelope(request.Body.ToVehicle("")));
        return Replies.ToCreated<VehicleView>(answer, _ => $"/api/v1/vehicles/{id.Key}");
    }

    private static Task<Created<ApplicationView>> Apply(
        string id, CommandRequest<ApplyRequest> request, IRegistry registry) =>
        Applying.To(EntityKind.Vehicle, id, request, registry);
}

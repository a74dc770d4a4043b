using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Another operating status; to cancel or scrap, use /cancel.</summary>
public sealed record OperatingStatusRequest(OperatingStatus Status, string? Reason = null);

/// <summary>What a technical examination found.</summary>
public sealed record TechnicalGradeRequest(TechnicalGrade Grade, DateOnly On, bool StructureAltered = false);

/// <summary>A review passed at the counter.</summary>
public sealed record ReviewRequest(DateOnly On);

/// <summary>A violation.</summary>
public sealed record VehicleViolationRequest(DateOnly On, string Note);

/// <summary>How a violation was settled.</summary>
public sealed record SettleRequest(string? Note = null) : IMayBeEmpty;

/// <summary>A cancellation ex officio.</summary>
public sealed record VehicleCancelRequest(string Reason, VehicleEndGround Ground = VehicleEndGround.Authority);

/// <summary>What the issuing authority records or orders by itself about a vehicle (依职权, http.md 4).</summary>
internal static class VehicleCommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/vehicles/{id}").WithTags("vehicles").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/status", Status)
            .WithName("setOperatingStatus")
            .WithSummary("Sets the operating status (营运状态).");
        group.MapPost("/technical-grade", Technical).WithName("recordTechnicalGrade")
            .WithSummary("Records a technical examination (技术等级评定).");
        group.MapPost("/review", Review)
            .WithName("recordReview")
            .WithSummary("Records a review that was passed at the counter (线下年审).");
        group.MapPost("/violations", Violation)
            .WithName("recordVehicleViolation")
            .WithSummary("Records a violation (违章).");
        group.MapPost("/violations/{violationId}/settle", Settle).WithName("settleVehicleViolation")
            .WithSummary("Records that a violation is settled.");
        group.MapPost("/cancel", Cancel)
            .WithName("cancelVehicle")
            .WithSummary("Cancels the certificate ex officio (依职权注销).");
    }

    private static Task<Reply<VehicleView>> Status(
        string id, CommandRequest<OperatingStatusRequest> request, IRegistry registry) =>
        Send(id, request, new SetOperatingStatus(request.Body.Status, request.Body.Reason), registry);

    private static Task<Reply<VehicleView>> Technical(
        string id, CommandRequest<TechnicalGradeRequest> request, IRegistry registry) =>
        Send(
            id,
            request,
            new RecordTechnicalGrade(request.Body.Grade, request.Body.On, request.Body.StructureAltered),
            registry);

    private static Task<Reply<VehicleView>> Review(
        string id, CommandRequest<ReviewRequest> request, IRegistry registry) =>
        Send(id, request, new RecordReview(request.Body.On), registry);

    private static Task<Reply<VehicleView>> Violation(
        string id, CommandRequest<VehicleViolationRequest> request, IRegistry registry) =>
        Send(id, request, new RecordVehicleViolation(request.Body.On, request.Body.Note), registry);

    private static Task<Reply<VehicleView>> Settle(
        string id, string violationId, CommandRequest<SettleRequest> request, IRegistry registry) =>
        Send(id, request, new SettleVehicleViolation(violationId, request.Body.Note), registry);

    private static Task<Reply<VehicleView>> Cancel(
        string id, CommandRequest<VehicleCancelRequest> request, IRegistry registry) =>
        Send(id, request, new CancelVehicle(request.Body.Ground, request.Body.Reason), registry);

    private static async Task<Reply<VehicleView>> Send<T>(
        string id, CommandRequest<T> request, Command command, IRegistry registry)
        where T : class =>
        EntityReads.TryKey(EntityKind.Vehicle, id, out var entity)
            ? Replies.To<VehicleView>(await registry.Execute(entity, request.Envelope(command)))
            : Refusals.NotFound();
}

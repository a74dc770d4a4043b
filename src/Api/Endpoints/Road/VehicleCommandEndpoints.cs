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
        var routes = new CommandRoutes<VehicleView>(
            api.MapGroup("/vehicles/{id}").OfCommands("vehicles", Access.Of(Roles.Officer)), EntityKind.Vehicle);
        routes.Post("/status", "setOperatingStatus", "Sets the operating status (营运状态).",
                (OperatingStatusRequest body) => new SetOperatingStatus(body.Status, body.Reason))
            .Post("/technical-grade", "recordTechnicalGrade", "Records a technical examination (技术等级评定).",
                (TechnicalGradeRequest body) => new RecordTechnicalGrade(body.Grade, body.On, body.StructureAltered))
            .Post("/review", "recordReview", "Records a review that was passed at the counter (线下年审).",
                (ReviewRequest body) => new RecordReview(body.On))
            .Post("/violations", "recordVehicleViolation", "Records a violation (违章).",
                (VehicleViolationRequest body) => new RecordVehicleViolation(body.On, body.Note))
            .Post("/violations/{violationId}/settle", "settleVehicleViolation", "Records that a violation is settled.",
                (string id, string violationId, CommandRequest<SettleRequest> request, IRegistry registry) =>
                    routes.Send(id, request, new SettleVehicleViolation(violationId, request.Body.Note), registry))
            .Post("/cancel", "cancelVehicle", "Cancels the certificate ex officio (依职权注销).",
                (VehicleCancelRequest body) => new CancelVehicle(body.Ground, body.Reason));
    }
}

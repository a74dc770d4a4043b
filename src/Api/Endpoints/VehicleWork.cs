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
internal static class VehicleWork
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/vehicles/{id}").WithTags("vehicles").For(Access.SignedIn)
            .AddEndpointFilterFactory(PostedFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/status", Status).WithName("setOperatingStatus").WithSummary("Sets the operating status (营运状态).");
        group.MapPost("/technical-grade", Technical).WithName("recordTechnicalGrade")
            .WithSummary("Records a technical examination (技术等级评定).");
        group.MapPost("/review", Review).WithName("recordReview").WithSummary("Records a review that was passed at the counter (线下年审).");
        group.MapPost("/violations", Violation).WithName("recordVehicleViolation").WithSummary("Records a violation (违章).");
        group.MapPost("/violations/{violationId}/settle", Settle).WithName("settleVehicleViolation")
            .WithSummary("Records that a violation is settled.");
        group.MapPost("/cancel", Cancel).WithName("cancelVehicle").WithSummary("Cancels the certificate ex officio (依职权注销).");
    }

    private static Task<Reply<VehicleView>> Status(string id, Posted<OperatingStatusRequest> posted, IRegistry registry) =>
        Send(id, posted, new SetOperatingStatus(posted.Body.Status, posted.Body.Reason), registry);

    private static Task<Reply<VehicleView>> Technical(string id, Posted<TechnicalGradeRequest> posted, IRegistry registry) =>
        Send(id, posted, new RecordTechnicalGrade(posted.Body.Grade, posted.Body.On, posted.Body.StructureAltered), registry);

    private static Task<Reply<VehicleView>> Review(string id, Posted<ReviewRequest> posted, IRegistry registry) =>
        Send(id, posted, new RecordReview(posted.Body.On), registry);

    private static Task<Reply<VehicleView>> Violation(string id, Posted<VehicleViolationRequest> posted, IRegistry registry) =>
        Send(id, posted, new RecordVehicleViolation(posted.Body.On, posted.Body.Note), registry);

    private static Task<Reply<VehicleView>> Settle(
        string id, string violationId, Posted<SettleRequest> posted, IRegistry registry) =>
        Send(id, posted, new SettleVehicleViolation(violationId, posted.Body.Note), registry);

    private static Task<Reply<VehicleView>> Cancel(string id, Posted<VehicleCancelRequest> posted, IRegistry registry) =>
        Send(id, posted, new CancelVehicle(posted.Body.Ground, posted.Body.Reason), registry);

    private static async Task<Reply<VehicleView>> Send<T>(string id, Posted<T> posted, Command command, IRegistry registry)
        where T : class =>
        Reading.TryKey(EntityKind.Vehicle, id, out var entity)
            ? Replies.To<VehicleView>(await registry.Execute(entity, posted.Envelope(command)))
            : Refusals.NotFound();
}

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A ground of revocation: staffFault, fraudOrBribery (followed by the ban) or otherRevocation.</summary>
public sealed record RailRevokeRequest(RailGround Ground, string? Reason = null);

/// <summary>A ground of cancellation: deathOrIncapacity or otherCancellation.</summary>
public sealed record RailCancelRequest(RailGround Ground, string? Reason = null);

/// <summary>The statutory retirement date.</summary>
public sealed record RetirementRequest(DateOnly RetiresOn);

/// <summary>The employer to which the driver is linked, and the unit if it is one.</summary>
public sealed record EmployerLinkRequest(string EmployerId, string? Unit = null);

/// <summary>
/// What is recorded or ordered about a driver: by the employer, the exam centre, the administration (http.md 4).
/// </summary>
internal static class RailCommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/rail-licences/{id}").WithTags("rail licences").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/revoke", Revoke)
            .WithName("revokeRailLicence")
            .WithSummary("Revokes (撤销); three years' ban only for fraud or bribery.");
        group.MapPost("/cancel", Cancel).WithName("cancelRailLicence").WithSummary("Cancels ex officio (注销).");
        group.MapPost("/retirement", Retirement)
            .WithName("recordRetirement")
            .WithSummary("Records the statutory retirement date.");
        group.MapPost("/study", Study)
            .WithName("recordStudy")
            .WithSummary("Records education, study and fitness; takes the place of what was recorded before.");
        group.MapPost("/employer", Link)
            .WithName("linkEmployer")
            .WithSummary("The driver is linked to a registered employer.");
    }

    private static Task<Reply<RailLicenceView>> Revoke(
        string id, CommandRequest<RailRevokeRequest> request, IRegistry registry) =>
        Send(id, request, new RevokeRailLicence(request.Body.Ground, request.Body.Reason), registry);

    private static Task<Reply<RailLicenceView>> Cancel(
        string id, CommandRequest<RailCancelRequest> request, IRegistry registry) =>
        Send(id, request, new CancelRailLicence(request.Body.Ground, request.Body.Reason), registry);

    private static Task<Reply<RailLicenceView>> Retirement(
        string id, CommandRequest<RetirementRequest> request, IRegistry registry) =>
        Send(id, request, new RecordRetirement(request.Body.RetiresOn), registry);

    private static Task<Reply<RailLicenceView>> Study(
        string id, CommandRequest<StudyRecord> request, IRegistry registry) =>
        Send(id, request, new RecordStudy(request.Body), registry);

    private static Task<Reply<RailLicenceView>> Link(
        string id, CommandRequest<EmployerLinkRequest> request, IRegistry registry) =>
        Send(id, request, new LinkEmployer(new EmployerLink(request.Body.EmployerId, request.Body.Unit)), registry);

    private static async Task<Reply<RailLicenceView>> Send<T>(
        string id, CommandRequest<T> request, Command command, IRegistry registry)
        where T : class =>
        EntityReads.TryKey(EntityKind.RailLicence, id, out var entity)
            ? Replies.To<RailLicenceView>(await registry.Execute(entity, request.Envelope(command)))
            : Refusals.NotFound();
}

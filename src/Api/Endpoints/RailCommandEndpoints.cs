using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
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
        new CommandRoutes<RailLicenceView>(
            api.MapGroup("/rail-licences/{id}").OfCommands("rail licences", Access.SignedIn), EntityKind.RailLicence)
            .Post("/revoke", "revokeRailLicence", "Revokes (撤销); three years' ban only for fraud or bribery.",
                (RailRevokeRequest body) => new RevokeRailLicence(body.Ground, body.Reason))
            .Post("/cancel", "cancelRailLicence", "Cancels ex officio (注销).",
                (RailCancelRequest body) => new CancelRailLicence(body.Ground, body.Reason))
            .Post("/retirement", "recordRetirement", "Records the statutory retirement date.",
                (RetirementRequest body) => new RecordRetirement(body.RetiresOn))
            .Post("/study", "recordStudy",
                "Records education, study and fitness; takes the place of what was recorded before.",
                (StudyRecord body) => new RecordStudy(body));
        new CommandRoutes<RailLicenceView>(
            api.MapGroup("/rail-licences/{id}").OfCommands("rail licences", Access.Of(Roles.ExamCentre)),
            EntityKind.RailLicence)
            .Post("/employer", "linkEmployer", "The exam centre links the driver to a registered employer (H.25).",
                (EmployerLinkRequest body) => new LinkEmployer(new EmployerLink(body.EmployerId, body.Unit)));
    }
}

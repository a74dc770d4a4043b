using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Documents;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The reasons, 1 to 10.</summary>
public sealed record ReasonsRequest(ImmutableArray<string> Reasons);

/// <summary>What the holder is asked to add, once.</summary>
public sealed record SupplementRequest(string Message, ImmutableArray<MaterialKind>? Materials = null);

/// <summary>What an approval may say.</summary>
/// <param name="Grade">Only for an assessment; if left out, the grade that follows from the points.</param>
/// <param name="ApprovalNumber">Only for rail (批文号); if left out, one of this registry's scheme.</param>
public sealed record ApproveRequest(Grade? Grade = null, string? ApprovalNumber = null) : IMayBeEmpty;

/// <summary>The result of a part of the exam.</summary>
/// <param name="Part">theory or practical; entered on or after the day of the part.</param>
/// <param name="Passed">Whether it was passed.</param>
/// <param name="Points">The marks, 0 to 100.</param>
public sealed record ExamResultRequest(ExamPart Part, bool Passed, int? Points = null);

/// <summary>Where the paper originals were seen.</summary>
/// <param name="PlaceId">The exam point of the session; it becomes the appointed one where none is appointed.</param>
public sealed record OriginalsRequest(string? PlaceId = null) : IMayBeEmpty;

/// <summary>
/// The steps of a review, from the assignment to the delivery (http.md 4). The chain of an application's kind says
/// which steps it has and who takes them; those of employer, exam, report and announcement are the railway's alone.
/// </summary>
internal static class ReviewEndpoints
{
    private const Roles National = Roles.ExamCentre | Roles.Administration, Authorities = Roles.Officer | National;

    public static void Map(RouteGroupBuilder api)
    {
        Steps(api, "review", Authorities | Roles.Employer | Roles.Administrator)
            .Post<NoMembers>("/claim", "claimApplication", "Puts it on the officer's own desk.",
                (id, _) => new AssignReviewer(id))
            .Post<NoMembers>("/release", "releaseApplication", "Puts it back.", (id, _) => new UnassignReviewer(id))
            .Post<NoMembers>("/accept", "acceptApplication", "Accepts it for examination (受理).",
                (id, _) => new Accept(id))
            .Post<ReasonsRequest>("/not-accept", "notAcceptApplication", "Does not accept it (不予受理).",
                (id, body) => new NotAccept(id, body.Reasons))
            .Post<SupplementRequest>("/supplement", "requestSupplement", "Asks, once, to complete it (补正).",
                (id, body) => new RequestSupplement(id, body.Materials ?? [], body.Message))
            .Post<ApproveRequest>("/approve", "approveApplication", "Grants it (审验通过).",
                (id, body) => new Approve(id, body.Grade, body.ApprovalNumber))
            .Post<ReasonsRequest>("/refuse", "refuseApplication", "Refuses it (审验不通过).",
                (id, body) => new Refuse(id, body.Reasons))
            .Post<NoMembers>("/ready", "readyApplication", "The new document is made.", (id, _) => new MakeReady(id))
            .Post<DeliverRequest>("/deliver", "deliverApplication",
                "The document was handed over, or posted under the courier's number.",
                (id, body) => new Deliver(id, body.Carrier, body.TrackingNumber))
            .Post<ReturnedRequest>("/returned", "returnDelivery",
                "The document that was posted came back and waits to be sent again.", (id, body) => body.Of(id));
        // A driver who tries gets the refusal EMPLOYER_ONLY.
        Steps(api, "rail review", Roles.Employer | Roles.Holder | National, EntityKind.RailLicence)
            .Post<NoMembers>("/employer-submit", "employerSubmit",
                "The employer submits it to the exam centre (初审合格).", (id, _) => new EmployerSubmit(id))
            .Post<ReasonsRequest>("/employer-return", "employerReturn",
                "The employer returns it to the driver with reasons (驳回).",
                (id, body) => new EmployerReturn(id, body.Reasons));
        Steps(api, "rail review", Roles.Employer | National, EntityKind.RailLicence)
            .Post<OriginalsRequest>("/originals-checked", "originalsChecked",
                "The exam centre has seen the paper originals, at the appointed exam point.",
                (id, body) => new CheckOriginals(id, body.PlaceId))
            .Post<ExamResultRequest>("/exam-result", "recordExamResult",
                "Records a part of the exam; one failed part fails the whole.",
                (id, body) => new RecordExamResult(id, body.Part, body.Passed, body.Points))
            .Post<NoMembers>("/report", "reportApplication", "The exam centre reports it to the administration (上报).",
                (id, _) => new ReportRail(id))
            .Post<NoMembers>("/announce", "announceApplication", "The decision is announced (网上公告).",
                (id, _) => new AnnounceRail(id));
    }

    /// <summary>
    /// Routes whose command goes to the entity in which an application lives.
    /// </summary>
    /// <param name="group">The routes, with the application's id in their path.</param>
    /// <param name="anyOf">The roles that take any of these steps; none: the roles of the group.</param>
    /// <param name="only">The kind whose applications have these steps; null: every kind that has applications.</param>
    public static CommandRoutes<ApplicationView> Commands(
        RouteGroupBuilder group, Roles anyOf = Roles.None, EntityKind? only = null) =>
        new(group, id => EntityId.TryApplication(id, out var entity)
            && (only ?? entity.Kind) == entity.Kind
            && entity.Kind is EntityKind.Certificate or EntityKind.Vehicle or EntityKind.RailLicence
                or EntityKind.Identity ? entity : null, anyOf);

    private static CommandRoutes<ApplicationView> Steps(
        RouteGroupBuilder api, string tag, Roles roles, EntityKind? only = null) =>
        Commands(api.MapGroup("/applications/{id}").OfCommands(tag, Access.SignedIn), roles, only);
}

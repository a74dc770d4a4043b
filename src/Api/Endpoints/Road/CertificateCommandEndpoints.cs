using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Penalty points for a breach: 20, 10, 5, 3 or 1.</summary>
public sealed record ViolationRequest(int Points, DateOnly On, string? Note = null);

/// <summary>Continuing education in class hours.</summary>
public sealed record EducationRequest(int Hours, DateOnly On);

/// <summary>A closed cycle is given another grade.</summary>
public sealed record ReassessRequest(int Cycle, Grade Grade, string Reason);

/// <summary>A cancellation ex officio.</summary>
public sealed record CancelRequest(CancellationGround Ground, string Reason);

/// <summary>What the issuing authority records or orders by itself about a certificate (依职权, http.md 4).</summary>
internal static class CertificateCommandEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        new CommandRoutes<CertificateView>(
            api.MapGroup("/certificates/{id}").OfCommands("certificates", Access.Of(Roles.Officer)),
            EntityKind.Certificate)
            .Post("/violations", "recordViolation", "Records penalty points (记分).",
                (ViolationRequest body) => new RecordViolation(body.Points, body.On, body.Note))
            .Post("/education", "recordEducation", "Records continuing education (继续教育).",
                (EducationRequest body) => new RecordEducation(body.Hours, body.On))
            .Post("/reassess", "reassess", "Assesses a closed cycle again.",
                (ReassessRequest body) => new Reassess(body.Cycle, body.Grade, body.Reason))
            .Post("/cancel", "cancelCertificate", "Cancels ex officio (依职权注销).",
                (CancelRequest body) => new CancelCertificate(body.Ground, body.Reason));
}

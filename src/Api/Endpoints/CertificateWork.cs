using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
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
internal static class CertificateWork
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/certificates/{id}").WithTags("certificates").For(Access.SignedIn)
            .AddEndpointFilterFactory(PostedFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/violations", Violation).WithName("recordViolation").WithSummary("Records penalty points (记分).");
        group.MapPost("/education", Education).WithName("recordEducation").WithSummary("Records continuing education (继续教育).");
        group.MapPost("/reassess", Reassess).WithName("reassess").WithSummary("Assesses a closed cycle again.");
        group.MapPost("/cancel", Cancel).WithName("cancelCertificate").WithSummary("Cancels ex officio (依职权注销).");
    }

    private static Task<Reply<CertificateView>> Violation(string id, Posted<ViolationRequest> posted, IRegistry registry) =>
        Send(id, posted, new RecordViolation(posted.Body.Points, posted.Body.On, posted.Body.Note), registry);

    private static Task<Reply<CertificateView>> Education(string id, Posted<EducationRequest> posted, IRegistry registry) =>
        Send(id, posted, new RecordEducation(posted.Body.Hours, posted.Body.On), registry);

    private static Task<Reply<CertificateView>> Reassess(string id, Posted<ReassessRequest> posted, IRegistry registry) =>
        Send(id, posted, new Reassess(posted.Body.Cycle, posted.Body.Grade, posted.Body.Reason), registry);

    private static Task<Reply<CertificateView>> Cancel(string id, Posted<CancelRequest> posted, IRegistry registry) =>
        Send(id, posted, new CancelCertificate(posted.Body.Ground, posted.Body.Reason), registry);

    /// <summary>A caller who hangs up does not stop a command: what was asked is carried out or refused as a whole.</summary>
    private static async Task<Reply<CertificateView>> Send<T>(string id, Posted<T> posted, Command command, IRegistry registry)
        where T : class =>
        Reading.TryCertificate(id, out var entity)
            ? Replies.To<CertificateView>(await registry.Execute(entity, posted.Envelope(command)))
            : Refusals.NotFound();
}

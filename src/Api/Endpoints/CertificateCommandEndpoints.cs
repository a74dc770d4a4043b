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
internal static class CertificateCommandEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/certificates/{id}").WithTags("certificates").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/violations", Violation).WithName("recordViolation").WithSummary("Records penalty points (记分).");
        group.MapPost("/education", Education)
            .WithName("recordEducation")
            .WithSummary("Records continuing education (继续教育).");
        group.MapPost("/reassess", Reassess).WithName("reassess").WithSummary("Assesses a closed cycle again.");
        group.MapPost("/cancel", Cancel).WithName("cancelCertificate").WithSummary("Cancels ex officio (依职权注销).");
    }

    private static Task<Reply<CertificateView>> Violation(
        string id, CommandRequest<ViolationRequest> request, IRegistry registry) =>
        Send(id, request, new RecordViolation(request.Body.Points, request.Body.On, request.Body.Note), registry);

    private static Task<Reply<CertificateView>> Education(
        string id, CommandRequest<EducationRequest> request, IRegistry registry) =>
        Send(id, request, new RecordEducation(request.Body.Hours, request.Body.On), registry);

    private static Task<Reply<CertificateView>> Reassess(
        string id, CommandRequest<ReassessRequest> request, IRegistry registry) =>
        Send(id, request, new Reassess(request.Body.Cycle, request.Body.Grade, request.Body.Reason), registry);

    private static Task<Reply<CertificateView>> Cancel(
        string id, CommandRequest<CancelRequest> request, IRegistry registry) =>
        Send(id, request, new CancelCertificate(request.Body.Ground, request.Body.Reason), registry);

    /// <summary>
    /// A caller who hangs up does not stop a command: what was asked is carried out or refused as a whole.
    /// </summary>
    private static async Task<Reply<CertificateView>> Send<T>(
        string id, CommandRequest<T> request, Command command, IRegistry registry)
        where T : class =>
        EntityReads.TryCertificate(id, out var entity)
            ? Replies.To<CertificateView>(await registry.Execute(entity, request.Envelope(command)))
            : Refusals.NotFound();
}

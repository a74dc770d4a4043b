using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The result of a part of the exam.</summary>
public sealed record ExamResultRequest(ExamPart Part, bool Passed);

/// <summary>
/// The steps that only the railway chain has (http.md 4): employer, exam centre, administration, announcement. What it
/// shares with the road (claim, accept, approve, ready ...) is <see cref="ReviewEndpoints"/>.
/// </summary>
internal static class RailReviewEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications/{id}").WithTags("rail review").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker);
        group.MapPost("/employer-submit", Submit)
            .WithName("employerSubmit")
            .WithSummary("The employer submits it to the exam centre (初审合格).");
        group.MapPost("/employer-return", Return)
            .WithName("employerReturn")
            .WithSummary("The employer returns it to the driver with reasons (驳回).");
        group.MapPost("/originals-checked", Originals)
            .WithName("originalsChecked")
            .WithSummary("The exam centre has seen the paper originals.");
        group.MapPost("/exam-result", Exam)
            .WithName("recordExamResult")
            .WithSummary("Records a part of the exam; one failed part fails the whole.");
        group.MapPost("/report", Report)
            .WithName("reportApplication")
            .WithSummary("The exam centre reports it to the administration (上报).");
        group.MapPost("/announce", Announce)
            .WithName("announceApplication")
            .WithSummary("The decision is announced (网上公告).");
    }

    private static Task<Reply<ApplicationView>> Submit(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new EmployerSubmit(id), registry);

    private static Task<Reply<ApplicationView>> Return(
        string id, CommandRequest<ReasonsRequest> request, IRegistry registry) =>
        Applications.Send(id, request, new EmployerReturn(id, request.Body.Reasons), registry);

    private static Task<Reply<ApplicationView>> Originals(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new CheckOriginals(id), registry);

    private static Task<Reply<ApplicationView>> Exam(
        string id, CommandRequest<ExamResultRequest> request, IRegistry registry) =>
        Applications.Send(id, request, new RecordExamResult(id, request.Body.Part, request.Body.Passed), registry);

    private static Task<Reply<ApplicationView>> Report(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new ReportRail(id), registry);

    private static Task<Reply<ApplicationView>> Announce(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        Applications.Send(id, request, new AnnounceRail(id), registry);
}

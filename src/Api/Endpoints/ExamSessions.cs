using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A session of the national exam; ages are counted on the registration deadline.</summary>
public sealed record ExamSessionRequest(string Name, DateOnly RegistrationDeadline, DateOnly TheoryOn);

/// <summary>
/// Exam sessions (考试批次, rules.md B.3, B.4): announced by the exam centre or the administration, read by everybody.
/// </summary>
internal static class ExamSessions
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/exam-sessions")
            .WithTags("exam sessions")
            .For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).WithName("listExamSessions").WithSummary("Every session.");
        group.MapGet("/{id}", Get).WithName("getExamSession").WithSummary("One session.");
        group.MapPost("/", Register)
            .For(Access.Of(Roles.ExamCentre | Roles.Administration))
            .WithName("registerExamSession")
            .WithSummary("Announces a session; it does not change any more.").WithMetadata(EntityCommand.Marker);
    }

    private static async Task<Reply<Listing<ExamSessionView>>> List(
        string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        return Replies.Of(await registry.As(caller.Actor).ExamSessions(page, cancellation));
    }

    private static async Task<Reply<ExamSessionView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).ExamSession(id, cancellation);

    private static async Task<Created<ExamSessionView>> Register(
        CommandRequest<ExamSessionRequest> request, IRegistry registry)
    {
        var envelope = request.Envelope(
            new RegisterExamSession(request.Body.Name, request.Body.RegistrationDeadline, request.Body.TheoryOn));
        var id = Keys.ForNew(EntityKind.ExamSession, envelope.CommandId);
        return Replies.ToCreated<ExamSessionView>(
            await registry.Execute(id, envelope), _ => $"/api/v1/exam-sessions/{id.Key}");
    }
}

using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A session of the national exam; ages are counted on the registration deadline.</summary>
/// <param name="Name">Its name.</param>
/// <param name="RegistrationDeadline">Last day of registration, inclusive.</param>
/// <param name="TheoryOn">The day of the theory exam.</param>
/// <param name="PracticalOn">The day of the practical exam; the same day when left out.</param>
/// <param name="Places">The exam points, at most 100.</param>
public sealed record ExamSessionRequest(
    string Name,
    DateOnly RegistrationDeadline,
    DateOnly TheoryOn,
    DateOnly? PracticalOn = null,
    ImmutableArray<ExamPlace>? Places = null);

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
        group.MapGet("/{id}/registrations", Registrations)
            .For(Access.Of(Roles.ExamCentre | Roles.Administration))
            .WithName("listExamRegistrations")
            .WithSummary("Who is registered for the session, with class, exam point, originals and marks.");
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

    private static async Task<Reply<Listing<ExamRegistrationView>>> Registrations(
        string id, string? status, string? placeId, string? limit, string? cursor, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Word<ApplicationStatus>("status", status, out var only) is { } no) return no;
        if (Paging.Text("placeId", placeId) is { } wrong) return wrong;
        return Paging.Read(limit, cursor, out var page) is { } bad
            ? bad
            : Replies.Of(await registry.As(caller.Actor).ExamRegistrations(
                id, new RegistrationsWanted(only, placeId), page, cancellation));
    }

    private static async Task<Created<ExamSessionView>> Register(
        CommandRequest<ExamSessionRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var envelope = request.Envelope(new RegisterExamSession(
            body.Name, body.RegistrationDeadline, body.TheoryOn, body.PracticalOn, body.Places));
        var id = Keys.ForNew(EntityKind.ExamSession, envelope.CommandId);
        return Replies.ToCreated<ExamSessionView>(
            await registry.Execute(id, envelope), _ => $"/api/v1/exam-sessions/{id.Key}");
    }
}

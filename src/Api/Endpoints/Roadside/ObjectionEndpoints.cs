using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Objects to something that the caller may read.</summary>
/// <param name="About">An application, certificate, vehicle, trip, licence or finding by its id.</param>
/// <param name="Text">What the party says is wrong.</param>
/// <param name="DocumentIds">Proof, own uploads.</param>
public sealed record ObjectionRequest(string About, string Text, ImmutableArray<string>? DocumentIds = null);

/// <summary>The authority's answer.</summary>
public sealed record ObjectionAnswerRequest(bool Upheld, string Text);

/// <summary>Objections to decisions, points, grades and findings (http.md 9).</summary>
internal static class ObjectionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/objections").WithTags("objections")
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/", File).For(Access.Of(Roles.Holder | Roles.Operator | Roles.Employer))
            .WithName("fileObjection").WithMetadata(EntityCommand.Marker)
            .WithSummary("Objects to a decision, points, a grade or a finding; answered in 15 working days.");
        group.MapGet("/", List).For(Access.SignedIn).WithName("listObjections")
            .WithSummary("The caller's own (?mine=true), or what waits for the caller's desk (?queue=true); those that "
                + "are answered by ?status=answered.");
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getObjection").WithSummary("An objection.");
        new CommandRoutes<ObjectionView>(
            group.MapGroup("/{id}").For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration))
                .WithMetadata(EntityCommand.Marker), EntityKind.Objection)
            .Post("/answer", "answerObjection", "The authority answers; it changes nothing by itself.",
                (ObjectionAnswerRequest body) => new AnswerObjection(body.Upheld, body.Text));
    }

    private static async Task<Created<ObjectionView>> File(
        CommandRequest<ObjectionRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var body = request.Body;
        var (authority, refusal) = await registry.As(request.Caller.Actor).AuthorityOf(body.About, cancellation);
        if (refusal is not null) return refusal;
        var envelope = request.Envelope(
            new FileObjection(body.About, authority!, body.Text, body.DocumentIds ?? []));
        var id = Keys.ForNew(EntityKind.Objection, envelope.CommandId);
        // The command continues if the caller hangs up.
        return Replies.ToCreated<ObjectionView>(
            await registry.Execute(id, envelope, CancellationToken.None), _ => $"/api/v1/objections/{id.Key}");
    }

    private static async Task<Reply<Listing<ObjectionView>>> List(
        string? mine, string? queue, string? status, string? limit, string? cursor, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (ListChoice.Read(mine, queue, limit, cursor, out var own, out var page) is { } fault) return fault;
        if (status is not (null or ObjectionMachine.Open or ObjectionMachine.Answered))
            return Refusals.Malformed(Refusals.Fault("status", "应为 open 或 answered。", "open or answered."));
        bool? answered = status is null ? null : status == ObjectionMachine.Answered;
        var reads = registry.As(caller.Actor);
        return Replies.Of(own
            ? await reads.OwnObjections(page, answered, cancellation)
            : await reads.ObjectionQueue(page, answered == true, cancellation));
    }

    private static async Task<Reply<ObjectionView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Objection(id, cancellation);
}

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Asks a colleague about a case.</summary>
/// <param name="Question">The question, in words.</param>
/// <param name="Of">The colleague's user name; null: any colleague of the desk.</param>
public sealed record OpinionRequest(string Question, string? Of = null);

/// <summary>The colleague's answer.</summary>
/// <param name="Agrees">Whether the colleague agrees.</param>
/// <param name="Text">The reasons for the answer, in words.</param>
public sealed record OpinionAnswerRequest(bool Agrees, string Text);

/// <summary>Second opinions among the officers of a desk (docs/adr/0125).</summary>
internal static class OpinionEndpoints
{
    private const Roles Desks = Roles.Officer | Roles.ExamCentre | Roles.Administration;

    public static void Map(RouteGroupBuilder api)
    {
        var asked = api.MapGroup("/applications/{id}/opinions").OfCommands("opinions", Access.Of(Desks));
        asked.MapPost("/", Ask).WithName("askOpinion")
            .WithSummary("Asks a colleague about an open application; no clock stops, and nothing is decided by it.");
        asked.MapGet("/", On).WithName("listOpinions").WithSummary("The opinions asked for on it, for its desk alone.");
        asked.MapPost("/{opinion}/answer", Answer).WithName("giveOpinion").WithSummary("The colleague answers.");
        api.MapGroup("/opinions").WithTags("opinions").MapGet("/", Waiting).For(Access.Of(Desks))
            .WithName("listOpinionQueue").WithSummary("What the caller is asked, by name or as one of the desk.");
    }

    private static async Task<Created<OpinionView>> Ask(
        string id, CommandRequest<OpinionRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var reads = registry.As(request.Caller.Actor);
        var (_, refusal) = await reads.FindApplication(id, cancellation);
        if (refusal is not null) return refusal;
        var (command, unknown) = await reads.AskingOpinion(id, request.Body.Question, request.Body.Of, cancellation);
        if (unknown is not null) return unknown;
        var envelope = request.Envelope(command!);
        // The command continues if the caller hangs up.
        return Replies.ToCreated<OpinionView>(
            await registry.Execute(
                Keys.ForNew(EntityKind.Opinion, envelope.CommandId), envelope, CancellationToken.None),
            _ => $"/api/v1/applications/{id}/opinions");
    }

    private static async Task<Reply<Listing<OpinionView>>> On(
        string id, string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } fault ? fault
            : Replies.Of(await registry.As(caller.Actor).OpinionsOn(id, page, cancellation));

    private static async Task<Reply<OpinionView>> Answer(
        string id, string opinion, CommandRequest<OpinionAnswerRequest> request, IRegistry registry)
    {
        var (known, refusal) = await registry.As(request.Caller.Actor).OpinionOn(id, opinion);
        return refusal is not null ? refusal : Replies.To<OpinionView>(await registry.Execute(
            known, request.Envelope(new GiveOpinion(request.Body.Agrees, request.Body.Text))));
    }

    private static async Task<Reply<Listing<OpinionView>>> Waiting(
        string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        Paging.Read(limit, cursor, out var page) is { } fault ? fault
            : Replies.Of(await registry.As(caller.Actor).OpinionQueue(page, cancellation));
}

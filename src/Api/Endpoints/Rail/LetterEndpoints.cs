using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A letter of the legal-person unit or an exam station to the exam centre (来函, rules.md B.10).</summary>
/// <param name="Kind">The kind of letter.</param>
/// <param name="ApplicationId">The application to be withdrawn.</param>
/// <param name="RailLicenceId">The driver it is about.</param>
/// <param name="Text">Its text; for rename, the new name where the details do not have it.</param>
/// <param name="DocumentId">One scan, uploaded before.</param>
/// <param name="DocumentIds">Scans and enclosures, uploads of the caller, at most 20.</param>
/// <param name="Details">The structured data that its kind asks for (B.10).</param>
public sealed record LetterRequest(
    LetterKind Kind,
    string? ApplicationId = null,
    string? RailLicenceId = null,
    string? Text = null,
    string? DocumentId = null,
    ImmutableArray<string>? DocumentIds = null,
    LetterDetails? Details = null);

/// <summary>The exam centre answers the letter.</summary>
/// <param name="Note">What was done, or why not.</param>
/// <param name="CarriesOut">
/// False: closed without it. Otherwise a rename, a disabling, an enabling or a withdrawal is carried out.
/// </param>
public sealed record LetterDoneRequest(string Note, bool CarriesOut = true);

/// <summary>
/// Letters (来函): sent by the enterprise, answered by the exam centre and the administration (http.md 3, 9; rules.md
/// B.10).
/// </summary>
internal static class LetterEndpoints
{
    private const Roles National = Roles.ExamCentre | Roles.Administration;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGroup("/employers/{id}").WithTags("employers").For(Access.SignedIn)
            .AddEndpointFilterFactory(CommandRequestFilter.For).WithMetadata(EntityCommand.Marker)
            .MapPost("/letters", Send)
            .WithName("sendLetter")
            .WithSummary("A letter: a withdrawal is carried out at once, all are on file.");
        var inbox = api.MapGroup("/letters").WithTags("letters").For(Access.Of(National))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        inbox.MapGet("/", Queue).WithName("listLetters")
            .WithSummary("The letters that wait, oldest first (?queue=true), of one kind with ?kind=.");
        inbox.MapPost("/{id}/done", Done).WithName("completeLetter").WithMetadata(EntityCommand.Marker)
            .WithSummary("Done with a letter; what is the enterprise's own is carried out with it.");
    }

    private static async Task<Reply<Listing<LetterView>>> Queue(
        string? queue,
        string? kind,
        string? limit,
        string? cursor,
        Caller caller,
        IRegistry registry,
        CancellationToken cancellation)
    {
        if (Paging.Flag("queue", queue, out var wanted) is { } no) return no;
        if (!wanted) return Refusals.Malformed(Refusals.Fault("queue", "请使用 ?queue=true。", "Ask for ?queue=true."));
        if (Paging.Word<LetterKind>("kind", kind, out var only) is { } unknown) return unknown;
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        return Replies.Of(await registry.As(caller.Actor).LetterQueue(only, page, cancellation));
    }

    private static async Task<Created<EmployerView>> Send(
        string id, CommandRequest<LetterRequest> request, IRegistry registry)
    {
        var body = request.Body;
        var letter = new LetterIn(body.Kind)
        {
            ApplicationId = body.ApplicationId, RailLicenceId = body.RailLicenceId, Text = body.Text,
            DocumentId = body.DocumentId, DocumentIds = body.DocumentIds, Details = body.Details,
        };
        return Replies.ToCreated<EmployerView>(
            await Letters.Send(registry, request.Caller.Actor, id, letter, request.Envelope),
            _ => $"/api/v1/employers/{id}");
    }

    private static async Task<Reply<LetterView>> Done(
        string id, CommandRequest<LetterDoneRequest> request, IRegistry registry) =>
        Replies.To<LetterView>(await Letters.Complete(registry, request.Caller.Actor, id, request.Body.Note,
            request.Body.CarriesOut, request.Envelope));
}

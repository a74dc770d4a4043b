using System.Collections.Immutable;
using System.Text.Json;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The answer to a supplement.</summary>
/// <param name="Materials">Each material replaces the one of the same kind.</param>
/// <param name="Form">For rail, where the employer returned the whole application: the form, if it changed.</param>
public sealed record SupplementAnswerRequest(ImmutableArray<Material> Materials, JsonElement? Form = null);

/// <summary>A request for the next case.</summary>
/// <param name="Service">Only this service; any when left out.</param>
public sealed record ClaimNextRequest(string? Service = null) : IMayBeEmpty;

/// <summary>Applications: the holder's own (我的办件) and one desk's work (http.md 3, 4).</summary>
internal static class Applications
{
    private const Roles Applicants = Roles.Holder | Roles.Operator | Roles.Employer;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/applications")
            .WithTags("applications")
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List)
            .For(Access.Of(Applicants | Roles.Officer | Roles.ExamCentre | Roles.Administration | Roles.Administrator))
            .WithName("listApplications")
            .WithSummary(
                "The caller's own, newest first (?mine=true), or the desk's, most urgent first (?queue=true).");
        group.MapPost("/claim-next", ClaimNext)
            .For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration | Roles.Employer))
            .WithName("claimNextApplication")
            .WithSummary("Puts the most urgent application that nobody works on onto the caller's desk; 204: none.")
            .WithMetadata(EntityCommand.Marker)
            .Produces<ApplicationView>()
            .Produces(StatusCodes.Status204NoContent);
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getApplication").WithSummary("One application.");
        var routes = ReviewEndpoints.Commands(
            group.MapGroup("/{id}").For(Access.SignedIn).WithMetadata(EntityCommand.Marker),
            Roles.Holder | Roles.Operator);
        routes.Post<NoMembers>("/withdraw", "withdrawApplication", "The holder takes it back, before it is accepted.",
                (id, _) => new Withdraw(id))
            .Post("/supplement-answer", "answerSupplement", "The holder adds what was asked for (补正).",
                async (string id, CommandRequest<SupplementAnswerRequest> request, IRegistry registry,
                    CancellationToken cancellation) =>
                    await AnswerOf(id, request.Body, registry.As(request.Caller.Actor), cancellation)
                        is var (answer, refusal) && refusal is not null
                        ? refusal : await routes.Send(id, request, answer!, registry));
    }

    private static async Task<Reply<Listing<ApplicationView>>> List(
        [AsParameters] ApplicationFilter filter, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (filter.Read(out var wanted, out var queue, out var page) is { } bad) return bad;
        var reads = registry.As(caller.Actor);
        if (!queue) return Replies.Of(await reads.OwnApplications(wanted, page, cancellation));
        var (waiting, refusal) = await reads.ApplicationQueue(wanted, page, cancellation);
        return refusal is not null ? refusal
            : new Listing<ApplicationView>(waiting!.Items, waiting.Next)
            {
                Total = (await reads.CountQueue(wanted, cancellation)).Value,
            };
    }

    /// <summary>
    /// Assigns the most urgent unassigned application to the caller. Two officers who ask at once never get the same
    /// one: the entity decides, and the second continues with the next. All attempts are one command, so that a
    /// repeated request gets the answer of the first.
    /// </summary>
    private static async Task<IResult> ClaimNext(
        CommandRequest<ClaimNextRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        var service = ServiceNames.Find(request.Body.Service);
        if (request.Body.Service is not null && service is null)
            return new ApiProblem(Refusals.Malformed(
                Refusals.Fault("service", "没有该业务。", "There is no such service.")));
        await foreach (var row in registry.As(request.Caller.Actor).Unassigned(service, cancellation))
        {
            var answer = await registry.Execute( // A caller who hangs up does not stop a command.
                row.Id, request.Envelope(new AssignReviewer(row.Application.Id)), CancellationToken.None);
            if (answer is Answer.Done) return Replies.To<ApplicationView>(answer);
            if (answer is Answer.No { Refusal.Code: RefusalCode.IdempotencyKeyReused } no)
                return new ApiProblem(no.Refusal);
        }
        return Results.NoContent();
    }

    private static async Task<Reply<ApplicationView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Application(id, cancellation);

    private static async Task<Result<AnswerSupplement>> AnswerOf(
        string id, SupplementAnswerRequest body, Reads reads, CancellationToken cancellation)
    {
        if (MaterialsRequest.Fault(body.Materials) is { } fault) return fault;
        if (body.Form is not { } given) return new AnswerSupplement(id, body.Materials);
        var (found, hidden) = await reads.FindApplication(id, cancellation);
        if (hidden is not null) return hidden;
        var form = FormRequest.Read(found!.Row.Application.Service, given, out var refusal);
        return refusal is not null ? refusal : new AnswerSupplement(id, body.Materials, form);
    }
}

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

/// <summary>What was asked to be added.</summary>
/// <param name="Materials">Each replaces what was handed in under its kind.</param>
/// <param name="Form">
/// Rail, where the employer returned the whole application: the form as it is now, if it changed.
/// </param>
public sealed record SupplementAnswerRequest(ImmutableArray<Material> Materials, JsonElement? Form = null);

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
        group.MapGet("/{id}", Get).For(Access.SignedIn).WithName("getApplication").WithSummary("One application.");
        var routes = ReviewEndpoints.Commands(
            group.MapGroup("/{id}").For(Access.SignedIn).WithMetadata(EntityCommand.Marker));
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
        return Replies.Of(queue
            ? await reads.ApplicationQueue(wanted, page, cancellation)
            : await reads.OwnApplications(wanted, page, cancellation));
    }

    private static async Task<Reply<ApplicationView>> Get(
        string id, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Application(id, cancellation);

    private static async Task<(AnswerSupplement? Answer, Refusal? Refusal)> AnswerOf(
        string id, SupplementAnswerRequest body, Reads reads, CancellationToken cancellation)
    {
        if (MaterialsRequest.Fault(body.Materials) is { } fault) return (null, fault);
        if (body.Form is not { } given) return (new AnswerSupplement(id, body.Materials), null);
        var (found, hidden) = await reads.FindApplication(id, cancellation);
        if (hidden is not null) return (null, hidden);
        var form = FormRequest.Read(found!.Row.Application.Service, given, out var refusal);
        return (new AnswerSupplement(id, body.Materials, form), refusal);
    }
}

using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Why a binding is to be undone.</summary>
public sealed record UnbindRequest(string Reason);

/// <summary>An act that waits for a second officer.</summary>
public sealed record AwaitedApprovalView(string ApprovalId, DateTimeOffset ExpiresAt);

/// <summary>An act that waits for a second officer, as the desk sees it.</summary>
/// <param name="What">What is asked: identity.unbinding.</param>
/// <param name="About">The person it is about.</param>
/// <param name="AskedBy">The account of the first officer, who cannot confirm.</param>
public sealed record ApprovalView(
    string ApprovalId, ServiceId What, string About, string Reason, string AskedBy, DateTimeOffset AskedAt,
        DateTimeOffset ExpiresAt);

/// <summary>Why not.</summary>
public sealed record DeclineRequest(string Reason);

/// <summary>What takes a second officer (rules.md H.26): asked for by one, confirmed or declined by another.</summary>
internal static class Approvals
{
    private const Roles Who = Roles.Officer | Roles.ExamCentre | Roles.Administration;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/approvals").WithTags("approvals").For(Access.Of(Who))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).WithName("listApprovals")
            .WithSummary("What waits for a second officer at the caller's desk (?queue=true).");
        ReviewEndpoints.Commands(group.MapGroup("/{id}").WithMetadata(EntityCommand.Marker))
            .Post<NoMembers>("/confirm", "confirmApproval", "The second officer confirms: it takes effect.",
                (id, _) => new ConfirmUnbinding(id))
            .Post<DeclineRequest>("/decline", "declineApproval", "It is declined; nothing changes.",
                (id, body) => new DeclineUnbinding(id, body.Reason));
        api.MapPost("/persons/{id}/unbind", Unbind).WithTags("persons").For(Access.Of(Who))
            .AddEndpointFilterFactory(CommandRequestFilter.For)
            .WithName("unbindPerson")
                .WithSummary("Asks to undo the binding of the person's account; a second officer confirms.")
            .WithMetadata(EntityCommand.Marker);
    }

    private static async Task<Reply<Listing<ApprovalView>>> List(
        string? queue, string? limit, string? cursor, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Flag("queue", queue, out var wanted) is { } no) return no;
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (!wanted) return Refusals.Malformed(Refusals.Fault("queue", "请使用 ?queue=true。", "Ask for ?queue=true."));
        var (waiting, refusal) = await registry.As(caller.Actor).UnbindingQueue(page, cancellation);
        return refusal is not null ? refusal : Listing<ApprovalView>.Of(waiting!, ViewOf);
    }

    private static ApprovalView ViewOf(ApplicationRow row)
    {
        var asked = (BindingApplication)row.Application;
        var form = (UnbindingForm)asked.Form;
        return new ApprovalView(asked.Id, asked.Service, form.PersonKey, form.Reason, asked.SubmittedBy,
            ShanghaiTime.ToLocal(asked.SubmittedAt), ExpiresAt(asked.DecideBy.Date));
    }

    /// <summary>The binding is the account's; to whom nobody is bound there is nothing to undo.</summary>
    private static async Task<Accepted<AwaitedApprovalView>> Unbind(string id, CommandRequest<UnbindRequest> request,
        IRegistry registry)
    {
        if (await registry.As(request.Caller.Actor).PersonToUnbind(id) is not { } person) return Refusals.NotFound();
        var ask = new RequestUnbinding(person.AccountId ?? "", person.Key, request.Body.Reason);
        var answer =
            await registry.Execute(IdentityBinding.IdOf(person.AccountId ?? person.Key), request.Envelope(ask));
        if (answer is not Answer.Done done) return ((Answer.No)answer).Refusal;
        var view = System.Text.Json.JsonSerializer.Deserialize(done.Body.Span, RegistryJson.Default.ApplicationView)!;
        return new Accepted<AwaitedApprovalView>
        {
            Value = new AwaitedApprovalView(view.Id, ExpiresAt(view.DecideBy!.Value)), Repeated = done.Repeated,
                Version = done.Version,
        };
    }

    private static DateTimeOffset ExpiresAt(DateOnly last) => ShanghaiTime.ToLocal(ShanghaiTime.EndOf(last));
}

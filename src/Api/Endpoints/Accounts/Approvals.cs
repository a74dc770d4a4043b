using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
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
/// <param name="What">What is asked: identity.unbinding, person.identityChange, person.factCorrection, person.phone,
/// operator.owner, account.act or rail.correction.</param>
/// <param name="About">The person it is about, the account, or the driver's career.</param>
/// <param name="Act">What is to be done to the account; only for account.act.</param>
/// <param name="AskedBy">The account of the first officer, who cannot confirm the act.</param>
public sealed record ApprovalView(
    string ApprovalId, ServiceId What, string About, string? Reason, AccountAct? Act, string AskedBy,
    DateTimeOffset AskedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>The name and number that the person is to have; only for person.identityChange.</summary>
    public AskedIdentity? Identity { get; init; }

    /// <summary>The fact that is to be corrected; only for person.factCorrection.</summary>
    public string? FactId { get; init; }

    /// <summary>The phone that the person's account is to have; only for person.phone.</summary>
    public PersonalData? Phone { get; init; }

    /// <summary>The business whose owner is recorded, or ended; only for operator.owner.</summary>
    public string? OperatorId { get; init; }

    /// <summary>True: the person is to be its owner; false: no longer. Only for operator.owner.</summary>
    public bool? Owns { get; init; }
}

/// <summary>The name and number that a person is to have.</summary>
public sealed record AskedIdentity(
    string Name, IdentityKind IdentityKind, PersonalData IdentityNumber, DateOnly? BornOn);

/// <summary>Why not.</summary>
public sealed record DeclineRequest(string Reason);

/// <summary>Acts that need a second officer (rules.md H.26): one asks, another one confirms or declines.</summary>
internal static class Approvals
{
    private const Roles Officers = Roles.Officer | Roles.ExamCentre | Roles.Administration;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/approvals").WithTags("approvals")
            .For(Access.Of(Officers | Roles.Administrator))
            .AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("/", List).WithName("listApprovals")
            .WithSummary("What waits for a second officer at the caller's desk (?queue=true).");
        var steps = ReviewEndpoints.Commands(group.MapGroup("/{id}").WithMetadata(EntityCommand.Marker))
            .Post<DeclineRequest>("/decline", "declineApproval", "It is declined; nothing changes.",
                (id, body) => new DeclineApproval(id, body.Reason));
        group.MapPost("/{id}/confirm", (string id, CommandRequest<NoMembers> request, IRegistry registry) =>
                Confirm(steps, id, request, registry)).WithName("confirmApproval")
            .WithMetadata(EntityCommand.Marker, MoreThanItsCommit.Marker)
            .WithSummary("The second person confirms: it takes effect. An account that was opened or reset is answered "
                + "with its one-time code, shown once.")
            .Produces<ApplicationView>();
        api.MapPost("/persons/{id}/unbind", Unbind).WithTags("persons").For(Access.Of(Officers))
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
        var (waiting, refusal) = await registry.As(caller.Actor).ApprovalQueue(page, cancellation);
        return refusal is not null ? refusal : Listing<ApprovalView>.Of(waiting!, ViewOf);
    }

    private static async Task<IResult> Confirm(
        CommandRoutes<ApplicationView> steps, string id, CommandRequest<NoMembers> request, IRegistry registry)
    {
        var awaited = await registry.As(request.Caller.Actor).AwaitedAct(id);
        var reply = await steps.Send(id, request, new ConfirmApproval(id), registry);
        // A repeated confirmation does not carry the act out again: the account may have been disabled since.
        return reply.Refusal is null && !reply.Repeated && awaited is { } act
            ? await AccountActing.CarryOut(act.AccountId, act.Form, act.By, request.Caller, registry)
            : reply;
    }

    private static ApprovalView ViewOf(ApplicationRow row)
    {
        if (row.Application is RailApplication { Form: RailCorrectionForm correction } a)
            return new ApprovalView(a.Id, a.Service, row.Id.Key, correction.Reason, null, a.SubmittedBy,
                ShanghaiTime.ToLocal(a.SubmittedAt), ExpiresAt(a.DecideBy!.Value.Date));
        var asked = (BindingApplication)row.Application;
        var (about, reason, act) = asked.Form switch
        {
            UnbindingForm form => (form.PersonKey, (string?)form.Reason, (AccountAct?)null),
            IdentityChangeForm form => (form.PersonKey, null, null),
            FactCorrectionForm form => (form.PersonKey, form.Reason, null),
            PersonPhoneForm form => (form.PersonKey, form.Reason, null),
            OwnerForm form => (form.PersonKey, form.Evidence, null),
            AccountActForm form => (row.PersonKey, (string?)null, (AccountAct?)form.Act),
            _ => throw new InvalidOperationException($"{asked.Form.GetType().Name} waits for nobody"),
        };
        return new ApprovalView(asked.Id, asked.Service, about, reason, act, asked.SubmittedBy,
            ShanghaiTime.ToLocal(asked.SubmittedAt), ExpiresAt(asked.DecideBy.Date))
        {
            Identity = asked.Form is IdentityChangeForm to
                ? new AskedIdentity(to.Name, to.IdentityKind, PersonalData.Number(to.IdentityNumber), to.BornOn) : null,
            FactId = (asked.Form as FactCorrectionForm)?.FactId,
            Phone = asked.Form is PersonPhoneForm phone ? PersonalData.Phone(phone.Phone) : null,
            OperatorId = (asked.Form as OwnerForm)?.OperatorKey,
            Owns = (asked.Form as OwnerForm)?.Owns,
        };
    }

    /// <summary>
    /// Asks for an act on a person that needs a second officer (H.26); If-Match has the person's version. The act waits
    /// in an entity of its own for each person.
    /// </summary>
    public static async Task<Accepted<AwaitedApprovalView>> AskFor<T>(
        CommandRequest<T> request, Person person, int version, ApplicationForm form, IRegistry registry) where T : class
    {
        // Whether the caller may ask is checked first, so that a version does not disclose that the person exists.
        if (request.Key.ExpectedVersion is { } seen && seen != version)
            return await registry.As(request.Caller.Actor).MayNotAsk(person, form) is { } no
                && RefusalCodes.IsAboutWhoAsks(no.Code) ? no : Refusals.StaleVersion();
        var ask = new RequestPersonAct(person.Key, form);
        return Awaited(await registry.Execute(
            IdentityBinding.IdOf(person.Key), request.Envelope(ask) with { ExpectedVersion = null }));
    }

    /// <summary>The act that waits for a second officer now; or the refusal.</summary>
    internal static Accepted<AwaitedApprovalView> Awaited(Answer answer)
    {
        if (answer is not Answer.Done done) return ((Answer.No)answer).Refusal;
        var view = System.Text.Json.JsonSerializer.Deserialize(done.Body.Span, RegistryJson.Default.ApplicationView)!;
        return new Accepted<AwaitedApprovalView>
        {
            Value = new AwaitedApprovalView(view.Id, ExpiresAt(view.DecideBy!.Value)), Repeated = done.Repeated,
            Version = done.Version,
        };
    }

    /// <summary>The binding belongs to the account; if nobody is bound to it, there is nothing to undo.</summary>
    private static async Task<Accepted<AwaitedApprovalView>> Unbind(string id, CommandRequest<UnbindRequest> request,
        IRegistry registry)
    {
        if (await registry.As(request.Caller.Actor).PersonToUnbind(id) is not { } person) return Refusals.NotFound();
        var ask = new RequestUnbinding(person.AccountId ?? "", person.Key, request.Body.Reason);
        return Awaited(
            await registry.Execute(IdentityBinding.IdOf(person.AccountId ?? person.Key), request.Envelope(ask)));
    }

    private static DateTimeOffset ExpiresAt(DateOnly last) => ShanghaiTime.ToLocal(ShanghaiTime.EndOf(last));
}

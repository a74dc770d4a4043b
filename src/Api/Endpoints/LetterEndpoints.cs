using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A letter of the legal-person unit or an exam station to the exam centre (来函, rules.md B.10).</summary>
/// <param name="Kind">What about.</param>
/// <param name="ApplicationId">The application that is taken back.</param>
/// <param name="RailLicenceId">The driver it is about.</param>
/// <param name="Text">Its words; for rename, the new name where the details do not say it.</param>
/// <param name="DocumentId">One scan, uploaded before.</param>
/// <param name="DocumentIds">Scans and enclosures, uploads of the caller, at most 20.</param>
/// <param name="Details">What the list of its kind asks for (B.10).</param>
public sealed record LetterRequest(
    LetterKind Kind,
    string? ApplicationId = null,
    string? RailLicenceId = null,
    string? Text = null,
    string? DocumentId = null,
    ImmutableArray<string>? DocumentIds = null,
    LetterDetails? Details = null);

/// <summary>The exam centre is done with a letter.</summary>
/// <param name="Note">What was done, or why not.</param>
/// <param name="CarriesOut">
/// False: closed without it. Otherwise a rename, a disabling, an enabling or a withdrawal is carried out with it.
/// </param>
public sealed record LetterDoneRequest(string Note, bool CarriesOut = true);

/// <summary>
/// Letters (来函): sent under the enterprise, worked off in the inbox of the exam centre and the administration
/// (http.md 3, 9; rules.md B.10).
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

    /// <summary>First what the letter asks for, then the letter on file: a refusal leaves no letter behind.</summary>
    private static async Task<Created<EmployerView>> Send(
        string id, CommandRequest<LetterRequest> request, IRegistry registry)
    {
        var (body, caller) = (request.Body, request.Caller);
        var (loaded, refusal) = await registry.As(caller.Actor).Find(EntityKind.Employer, id);
        if (refusal is not null) return refusal;
        if (caller.Actor.EmployerUnit is not null && body.RailLicenceId is { } about
            && (await registry.As(caller.Actor).Find(EntityKind.RailLicence, about)).Refusal is { } hidden)
            return hidden;
        var text = body.Text ?? body.Details?.NewName ?? body.Details?.Reason
            ?? (body.Kind == LetterKind.Withdrawal ? "撤回申请" : "");
        var carried = AtOnce(body, text, (Employer)loaded!.State, loaded.Id, caller.Actor);
        if (body.Kind == LetterKind.Withdrawal && WithdrawalOf(body.ApplicationId, text) is null)
            return Refusals.Malformed(
                Refusals.Fault("applicationId", "请填写要撤回的申请。", "Name the application that is taken back."));
        var asked = request.Envelope(new FileLetter(
            body.Kind, text, body.ApplicationId ?? body.RailLicenceId, body.DocumentId, body.DocumentIds, body.Details,
            carried is null ? null : true));
        if (carried is var (target, command) && await Before(asked, target, command, registry) is { } no) return no;
        var answer = await registry.Execute(loaded.Id, asked);
        await EndSessions(loaded.Id, caller.Actor, registry);
        return Replies.ToCreated<EmployerView>(answer, _ => $"/api/v1/employers/{id}");
    }

    /// <summary>What is carried out when the letter is filed; null: it waits for the exam centre.</summary>
    private static (EntityId Target, Command Command)? AtOnce(
        LetterRequest body, string text, Employer employer, EntityId id, Actor actor) => body.Kind switch
        {
            // An exam station reviews nothing: its letter waits for the centre (L195-196).
            LetterKind.Withdrawal when employer.IsExamStation != true || actor.Is(National) =>
                WithdrawalOf(body.ApplicationId, text),
            LetterKind.Rename when actor.Is(National) => (id, new RenameEmployer(body.Details?.NewName ?? text)),
            LetterKind.Disable when actor.Is(National) => (id, new DisableEmployer(text)),
            LetterKind.Enable when actor.Is(National) => (id, new EnableEmployer(text)),
            _ => null,
        };

    private static (EntityId Target, Command Command)? WithdrawalOf(string? application, string text) =>
        application is not null && EntityId.TryApplication(application, out var career)
        && career.Kind == EntityKind.RailLicence ? (career, new WithdrawRailByLetter(application, text)) : null;

    private static async Task<Reply<LetterView>> Done(
        string id, CommandRequest<LetterDoneRequest> request, IRegistry registry)
    {
        if (await registry.As(request.Caller.Actor).LetterFor(id) is not var (employer, letter))
            return Refusals.NotFound();
        var body = request.Body;
        var asked = request.Envelope(new CompleteLetter(id, body.Note, body.CarriesOut));
        if (body.CarriesOut && letter is { Kind: LetterKind.Withdrawal, DoneAt: null }
            && WithdrawalOf(letter.About, letter.Text) is var (target, command)
            && await Before(asked, target, command, registry) is { } no) return no;
        var answer = await registry.Execute(employer, asked);
        await EndSessions(employer, request.Caller.Actor, registry);
        return Replies.To<LetterView>(answer);
    }

    /// <summary>Carries out what a letter asks for before the letter itself; why not, or null: it is done.</summary>
    private static async Task<Refusal?> Before(
        Envelope asked, EntityId target, Command command, IRegistry registry)
    {
        var first = asked with
        {
            CommandId = asked.CommandId + ":letter",
            Command = command,
            Fingerprint = null,
            ExpectedVersion = null,
        };
        return await registry.Execute(target, first) is Answer.No no ? no.Refusal : null;
    }

    /// <summary>
    /// The accounts of a disabled enterprise open no session and use none (PartyIsClosed); what is remembered of them
    /// ends here.
    /// </summary>
    private static async Task EndSessions(EntityId id, Actor actor, IRegistry registry)
    {
        if (await registry.As(actor).HasEmployer(id.Key, unit: null)) return;
        var party = new AccountSearch(Party: id.Key);
        await foreach (var account in Pages.All(page => registry.Accounts.Search(party, page)))
            await registry.Accounts.EndSessions(account.Id);
    }
}

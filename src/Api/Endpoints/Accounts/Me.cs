using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The caller's own account.</summary>
/// <param name="RealName">The person by proof of identity; left out before that.</param>
/// <param name="OperatorId">The operator for which it acts; left out when there is none.</param>
/// <param name="EmployerId">The railway enterprise for which it acts; left out when there is none.</param>
/// <param name="EmployerUnit">The unit of that enterprise; left out when it acts for the whole.</param>
/// <param name="SecondFactor">True when a generator of one-time passwords is in use.</param>
public sealed record MeView(
    string Id, string? UserName, PersonalData? Phone, Roles Roles, string? Authority, Desks? System,
    bool MustChangePassword,
    RealNameView? RealName, string? OperatorId = null, string? EmployerId = null, string? EmployerUnit = null,
    bool SecondFactor = false)
{
    /// <summary>
    /// The parties for which the account may act: its own first, then the individual businesses of its person. A
    /// request for another than the first names it in the header Registry-Party.
    /// </summary>
    public ImmutableArray<PartyView> Parties { get => field.IsDefault ? [] : field; init; } = [];
}

/// <summary>The person behind the account, with the number in full, as it is the caller's own.</summary>
public sealed record RealNameView(string PersonId, string Name, IdentityKind IdentityKind, PersonalData IdentityNumber);

/// <summary>Another phone: the codes of the old one and of the new one, each asked for with changePhone.</summary>
/// <param name="RequestIdOld">Left out, with its code, where the account has no phone yet.</param>
public sealed record PhoneRequest(
    string RequestIdNew, string CodeNew, string? RequestIdOld = null, string? CodeOld = null);

/// <summary>Another password.</summary>
public sealed record PasswordRequest(string OldPassword, string NewPassword);

/// <summary>The caller's own account (http.md 3).</summary>
internal static class Me
{
    private const int MaxPassword = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/me").WithTags("me").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapGet("", Get).For(Access.SignedIn).WithName("getMe").WithSummary("The caller's own account.");
        RealName.Map(group);
        Authenticators.Map(group);
        group.MapPost("/phone", ChangePhone)
            .For(Access.SignedIn)
            .WithName("changePhone")
            .WithSummary("Moves the account to another phone, by the codes of both; every session ends.");
        group.MapPost("/password", ChangePassword)
            .For(Access.Beginning)
            .WithName("changePassword")
            .WithSummary("Changes the password; every session ends.");
        group.MapPost("/sessions/revoke-all", RevokeAll)
            .For(Access.SignedIn with { WithoutAgreement = true })
            .WithName("revokeSessions")
            .WithSummary("Ends every session of the account, this one too.");
        ProfileEndpoints.Map(group);
        group.MapPost("/not-me", NotMe).For(Access.SignedIn with { WithoutAgreement = true }).WithName("sayNotMe")
            .WithSummary("“This was not me”, after a notice that something about signing in changed: every session "
                + "ends, this one too, and for 72 hours nothing about signing in changes, nor is a cancellation, "
                + "another phone or posting taken. Administrators and auditors are notified.");
        ClosingEndpoints.Map(group);
        OwnNotices.Map(group);
        NoticeChoicesEndpoints.Map(group);
        SubscribedCalendar.Map(group);
        Due.Map(group);
        group.MapGet("/documents", Documents.Mine).For(Access.SignedIn).WithName("listDocuments")
            .WithSummary("The caller's uploads, newest first.");
        group.MapGet("/deadlines.ics", DeadlineCalendar.Get).For(Access.SignedIn).WithName("getDeadlines")
            .WithSummary(
                "What falls due on the caller's certificates, permits, vehicles and applications, "
                + "as a calendar of at most 20,000 entries.")
            .Produces(StatusCodes.Status200OK, contentType: "text/calendar");
        group.MapGet("/export", Export.Get).For(Access.SignedIn).WithName("exportMe")
            .WithSummary("Everything that the registry has about the caller: a person, or an operator with its fleet.")
                .Produces<ExportView>();
    }

    private static async Task<Reply<MeView>> Get(Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await ViewOf(caller, registry, cancellation);

    public static async Task<MeView> ViewOf(Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (a, actor) = (caller.Account, caller.Actor);
        var party = await registry.As(actor).OwnParty(cancellation);
        var roles = caller.ActingFor is null ? a.Roles : actor.Roles;
        return new MeView(a.Id, a.Name, PersonalData.Phone(a.Phone), roles, a.Authority,
            a.Desks == Desks.None ? null : a.Desks, a.MustChangePassword,
            party?.State is Person p
                ? new RealNameView(p.Key, p.Name, p.IdentityKind, PersonalData.Whole(p.IdentityNumber)) : null,
            party?.State is Operator known ? known.Key : null, actor.EmployerKey, actor.EmployerUnit,
            a.SecondFactor)
        {
            Parties = [.. (await registry.PartiesOf(a, cancellation)).Select(
                one => one with { Acting = one.Id == actor.PartyKey })],
        };
    }

    private static async Task<NoContentResult> ChangePhone(CommandRequest<PhoneRequest> request, IRegistry registry)
    {
        var body = request.Body;
        string?[] given = [body.RequestIdNew, body.CodeNew, body.RequestIdOld, body.CodeOld];
        if (given.Any(text => text?.Length > MaxPassword))
            return NoContentResult.Unless(Refusals.Malformed(BodyRefusals.Wrong("codeNew")));
        var old = body is { RequestIdOld: { } id, CodeOld: { } code } ? new GivenCode(id, code) : null;
        return NoContentResult.Unless(await registry.ChangePhone(
            request.Caller.Account, old, new GivenCode(body.RequestIdNew, body.CodeNew)));
    }

    private static async Task<NoContentResult> ChangePassword(
        CommandRequest<PasswordRequest> request, IRegistry registry) =>
        NoContentResult.Unless(request.Body.OldPassword.Length > MaxPassword
            || request.Body.NewPassword.Length > MaxPassword
            ? Refusals.Malformed(BodyRefusals.Wrong("newPassword"))
            : await registry.Accounts.ChangePassword(
                request.Caller.Account.Id, request.Body.OldPassword, request.Body.NewPassword));

    private static async Task<NoContentResult> NotMe(CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.SayNotMe(request.Caller.Account, request.Envelope));

    private static async Task<NoContentResult> RevokeAll(CommandRequest<NoMembers> request, IRegistry registry)
    {
        await registry.Accounts.EndSessions(request.Caller.Account.Id);
        return NoContentResult.Unless(null);
    }
}

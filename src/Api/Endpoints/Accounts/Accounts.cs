using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A natural person's account.</summary>
/// <param name="RequestId">The answer to POST /verification-codes with purpose register.</param>
/// <param name="Code">What the phone received.</param>
/// <param name="Agreements">The agreed versions: all that are in force today, to open an account.</param>
/// <param name="Device">The device token of an earlier sign-in.</param>
/// <param name="IdentityLastSix">
/// As at the sign-in, where the phone belongs to an account with a proven identity.
/// </param>
public sealed record AccountRequest(
    string RequestId, string Code, ImmutableArray<AgreedVersion>? Agreements = null, string? Device = null,
    string? IdentityLastSix = null);

/// <summary>An account; directly after it was opened or reset, with its first password.</summary>
/// <param name="OneTimeCode">
/// The first password, valid for 72 hours and shown once; left out where one was given.
/// </param>
/// <param name="SecondFactor">True when a generator of one-time passwords is in use.</param>
public sealed record AccountView(
    string Id, string? UserName, PersonalData? Phone, Roles Roles, string? Authority, Desks? System, string? PersonId,
    bool MustChangePassword, bool Disabled, bool SecondFactor, string? OneTimeCode = null,
    SessionView? Session = null)
{
    internal static AccountView Of(Account a, string? oneTimeCode = null) => new(
        a.Id,
        a.Name,
        PersonalData.Phone(a.Phone),
        a.Roles,
        a.Authority,
        a.Desks == Desks.None ? null : a.Desks,
        a.PersonKey,
        a.MustChangePassword,
        a.Disabled,
        a.SecondFactor,
        oneTimeCode);
}

/// <summary>
/// A natural person's account (http.md 2).
/// </summary>
internal static class Accounts
{
    private const int MaxSecret = 200;

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("/accounts").WithTags("accounts").AddEndpointFilterFactory(CommandRequestFilter.For);
        group.MapPost("/", Open).For(Access.Open).WithName("openAccount")
            .WithSummary("Opens a natural person's account by the code of a request, or signs in to the phone's.")
            .Produces<AccountView>();
    }

    private static async Task<Created<AccountView>> Open(
        CommandRequest<AccountRequest> request, HttpContext http, IRegistry registry)
    {
        var (id, code, agreements, device, lastSix) = request.Body;
        if (id.Length > MaxSecret || code.Length > MaxSecret || device?.Length > MaxSecret
            || lastSix?.Length > MaxSecret)
            return Refusals.Malformed(BodyRefusals.Wrong("code"));
        var came = await registry.Accounts.OpenByPhone(
            new GivenCode(id, code) { IdentityLastSix = lastSix }, AgreementEndpoints.Of(agreements),
            http.Origin(device));
        if (came is not SignIn.Started started) return ((SignIn.No)came).Refusal;
        var view = AccountView.Of(started.Account) with { Session = SessionView.Of(started) };
        return new Created<AccountView>
        {
            Value = view, Location = started.Opened ? $"/api/v1/accounts/{started.Account.Id}" : null,
        };
    }
}

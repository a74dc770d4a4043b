using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>What the manager gives to the driver; shown once.</summary>
/// <param name="ExpiresAt">Until when the code is valid, exclusive.</param>
public sealed record RecoveryCodeView(string RecoveryId, string Code, DateTimeOffset ExpiresAt);

/// <summary>What a driver who has lost the phone sends.</summary>
/// <param name="Code">The code that was shown to the manager.</param>
/// <param name="RequestIdNew">The answer to POST /verification-codes with purpose changePhone.</param>
/// <param name="CodeNew">The code that the new phone received.</param>
#pragma warning disable CA1711 // It is the contract's word: the code of the new phone.
public sealed record RecoveryRequest(string Code, string IdentityNumber, string RequestIdNew, string CodeNew);
#pragma warning restore CA1711

/// <summary>A new phone for a person's account; its holder is at the desk with the identity card.</summary>
/// <param name="Reason">Why, and how the person was recognised.</param>
public sealed record PersonPhoneRequest(string RequestIdNew, string CodeNew, string Reason);

/// <summary>A new phone that waits to take effect.</summary>
/// <param name="Phone">The new phone, masked; left out in the answer to whoever asked.</param>
/// <param name="EffectiveAt">From this instant on the account has it, unless the old phone objects.</param>
public sealed record RecoveryView(string RecoveryId, string? Phone, DateTimeOffset EffectiveAt)
{
    internal static RecoveryView Of(PhoneRecovery waiting) => new(
        waiting.Id, IdentityNumber.MaskPhone(waiting.Phone), ShanghaiTime.ToLocal(waiting.EffectiveAt));
}

/// <summary>Lost phones (http.md 9; decisions 4).</summary>
internal static class PhoneRecoveries
{
    private const int MaxText = 200;
    private const int GoodForMinutes = 10;

    public static void Map(RouteGroupBuilder api)
    {
        var routes = api.MapGroup("").AddEndpointFilterFactory(CommandRequestFilter.For);
        routes.MapPost("/employers/{id}/drivers/{railLicenceId}/phone-recovery", Begin).WithTags("employers")
            .For(Access.Of(Roles.Employer)).WithName("recoverDriverPhone")
            .WithSummary("A code for a driver who has lost the phone, shown once and good for ten minutes: the "
                + "employer of today, or the one whose letter phoneChange the exam centre has granted.");
        routes.MapPost("/recoveries/{recoveryId}", Prove).WithTags("sessions").For(Access.Open)
            .WithName("recoverPhone").Produces<RecoveryView>(StatusCodes.Status202Accepted)
            .WithSummary("The driver gives the manager's code, the identity number and the new phone's code. It takes "
                + "effect after 24 hours, unless the old phone objects.");
        routes.MapPost("/persons/{id}/phone", Ask).WithTags("persons")
            .For(Access.Of(Roles.Officer | Roles.ExamCentre | Roles.Administration)).WithName("setPersonPhone")
            .WithMetadata(EntityCommand.Marker)
            .WithSummary("Asks for another phone for the person's account, after a look at person and card; a second "
                + "officer confirms, and it takes effect after 24 hours, unless the old phone objects.");
        var own = routes.MapGroup("/me/recoveries").WithTags("me").For(Access.SignedIn);
        own.MapGet("", List).WithName("listRecoveries")
            .WithSummary("Another phone that waits to take the place of the caller's.");
        own.MapPost("/{id}/object", Object).WithName("objectToRecovery").WithMetadata(EntityCommand.Marker)
            .WithSummary("The holder of the old phone says no: nothing changes.");
    }

    private static async Task<Reply<RecoveryCodeView>> Begin(
        string id, string railLicenceId, CommandRequest<NoMembers> request, IRegistry registry)
    {
        var (driver, refusal) = await registry.As(request.Caller.Actor).DriverWithLostPhone(id, railLicenceId);
        if (refusal is not null) return refusal;
        var shown = await registry.Accounts.BeginRecovery(driver!, request.Caller.Account.Id);
        return new RecoveryCodeView(
            shown.RequestId, shown.Code, ShanghaiTime.ToLocal(
                TimeProvider.System.GetUtcNow().AddMinutes(GoodForMinutes)));
    }

    private static async Task<Accepted<RecoveryView>> Prove(
        string recoveryId, CommandRequest<RecoveryRequest> request, IRegistry registry)
    {
        var body = request.Body;
        string[] given = [recoveryId, body.Code, body.IdentityNumber, body.RequestIdNew, body.CodeNew];
        if (given.Any(text => text.Length > MaxText)) return Refusals.Malformed(BodyRefusals.Wrong("code"));
        var proven = await registry.Accounts.ProveRecovery(new RecoveryProof(
            recoveryId, body.Code, body.IdentityNumber, new GivenCode(body.RequestIdNew, body.CodeNew)));
        if (proven.Refusal is { } no) return no;
        var recover = new RecoverPhone(
            proven.AccountId, proven.PersonKey, recoveryId, proven.Phone, proven.By);
        var answer = await registry.Execute(
            IdentityBinding.IdOf(proven.AccountId),
            new Envelope(Guid.NewGuid().ToString("N"), recover, Actor.Registry(Channel.Http)));
        return answer is Answer.No refused ? refused.Refusal : new Accepted<RecoveryView>
        {
            Value = new RecoveryView(
                recoveryId, null, ShanghaiTime.ToLocal(registry.Now.AddHours(PhoneRecovery.WaitHours))),
        };
    }

    private static async Task<Accepted<AwaitedApprovalView>> Ask(
        string id, CommandRequest<PersonPhoneRequest> request, IRegistry registry)
    {
        var body = request.Body;
        if (body.RequestIdNew.Length > MaxText || body.CodeNew.Length > MaxText)
            return Refusals.Malformed(BodyRefusals.Wrong("codeNew"));
        if (await registry.As(request.Caller.Actor).PersonToActOn(id) is not var (person, version))
            return Refusals.NotFound();
        // Whether it may be asked for at all is checked first, because a code is valid once.
        var form = new PersonPhoneForm(person.Key, person.AccountId ?? "", "", body.Reason);
        if (await registry.As(request.Caller.Actor).MayNotAsk(person, form) is { } refusal) return refusal;
        var proven = await registry.Accounts.ProveNewPhone(
            person.AccountId!, new GivenCode(body.RequestIdNew, body.CodeNew));
        return proven.Refusal is { } no ? no
            : await Approvals.AskFor(request, person, version, form with { Phone = proven.Phone }, registry);
    }

    private static async Task<Reply<Listing<RecoveryView>>> List(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        new Listing<RecoveryView>(
            await registry.As(caller.Actor).OwnRecovery(cancellation) is { } waiting
                ? [RecoveryView.Of(waiting)] : ImmutableArray<RecoveryView>.Empty,
            null);

    private static async Task<NoContentResult> Object(
        string id, CommandRequest<NoMembers> request, IRegistry registry) =>
        NoContentResult.Unless(await registry.Execute(
            IdentityBinding.IdOf(request.Caller.Account.Id), request.Envelope(new ObjectToRecovery(id)))
            is Answer.No no ? no.Refusal : null);
}

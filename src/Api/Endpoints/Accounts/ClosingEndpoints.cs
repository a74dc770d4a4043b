using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Closes the caller's account.</summary>
/// <param name="Understood">True: the caller has read what ends and what the law keeps (GET /me/closing).</param>
public sealed record CloseAccountRequest(bool Understood);

/// <summary>What closing the caller's account does, to be read before; in the reader's language.</summary>
/// <param name="Possible">True: the account can be closed now.</param>
/// <param name="Reason">Why it cannot; left out where it can.</param>
/// <param name="From">The day from which it can be closed; left out where it can be now, or never.</param>
/// <param name="Ends">What ends at once.</param>
/// <param name="Stays">What the law keeps.</param>
/// <param name="ComesBack">What comes back with another account, and until when.</param>
/// <param name="Applications">Applications under way, which continue without notices to anybody.</param>
/// <param name="Links">Relations that end.</param>
/// <param name="Trips">Charter trips whose certificate no account could show any more.</param>
public sealed record ClosingView(
    bool Possible, string? Reason, DateOnly? From, ImmutableArray<string> Ends, ImmutableArray<string> Stays,
    ImmutableArray<string> ComesBack, ImmutableArray<ApplicationView> Applications, ImmutableArray<LinkView> Links,
    ImmutableArray<TripView> Trips)
{
    internal static ClosingView Of(ClosingOutlook outlook, HttpContext http)
    {
        return new(outlook.MayNot is null, outlook.MayNot is { } no ? Languages.In(http, no.Detail) : null,
            outlook.MayNot?.RetryFrom, Said(ClosingTerms.Ends), Said(ClosingTerms.Stays), Said(ClosingTerms.ComesBack),
            outlook.UnderWay, outlook.Links, outlook.Trips);

        ImmutableArray<string> Said(ImmutableArray<LocalText> texts) =>
            [.. texts.Select(text => Languages.In(http, text))];
    }
}

/// <summary>Closing one's own account (docs/adr/0146); also possible for those who do not agree to new terms.</summary>
internal static class ClosingEndpoints
{
    public static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/closing", Get).For(Access.SignedIn with { WithoutAgreement = true }).WithName("getClosing")
            .WithSummary("What closing the caller's account ends, what the law keeps, and what is under way.");
        me.MapPost("/close", Close).For(Access.Of(Roles.Holder) with { WithoutAgreement = true })
            .WithName("closeAccount").WithMetadata(EntityCommand.Marker)
            .WithSummary("Closes a natural person's account: phone, authenticators, sessions, drafts and choices go at "
                + "once, relations end, the binding is let go; certificates, applications and histories stay by law.");
    }

    private static async Task<Reply<ClosingView>> Get(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation) =>
        ClosingView.Of(await registry.As(caller.Actor).Closing(cancellation), http);

    private static async Task<NoContentResult> Close(
        CommandRequest<CloseAccountRequest> request, IRegistry registry) =>
        NoContentResult.Unless(request.Body.Understood
            ? await registry.CloseAccount(request.Caller.Account, request.Envelope)
            : Refusals.Malformed(Refusals.Fault("understood", "请确认已阅读注销须知。",
                "Say that you have read what closing an account does.")));
}

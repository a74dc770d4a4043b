using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>Name and number as the holder confirms them, and both sides of the card, uploaded before.</summary>
/// <param name="BornOn">Needed only where the number does not contain it.</param>
/// <param name="Address">As in the identity document.</param>
/// <param name="PortraitDocumentId">A portrait taken for this, uploaded as identityPortrait.</param>
public sealed record RealNameRequest(
    string Name, string IdentityNumber, string FrontDocumentId, string BackDocumentId,
    IdentityKind IdentityKind = IdentityKind.CitizenId, DateOnly? BornOn = null, string? Address = null,
    string? PortraitDocumentId = null);

/// <summary>The state of the proof of the caller's identity.</summary>
/// <param name="RealName">Who the caller is; left out before it is proven.</param>
/// <param name="Application">The last filing; left out when there was none.</param>
/// <param name="BarredUntil">
/// Until this instant no cancellation, change of phone or posting is accepted; left out when it is over.
/// </param>
public sealed record RealNameStateView(RealNameView? RealName, ApplicationView? Application,
    DateTimeOffset? BarredUntil);

/// <summary>
/// The proof of identity (实名认证; rules.md A.1, H.24): filed here, decided at a desk. The answer to a filing is the same
/// for a number that is on record, has another name on the register, or is bound.
/// </summary>
internal static class RealName
{
    private const int MaxId = 100;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/real-name", File).For(Access.Of(Roles.Holder)).WithName("fileRealName")
            .WithSummary("Files a proof of identity (实名认证): an authority decides.").WithMetadata(EntityCommand.Marker);
        group.MapGet("/real-name", Get).For(Access.Of(Roles.Holder)).WithName("getRealName")
            .WithSummary("How far the proof of the caller's identity is.");
    }

    private static async Task<Accepted<ApplicationView>> File(
        CommandRequest<RealNameRequest> request, IRegistry registry)
    {
        var body = request.Body;
        if (new[] { body.FrontDocumentId, body.BackDocumentId, body.PortraitDocumentId }.Any(id => id?.Length > MaxId))
            return Refusals.Malformed(BodyRefusals.Wrong("frontDocumentId"));
        var number = IdentityNumber.Check(
            body.IdentityKind, body.IdentityNumber, ShanghaiTime.DateOf(registry.Now)).Normalized
            ?? body.IdentityNumber;
        var file = new FileBinding(new IdentityForm(body.Name, body.IdentityKind, number, body.BornOn, body.Address),
            body.FrontDocumentId, body.BackDocumentId, body.PortraitDocumentId);
        var answer = await registry.Execute(IdentityBinding.IdOf(request.Caller.Account.Id), request.Envelope(file));
        return Replies.ToAccepted<ApplicationView>(answer);
    }

    private static async Task<Reply<RealNameStateView>> Get(Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        var reads = registry.As(caller.Actor);
        var me = await Me.ViewOf(caller, registry, cancellation);
        var binding = await reads.OwnBinding(cancellation);
        return new RealNameStateView(me.RealName, reads.LastFilingOf(binding),
            await reads.BarredUntil(cancellation) is { } until ? ShanghaiTime.ToLocal(until) : null);
    }
}

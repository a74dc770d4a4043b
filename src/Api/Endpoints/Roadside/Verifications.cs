using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A key as JOSE libraries read it (RFC 7517).</summary>
public sealed record JwkView(string Kty, string Use, string Alg, string Kid, string Crv, string X, string Y)
{
    internal static JwkView Of(PublicKey key) => new("EC", "sig", "ES256", key.Kid, "P-256", key.X, key.Y);
}

/// <summary>The keys with which tokens of this registry are checked offline.</summary>
public sealed record JwksView(ImmutableArray<JwkView> Keys);

/// <summary>A list of other provinces' keys: a compact JWS signed by a trust root (docs/adr/0052).</summary>
public sealed record TrustListRequest(string List);

/// <summary>Why a key is retired.</summary>
public sealed record RetireKeyRequest(string Reason);

/// <summary>
/// Checks at the roadside, with the keys and lists that they need (http.md 2, 4). A verdict is never cached, because
/// the next one may differ.
/// </summary>
internal static class Verifications
{
    private const int KeysKeptSeconds = 300;

    /// <summary>Routes without a token, outside the API's path.</summary>
    public static void MapOpen(IEndpointRouteBuilder routes, VerdictReader reader)
    {
        var group = routes.MapGroup("").WithTags("verification").For(Access.Open);
        group.MapGet("/.well-known/jwks.json", Jwks).WithName("getVerificationKeys")
            .WithSummary("Public keys for checking tokens offline; keys that are retired are gone from it.");
        group.MapGet("/v/{token}", reader.Page)
            .WithName("showVerdict")
            .WithSummary("What a phone's camera opens: the verdict as a page.")
            .WithMetadata(AddressLimited.Marker, new Func<string, string>(DescribedPage).Method,
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(string), ["text/html"]));
        var verify = group.MapGet("/api/v1/verify/{token}", reader.Get).WithName("verifyToken")
            .WithSummary(
                "Judges what was scanned, by the live states of this instant. "
                + "Anything at all gets an answer; unknown is not valid.")
            .WithMetadata(AddressLimited.Marker, new Func<string, Verdict>(Described).Method,
                new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(Verdict), ["application/json"]));
        KnownQuery.Mark(verify);
    }

    public static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("")
            .WithTags("verification")
            .AddEndpointFilterFactory(CommandRequestFilter.For)
            .For(Access.Of(Roles.Administrator));
        group.MapPost("/trust-lists", Accept).WithName("acceptTrustList").WithMetadata(EntityCommand.Marker)
            .WithSummary("Hands in a newer list of other provinces' keys (信任清单).");
        group.MapGet("/admin/keys", Keys).WithName("getKeyring").WithSummary("The signing keys, their public halves.");
        group.MapPost("/admin/keys/rotate", Rotate).WithName("rotateKeys").WithMetadata(EntityCommand.Marker)
            .WithSummary("Makes a key that signs from now on; older ones keep verifying. Audited.");
        group.MapPost("/admin/keys/{kid}/retire", Retire).WithName("retireKey").WithMetadata(EntityCommand.Marker)
            .WithSummary("Whatever this key has signed is unknown from now on. Audited.");
    }

    /// <summary>
    /// The arguments and results of the readers' delegates, for the OpenAPI document alone; they are never called.
    /// </summary>
    private static Verdict Described(string token) => throw new InvalidOperationException(token);

    private static string DescribedPage(string token) => throw new InvalidOperationException(token);

    private static async Task<Reply<JwksView>> Jwks(
        HttpContext http, IRegistry registry, CancellationToken cancellation)
    {
        var keys = await registry.Verification.PublishedKeys(cancellation);
        http.Response.Headers.CacheControl = $"public, max-age={KeysKeptSeconds}";
        return new JwksView([.. keys.Select(JwkView.Of)]);
    }

    private static async Task<Reply<TrustListView>> Accept(
        CommandRequest<TrustListRequest> request, IRegistry registry) =>
        Replies.To<TrustListView>(
            await registry.Execute(
                TrustList.Id,
                request.Envelope(new AcceptTrustList(request.Body.List, registry.Verification.TrustRoots))));

    private static async Task<Reply<KeyringView>> Keys(
        Caller caller, IRegistry registry, CancellationToken cancellation) =>
        await registry.As(caller.Actor).Keyring(cancellation);

    private static async Task<Reply<KeyringView>> Rotate(
        CommandRequest<NoMembers> request, IRegistry registry, CancellationToken cancellation)
    {
        return Replies.To<KeyringView>(
            await registry.Verification.Rotate(request.Envelope(new PassTime()), cancellation));
    }

    private static async Task<Reply<KeyringView>> Retire(
        string kid, CommandRequest<RetireKeyRequest> request, IRegistry registry, CancellationToken cancellation)
    {
        if (kid.Length > 8 || !kid.All(char.IsAsciiLetterOrDigit)) return Refusals.NotFound();
        return Replies.To<KeyringView>(
            await registry.Execute(
                Keyring.Id, request.Envelope(new RetireKey(kid, request.Body.Reason)), cancellation));
    }
}

using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A trip of the snapshot.</summary>
/// <param name="Id">The trip.</param>
/// <param name="Plate">
/// The plate as HMAC-SHA-256 with the snapshot's key, base64url: it can be compared with a plate that one sees, but not
/// read.
/// </param>
/// <param name="Colour">Colour of the plate.</param>
/// <param name="From">Departure.</param>
/// <param name="Until">End of validity, exclusive.</param>
/// <param name="Received">How many drivers have received it.</param>
public sealed record SnapshotTripView(
    string Id, string Plate, PlateColour Colour, DateTimeOffset From, DateTimeOffset Until, int Received);

/// <summary>What an officer takes along on a shift; to be stored encrypted and deleted with the shift.</summary>
/// <param name="Account">The account to which the snapshot belongs.</param>
/// <param name="IssuedAt">The instant of the snapshot.</param>
/// <param name="ExpiresAt">The end of the shift.</param>
/// <param name="Key">The key of the plates, base64url.</param>
/// <param name="Trips">The trips of the next 24 hours.</param>
/// <param name="Jws">All of it as a compact JWS of this registry; null inside the JWS.</param>
public sealed record SnapshotView(
    string Account, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Key,
    ImmutableArray<SnapshotTripView> Trips, string? Jws = null);

/// <summary>The data for a verifier without a network (decisions.md 10).</summary>
public static class OfflineEndpoints
{
    private const int KeyBytes = 32;

    internal static void Map(RouteGroupBuilder api)
    {
        var group = api.MapGroup("").WithTags("verification");
        group.MapGet("/trust-lists", TrustLists).For(Access.Of(Roles.Administrator | Roles.Enforcement))
            .WithName("getTrustList").WithSummary("The trust list in use, whether it is stale, and its keys, signed.")
            .Produces(StatusCodes.Status404NotFound);
        group.MapGet("/enforcement/snapshot", Snapshot).For(Access.Of(Roles.Enforcement))
            .WithName("getEnforcementSnapshot")
            .WithSummary("The trips of the next 24 hours in the account's authority, in an open shift. Audited.");
    }

    private static async Task<Reply<TrustListView>> TrustLists(
        Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await SignedTrustList(caller.Actor, registry, cancellation);
        return refusal is not null ? refusal
            : new Reply<TrustListView> { Value = shown!.View, Version = shown.Version };
    }

    private static async Task<Result<Shown<TrustListView>>> SignedTrustList(
        Actor actor, IRegistry registry, CancellationToken cancellation)
    {
        var (shown, refusal) = await registry.As(actor).TrustList(cancellation);
        if (refusal is not null) return refusal;
        var payload = JsonSerializer.SerializeToUtf8Bytes(shown!.View, ApiJson.Of<TrustListView>());
        var signed = await registry.Verification.Sign(StatementText.TrustList, payload, cancellation);
        return shown with { View = shown.View with { Jws = signed } };
    }

    private static async Task<Reply<SnapshotView>> Snapshot(
        HttpContext http, Caller caller, IRegistry registry, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (view, refusal) = await SignedSnapshot(caller.Actor, registry, cancellation);
        return refusal is not null ? refusal : view!;
    }

    private static async Task<Result<SnapshotView>> SignedSnapshot(
        Actor actor, IRegistry registry, CancellationToken cancellation)
    {
        var (snapshot, refusal) = await registry.As(actor).Snapshot(cancellation);
        if (refusal is not null) return refusal;
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var view = new SnapshotView(
            snapshot!.AccountId, snapshot.IssuedAt, snapshot.ExpiresAt, Base64Url.EncodeToString(key),
            [.. snapshot.Trips.Select(trip => new SnapshotTripView(
                trip.Id, Sealed(trip.Plate, key), trip.Colour, trip.From, trip.Until, trip.Received))]);
        var payload = JsonSerializer.SerializeToUtf8Bytes(view, ApiJson.Of<SnapshotView>());
        return view with { Jws = await registry.Verification.Sign(StatementText.Snapshot, payload, cancellation) };
    }

    /// <summary>
    /// Both statements for the page of a shift: {"snapshot", "trust"}, each a signed text; trust is null where no list
    /// is in use. Refused in the same cases as the snapshot.
    /// </summary>
    public static async Task<Result<byte[]>> OfShift(
        Actor actor, IRegistry registry, CancellationToken cancellation)
    {
        var (snapshot, refusal) = await SignedSnapshot(actor, registry, cancellation);
        if (refusal is not null) return refusal;
        var (trust, _) = await SignedTrustList(actor, registry, cancellation);
        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["snapshot"] = snapshot!.Jws, ["trust"] = trust?.View.Jws }, ApiTypes.Default.JsonObject);
    }

    private static string Sealed(string plate, byte[] key) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(plate)));
}

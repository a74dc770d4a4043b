using System.Buffers.Text;
using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>
/// Goal: whoever has no network knows what was taken back. Method: places are read off tokens, bits off the published
/// list, once with a decoder that knows nothing of this registry (tests/Jose).
/// </summary>
[Collection(Shared.Name)]
public sealed class StatusListTests(RegistryApp app)
{
    private const int PerList = 1 << 20;

    private IRegistry Registry => app.Services.GetRequiredService<IRegistry>();

    [Fact]
    public async Task Each_document_has_a_place_of_its_own_and_its_bit_is_set_when_it_is_taken_back()
    {
        var fleet = await Fleet.New(app);
        var (first, second) = ((string)(await fleet.Vehicle())["id"]!, (string)(await fleet.Vehicle())["id"]!);
        var (place, other) = (await PlaceOf(first), await PlaceOf(second));
        Assert.NotEqual(place, other);
        Assert.Equal((false, false), (await IsSet(place), await IsSet(other)));
        await (await app.As("officer.henan")).Done(
            $"{HttpSteps.Api}/vehicles/{first}/cancel", new { ground = "authority", reason = "车辆报废" });
        await BecomesSet(place);
        Assert.False(await IsSet(other));
    }

    [Fact]
    public async Task A_trip_whose_driver_is_no_longer_fit_is_set_though_nothing_happened_to_the_trip_itself()
    {
        var c = await Charter.New(app);
        var (id, _) = await c.TripIn("received");
        var place = await PlaceOf(id);
        Assert.False(await IsSet(place));
        var officer = await app.As("officer.yunnan");
        var driver = (string)(await c.Drivers[0].Get($"{HttpSteps.Api}/certificates?mine=true"))["items"]![0]!["id"]!;
        await officer.Done(
            $"{HttpSteps.Api}/certificates/{driver}/cancel", new { ground = "authority", reason = "不再符合条件" });
        await BecomesSet(place);
    }

    [Fact]
    public async Task An_amended_trip_leaves_its_old_place_set_and_has_a_new_one_when_it_is_issued_again()
    {
        var c = await Charter.New(app);
        var trip = await c.TripIn("issued");
        var old = await PlaceOf(trip.Id);
        await c.Does("amend", trip);
        await BecomesSet(old);
        await c.Does("issue", trip);
        var now = await PlaceOf(trip.Id);
        Assert.NotEqual(old, now);
        Assert.Equal((true, false), (await IsSet(old), await IsSet(now)));
    }

    [Fact]
    public async Task A_decoder_that_knows_nothing_of_us_reads_the_list_by_the_published_keys()
    {
        if (JoseLibrary.Missing is { } missing) Assert.Skip(missing);
        var place = await PlaceOf((string)(await (await Fleet.New(app)).Vehicle())["id"]!);
        var (keys, list) = (new Uri(app.Address, "/.well-known/jwks.json"), ListOf(place));
        var said = await JoseLibrary.Status(keys, list, Registry.Now, place % PerList);
        Assert.True((bool)said["valid"]!, said.ToJsonString());
        Assert.Equal(("application/statuslist+jwt", PerList, 0),
            ((string)said["type"]!, (int)said["places"]!, (int)said["status"]!));
        var payload = said["payload"]!;
        Assert.Equal((1, 900L, 86_400L), ((int)payload["status_list"]!["bits"]!, (long)payload["ttl"]!,
            (long)payload["exp"]! - (long)payload["iat"]!));
        Assert.EndsWith("/status-list/0", (string)payload["sub"]!, StringComparison.Ordinal);
        var late = await JoseLibrary.Status(keys, list, Registry.Now.AddHours(25), place % PerList);
        Assert.Equal("ERR_JWT_EXPIRED", (string)late["code"]!);
    }

    [Fact]
    public async Task A_list_is_no_token_and_a_token_no_list()
    {
        using var stranger = app.Anonymous();
        var list = await stranger.GetStringAsync(new Uri("/status-list/0", UriKind.Relative));
        Assert.Equal("unknown", (string)(await stranger.Get($"{HttpSteps.Api}/verify/{list[..240]}"))["result"]!);
        Assert.Equal("statuslist+jwt", (string)Part(list, 0)["typ"]!);
        var token = (await Registry.Verification.TokenFor(
            (string)(await (await Fleet.New(app)).Vehicle())["id"]!))!.Token;
        Assert.Null(Part(token, 0)["typ"]);
        await (await app.As("admin")).Refused(HttpSteps.Api + "/trust-lists", 400, "MALFORMED", new { list });
        using var none = await stranger.GetAsync(new Uri("/status-list/7", UriKind.Relative));
        await none.Problem(404, "NOT_FOUND");
    }

    private async Task<long> PlaceOf(string id)
    {
        var signed = (await Registry.Verification.TokenFor(id))!;
        Assert.InRange(signed.QrText.Length, 1, TokenText.MaxCodeBytes);
        Assert.InRange(signed.Token.Length, 1,
            signed.Claims.Plate is null ? TokenText.MaxSignedWithoutPlate : TokenText.MaxSigned);
        return (long)Part(signed.Token, 1)["i"]!;
    }

    private Uri ListOf(long place) => new(app.Address, $"/status-list/{place / PerList}");

    /// <summary>
    /// Waits until the place is set: a list is not made anew at once, and on a slow machine it is kept for as long as
    /// making it many times would take.
    /// </summary>
    private async Task BecomesSet(long place)
    {
        for (var watch = Stopwatch.StartNew(); !await IsSet(place); await Task.Delay(100))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "the place is not set");
    }

    private async Task<bool> IsSet(long place)
    {
        using var stranger = app.Anonymous();
        var list = await stranger.GetStringAsync(ListOf(place));
        var packed = Base64Url.DecodeFromChars((string)Part(list, 1)["status_list"]!["lst"]!);
        using var bits = new MemoryStream();
        using (var packing = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress))
            await packing.CopyToAsync(bits);
        Assert.Equal(PerList / 8, bits.Length);
        return (bits.GetBuffer()[place % PerList / 8] >> (int)(place % 8) & 1) == 1;
    }

    private static JsonNode Part(string jws, int part) =>
        JsonNode.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(jws.Split('.')[part])))!;
}

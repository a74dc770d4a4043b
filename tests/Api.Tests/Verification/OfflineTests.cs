using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Verification;

/// <summary>What drivers and officers take along where there is no signal.</summary>
[Collection(Shared.Name)]
public sealed class OfflineTests(RegistryApp app)
{
    [Fact]
    public async Task The_phone_that_received_has_the_slots_of_the_next_ten_minutes()
    {
        var c = await Charter.New(app);
        var (id, _) = await c.TripIn("received");
        var ahead = await c.Drivers[0].Get($"{Charter.Trips}/{id}/display/slots");
        var slots = ahead["slots"]!.AsArray();
        Assert.Equal(20, slots.Count);
        Assert.Equal(20, slots.Select(slot => (string)slot!["qr"]!).Distinct().Count());
        Assert.All(slots.Zip(slots.Skip(1)), pair => Assert.Equal(
            (string)pair.First!["changesAt"]!, (string)pair.Second!["shownAt"]!));
        var now = await c.Drivers[0].Get($"{Charter.Trips}/{id}/display");
        Assert.Contains((string)now["proof"]!["code"]!, slots.Select(slot => (string)slot!["code"]!));
        Assert.Single((await c.Drivers[0].Get($"{Charter.Trips}/{id}/display/slots?count=1"))["slots"]!.AsArray());
        using var many = await c.Drivers[0].GetAsync($"{Charter.Trips}/{id}/display/slots?count=21");
        await many.Problem(400, "MALFORMED");
        using var other = await c.Drivers[1].GetAsync($"{Charter.Trips}/{id}/display/slots");
        await other.Problem(409, "WRONG_STATE"); // Has not received it.
    }

    [Fact]
    public async Task A_shift_has_the_trips_of_its_authority_with_plates_that_only_the_vehicle_shows()
    {
        var c = await Charter.New(app);
        var soon = DateTimeOffset.Parse(RegistryApp.Clock, null).AddHours(3);
        var (id, _) = await c.TripIn("received", soon);
        var far = await c.TripIn("issued", soon.AddDays(3));
        var officer = await app.As("enforcement.yunnan");
        await officer.Done(HttpSteps.Api + "/me/shift", new { place = "水富收费站" });
        var snapshot = await officer.Get(HttpSteps.Api + "/enforcement/snapshot");
        var trips = snapshot["trips"]!.AsArray();
        var trip = Assert.Single(trips, one => (string)one!["id"]! == id)!;
        Assert.DoesNotContain(trips, one => (string)one!["id"]! == far.Id);
        Assert.Equal(("yellow", 1), ((string)trip["colour"]!, (int)trip["received"]!));
        var plate = (string)(await c.Carrier.Get($"{Charter.Trips}/{id}"))["vehicle"]!["plate"]!;
        var key = Base64Url.DecodeFromChars((string)snapshot["key"]!);
        Assert.Equal(Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(plate))),
            (string)trip["plate"]!);
        Assert.DoesNotContain(plate, snapshot.ToJsonString(), StringComparison.Ordinal);
        var jws = ((string)snapshot["jws"]!).Split('.');
        Assert.Equal("enforcement-snapshot+jwt",
            (string)JsonNode.Parse(Base64Url.DecodeFromChars(jws[0]))!["typ"]!);
        using var stranger = app.Anonymous();
        var token = (string)snapshot["jws"]!;
        Assert.Equal("unknown",
            (string)(await stranger.Get($"{HttpSteps.Api}/verify/{token[..Math.Min(240, token.Length)]}"))["result"]!);
    }
}

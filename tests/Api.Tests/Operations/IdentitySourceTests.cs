using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Infrastructure.Tests.Notices;
using static OrleansRegistry.Api.Tests.Support.Railway;

namespace OrleansRegistry.Api.Tests.Operations;

/// <summary>
/// Goal: operations see that the police data source is away, and no name waits for anything but the source.
/// </summary>
public sealed class IdentitySourceTests
{
    private const string Parked = HttpSteps.Api + "/admin/parked";

    /// <summary>A registry that asks a source of the test's and shows it as away after two tries.</summary>
    private sealed class AskingApp(Uri source) : RegistryApp(
        "Development", Clock, ("Registry:IdentitySource:Url", $"{source}"), ("Registry:TriesBeforeParked", "2"));

    [Fact]
    public async Task A_source_that_is_away_is_parked_for_all_to_see_and_asked_again_at_the_next_opening()
    {
        var away = true;
        await using var source = await Receiver.Start((_, http) =>
        {
            http.Response.StatusCode = away ? 503 : 200;
            return away ? Task.CompletedTask : http.Response.Body.WriteAsync("""{"match":true}"""u8.ToArray()).AsTask();
        });
        var app = new AskingApp(source.Url);
        await app.InitializeAsync();
        try
        {
            var (driver, id) = await (await Railway.New(app)).Driver();
            var application = await Applied(
                driver, id, "rail.renewal", new { reason = "name", newName = "张新名" }, "correctionProof", "video");
            var admin = await app.As("admin");
            var shown = await Shown(admin);
            Assert.Equal(
                (application, "railApplication.askIdentitySource"), ((string)shown["entity"]!, (string)shown["what"]!));
            Assert.Equal("the identity source is away: HTTP 503; it is asked again by itself", (string)shown["error"]!);
            Assert.NotNull(shown["dueAt"]);
            Assert.Contains(
                "\nregistry_parked 1\n", await app.Anonymous().GetStringAsync("/metrics"), StringComparison.Ordinal);

            await MoveTo(app, "2026-02-13T18:00:00+08:00");
            var asked = source.All.Count;
            using (var retried = await admin.Post($"{Parked}/{(string)shown["id"]!}/retry"))
                await retried.Is(HttpStatusCode.NoContent);
            away = false;
            await MoveTo(app, "2026-02-14T07:59:59+08:00");
            Assert.Equal(asked, source.All.Count);
            Assert.NotEqual("passed", await Check(driver, application));
            await MoveTo(app, "2026-02-14T08:00:00+08:00");
            Assert.Equal("passed", await Check(driver, application));
            Assert.Empty((await admin.Get(Parked))["items"]!.AsArray());
            Assert.Single((await driver.Get($"{Licences}/{id}/history?limit=100"))["items"]!.AsArray(),
                entry => (string)entry!["type"]! == "railApplication.identityAnswered");
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static async Task<string?> Check(HttpClient driver, string application) =>
        (string?)(await driver.Get($"{Applications}/{application}"))["rail"]!["identityCheck"];

    private static async Task MoveTo(RegistryApp app, string to)
    {
        using var moved = await app.Anonymous().Post("/dev/clock", new { to });
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
    }

    /// <summary>It is asked by itself; the page is read until it is there.</summary>
    private static async Task<JsonNode> Shown(HttpClient admin)
    {
        for (var tries = 0; tries < 600; tries++, await Task.Delay(50))
            if ((await admin.Get(Parked))["items"]!.AsArray() is [{ } shown]) return shown;
        throw new TimeoutException("the source that is away is not shown");
    }
}

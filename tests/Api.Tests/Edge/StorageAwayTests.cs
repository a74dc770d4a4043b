using System.Net;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: while the store is away nothing is acknowledged, every answer says so, and afterwards all goes on.
/// </summary>
public sealed class StorageAwayTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task While_the_file_is_gone_nothing_is_acknowledged_and_the_same_request_succeeds_when_it_is_back()
    {
        var (officer, id) = (await app.As("officer.henan"), await app.CertificateOf("driver.1"));
        var path = $"{HttpSteps.Api}/certificates/{id}/violations";
        var (body, key) = (new { points = 1, on = "2026-02-12", note = "x" }, ("Idempotency-Key", "away-1"));
        var versions = await Versions(officer, id);

        var aside = app.DatabaseFile + ".aside";
        File.Move(app.DatabaseFile, aside);
        try
        {
            var problem = await officer.Refused(path, 503, "STORAGE_AWAY", body, key);
            Assert.True((bool)problem["retry"]!["possible"]!);
            Assert.DoesNotContain("registry.db", problem.ToJsonString(), StringComparison.Ordinal);
            using var ready = await app.Anonymous().GetAsync(new Uri("/readyz", UriKind.Relative));
            await ready.Problem(503, "STORAGE_AWAY");
            using var alive = await app.Anonymous().GetAsync(new Uri("/healthz", UriKind.Relative));
            await alive.Is(HttpStatusCode.OK);
        }
        finally
        {
            File.Move(aside, app.DatabaseFile);
        }

        using var done = await officer.Post(path, body, key);
        await done.Is(HttpStatusCode.OK);
        Assert.False(done.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(versions + 1, await Versions(officer, id));
    }

    private static async Task<int> Versions(HttpClient officer, string id) =>
        (int)(await officer.Get($"{HttpSteps.Api}/certificates/{id}"))["version"]!;
}

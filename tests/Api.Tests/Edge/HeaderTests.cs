using System.Net;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Goal: Idempotency-Key, ETag and If-Match keep the promises of http.md 1.</summary>
[Collection(Shared.Name)]
public sealed class HeaderTests(RegistryApp app)
{
    private static readonly object _violation = new { points = 1, on = "2026-02-10" };

    [Fact]
    public async Task The_same_key_and_content_gives_the_same_answer_and_counts_once()
    {
        var (officer, path) = await Violations();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await officer.Post(path, _violation, key);
        using var again = await officer.Post(path, _violation, key);
        await first.Is(HttpStatusCode.OK);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
        Assert.Equal(1, (int)(await again.Json())["assessment"]!["points"]!);
    }

    [Fact]
    public async Task The_same_key_with_other_content_is_refused()
    {
        var (officer, path) = await Violations();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await officer.Post(path, _violation, key);
        await first.Is(HttpStatusCode.OK);
        await officer.Refused(path, 409, "IDEMPOTENCY_KEY_REUSED", new { points = 3, on = "2026-02-10" }, key);
    }

    [Fact]
    public async Task Without_a_key_each_request_is_its_own()
    {
        var (officer, path) = await Violations();
        await officer.Done(path, _violation);
        var second = await officer.Done(path, _violation);
        Assert.Equal(2, (int)second["assessment"]!["points"]!);
    }

    [Fact]
    public async Task A_key_means_nothing_on_another_route()
    {
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var (officer, one) = await Violations();
        var (_, other) = await Violations();
        using var first = await officer.Post(one, _violation, key);
        using var second = await officer.Post(other, _violation, key);
        Assert.NotEqual((string)(await first.Json())["id"]!, (string)(await second.Json())["id"]!);
    }

    [Fact]
    public async Task A_registration_with_the_same_key_finds_the_same_certificate()
    {
        var officer = await app.As("officer.henan");
        var row = Cases.Row().ToJsonString();
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        using var first = await officer.Post(HttpSteps.Api + "/certificates", row, key);
        using var again = await officer.Post(HttpSteps.Api + "/certificates", row, key);
        await again.Is(HttpStatusCode.Created);
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(["true"], again.Headers.GetValues("Idempotency-Replayed"));
    }

    [Theory]
    [InlineData(201)]
    [InlineData(4000)]
    public async Task A_key_that_is_too_long_is_malformed(int length)
    {
        var (officer, path) = await Violations();
        var problem =
            await officer.Refused(path, 400, "MALFORMED", _violation, ("Idempotency-Key", new string('k', length)));
        Assert.NotNull(problem["errors"]!["Idempotency-Key"]);
    }

    [Fact]
    public async Task If_Match_with_the_latest_version_is_let_through_and_moves_the_tag()
    {
        var (officer, path) = await Violations();
        using var before = await officer.GetAsync(new Uri(path[..path.LastIndexOf('/')], UriKind.Relative));
        using var answer = await officer.Post(path, _violation, ("If-Match", before.Headers.ETag!.Tag));
        await answer.Is(HttpStatusCode.OK);
        Assert.NotEqual(before.Headers.ETag, answer.Headers.ETag);
        var body = await answer.Json();
        Assert.Equal($"\"{(int)body["version"]!}\"", answer.Headers.ETag!.Tag);
        using var after = await officer.GetAsync(new Uri(path[..path.LastIndexOf('/')], UriKind.Relative));
        Assert.True(JsonNode.DeepEquals(body, await after.Json()));
    }

    [Theory]
    [InlineData("\"99\"")]
    [InlineData("W/\"1\"")]
    [InlineData("\"somebody-elses\"")]
    public async Task If_Match_with_another_version_is_stale(string tag)
    {
        var (officer, path) = await Violations();
        await officer.Refused(path, 412, "STALE_VERSION", _violation, ("If-Match", tag));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("\"3")]
    [InlineData("\"1\", \"2\"")]
    public async Task If_Match_in_another_form_is_malformed(string tag)
    {
        var (officer, path) = await Violations();
        var problem = await officer.Refused(path, 400, "MALFORMED", _violation, ("If-Match", tag));
        Assert.NotNull(problem["errors"]!["If-Match"]);
    }

    private async Task<(HttpClient Officer, string Path)> Violations()
    {
        var certificate = await app.Certificate();
        return (await app.As("officer.henan"), $"{HttpSteps.Api}/certificates/{certificate["id"]}/violations");
    }
}

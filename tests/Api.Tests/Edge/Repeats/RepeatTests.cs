using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Http.Repeats;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge.Repeats;

/// <summary>
/// Goal: an Idempotency-Key is what http.md 1 says on every POST and PATCH (finding M14). Method: every route either
/// has its answer in a commit, or is an upload, or stands in the table of samples; each sample is sent, repeated, and
/// sent with another content.
/// </summary>
[Collection(Shared.Name)]
public sealed class RepeatTests(RegistryApp app)
{
    private const string Api = HttpSteps.Api;

    /// <summary>There is nothing that failed in a registry that works: the route is tried in OperationsTests.</summary>
    private const string NeverSucceeds = "POST /api/v1/admin/parked/{id}/retry";

    public static TheoryData<string> Samples() => [.. RepeatSamples.All.Keys];

    [Fact]
    public void M14_Every_post_has_its_answer_in_a_commit_or_stands_in_the_table()
    {
        var kept = AccessTests.RoutesOf(app, endpoint =>
                endpoint.RoutePattern.RawText!.StartsWith(Api, StringComparison.Ordinal)
                && endpoint.Metadata.GetMetadata<EntityCommand>() is null
                && endpoint.Metadata.GetMetadata<UploadBody>() is null
                && (endpoint.Metadata.GetMetadata<OnlyReads>() is null || IsSample(endpoint)))
            .Where(route => route.StartsWith("POST ", StringComparison.Ordinal)
                || route.StartsWith("PATCH ", StringComparison.Ordinal));
        Assert.Equal(
            RepeatSamples.All.Keys.Append(NeverSucceeds).Order(StringComparer.Ordinal),
            kept.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task M14_The_same_key_and_content_give_the_same_answer_and_another_content_none(string route)
    {
        var sample = await RepeatSamples.All[route](app);
        var key = Key();
        using var first = await sample.Client.Post(Api + sample.Path, sample.Body, key);
        var text = await first.Content.ReadAsStringAsync();
        Assert.True(first.IsSuccessStatusCode, $"{(int)first.StatusCode} {text}");

        var client = sample.Again is { } again ? await again() : sample.Client;
        using var repeated = await client.Post(Api + sample.Path, sample.Body, key);
        Assert.Equal(
            (first.StatusCode, text, first.Headers.Location, first.Content.Headers.ContentType?.ToString()),
            (repeated.StatusCode, await repeated.Content.ReadAsStringAsync(), repeated.Headers.Location,
                repeated.Content.Headers.ContentType?.ToString()));

        await client.Refused(
            Api + sample.Path, 409, "IDEMPOTENCY_KEY_REUSED", sample.Other ?? new { another = "content" }, key);
        using var other = await client.Post(Api + sample.Path, sample.Other ?? new { another = "content" }, Key());
        Assert.NotEqual(HttpStatusCode.Conflict, other.StatusCode);
    }

    /// <summary>The rows of the database hold no token, no one-time code and no password, whoever reads them.</summary>
    [Fact]
    public async Task M14_A_kept_answer_is_readable_by_nobody_without_its_request()
    {
        using var client = app.Anonymous();
        var body = new { userName = "driver.5", password = RegistryApp.Password };
        var key = Key();
        var session = await (await client.Post(Api + "/sessions", body, key)).Json();
        var again = await (await client.Post(Api + "/sessions", body, key)).Json();
        Assert.Equal((string)session["token"]!, (string)again["token"]!);
        foreach (var file in Directory.GetFiles(app.Folder, "registry.db*"))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[open.Length];
            await open.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes((string)session["token"]!)));
        }
    }

    [Fact]
    public async Task M14_One_account_s_keys_mean_nothing_to_another()
    {
        var key = Key();
        var (one, other) = (await app.NewAccount(), await app.NewAccount());
        var first = await (await one.Post(Api + "/me/authenticators/totp", new { }, key)).Json();
        var second = await (await other.Post(Api + "/me/authenticators/totp", new { }, key)).Json();
        Assert.NotEqual((string)first["secret"]!, (string)second["secret"]!);
    }

    [Fact]
    public async Task M14_What_was_refused_may_be_tried_again_under_its_key()
    {
        var client = await app.NewAccount();
        var key = Key();
        await client.Refused(Api + "/me/re-authenticate", 400, "MALFORMED", new { password = "Wrong-Horse-1" }, key);
        using var right = await client.Post(
            Api + "/me/re-authenticate", new { password = RegistryApp.OwnPassword }, key);
        await right.Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task M14_Of_twenty_at_once_with_one_key_one_is_carried_out()
    {
        using var admin = await app.As("admin");
        var body = new { userName = $"operator.{Guid.NewGuid():N}"[..24], role = "operator" };
        var key = Key();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var answer = await admin.Post(Api + "/accounts/enterprises", body, key);
            await answer.Is(HttpStatusCode.Created);
            return await answer.Content.ReadAsStringAsync();
        }));
        Assert.Single(answers.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two\u0001lines")]
    public async Task M14_A_key_that_is_none_is_refused(string key)
    {
        var client = await app.NewAccount();
        await client.Refused(Api + "/me/authenticators/totp", 400, "MALFORMED", new { },
            ("Idempotency-Key", key.Length == 0 ? new string('k', 201) : key));
    }

    /// <summary>Of those that only read a few stand in the table: nothing of their answers is kept.</summary>
    private static bool IsSample(RouteEndpoint endpoint) =>
        RepeatSamples.All.ContainsKey($"POST /{endpoint.RoutePattern.RawText!.Trim('/')}");

    private static (string, string) Key() => ("Idempotency-Key", Guid.NewGuid().ToString());
}

using System.Text;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: what every answer keeps to, whatever was asked (findings L5, L11, M2). Method: each kind of answer, and bodies
/// that are no text, at every POST that lets everybody in.
/// </summary>
[Collection(Shared.Name)]
public sealed class EdgeTests(RegistryApp app)
{
    [Theory]
    [InlineData("/healthz", 200)]
    [InlineData("/api/v1/services", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/api/v1/me", 401)]
    [InlineData("/api/v1/nowhere", 404)]
    public async Task L5_head_is_answered_like_get_without_a_body(string path, int status)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Head, path);
        using var answer = await app.Anonymous().SendAsync(asked);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("GET", "/healthz", 200)]
    [InlineData("GET", "/api/v1/services", 200)]
    [InlineData("GET", "/api/v1/me", 401)]
    [InlineData("GET", "/api/v1/nowhere", 404)]
    [InlineData("PATCH", "/api/v1/services", 405)]
    [InlineData("POST", "/api/v1/sessions", 415)]
    public async Task L11_every_answer_says_what_browsers_may_not(string method, string path, int status)
    {
        using var asked = new HttpRequestMessage(new HttpMethod(method), path);
        if (method == "POST") asked.Content = new StringContent("x", Encoding.UTF8, "text/plain");
        using var answer = await app.Anonymous().SendAsync(asked);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(
            ["default-src 'none'; frame-ancestors 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        if (status >= 400)
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
    }

    public static TheoryData<string> Open => ["sessions", "verification-codes", "accounts", "identifiers/check"];

    [Theory]
    [MemberData(nameof(Open))]
    public async Task M2_no_body_is_a_fault_of_ours(string route)
    {
        byte[][] bodies =
        [
            [.. "{\"\\ud800\":1}"u8],
            [.. "{\"kind\":\"vin\",\""u8, 0xFF, .. "\":1}"u8],
            [.. "{\"kind\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            [.. "\"\\udc00\""u8], [0xEF, 0xBB, 0xBF, .. "{}"u8], [0xFF, 0xFE, (byte)'{', 0], [],
        ];
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new("application/json");
            using var answer = await app.Anonymous().PostAsync(
                new Uri($"{HttpSteps.Api}/{route}", UriKind.Relative), content);
            Assert.InRange((int)answer.StatusCode, 400, 429);
        }
    }
}

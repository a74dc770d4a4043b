using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Support;

/// <summary>Short words for what tests say to the API.</summary>
internal static class HttpSteps
{
    public const string Api = "/api/v1";

    public static async Task<JsonNode> Json(this HttpResponseMessage answer) =>
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    public static async Task<JsonNode> Get(this HttpClient client, string path)
    {
        using var answer = await client.GetAsync(path);
        await answer.Is(HttpStatusCode.OK);
        return await answer.Json();
    }

    /// <summary>POSTs JSON: an object, or the exact text.</summary>
    public static async Task<HttpResponseMessage> Post(
        this HttpClient client, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        if (body is not null)
            request.Content = new StringContent(
                body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await client.SendAsync(request);
    }

    /// <summary>POSTs and expects success; gives the answer's JSON.</summary>
    public static async Task<JsonNode> Done(
        this HttpClient client, string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var answer = await client.Post(path, body);
        await answer.Is(status);
        return await answer.Json();
    }

    /// <summary>POSTs and expects a refusal; gives the problem.</summary>
    public static async Task<JsonNode> Refused(
        this HttpClient client,
        string path,
        int status,
        string code,
        object? body = null,
        params (string Name, string Value)[] headers)
    {
        using var answer = await client.Post(path, body, headers);
        return await answer.Problem(status, code);
    }

    /// <summary>The problem in an answer, after looking at its form.</summary>
    public static async Task<JsonNode> Problem(this HttpResponseMessage answer, int status, string code)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {status}: {text}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal(code, (string)problem["code"]!);
        Assert.Equal(status, (int)problem["status"]!);
        Assert.EndsWith(code, (string)problem["type"]!, StringComparison.Ordinal);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal); // No stack trace.
        return problem;
    }

    public static async Task Is(this HttpResponseMessage answer, HttpStatusCode status) =>
        Assert.True(answer.StatusCode == status,
            $"{answer.StatusCode} instead of {status}: {await answer.Content.ReadAsStringAsync()}");

    /// <summary>Uploads an image; gives the answer.</summary>
    public static async Task<HttpResponseMessage> Upload(
        this HttpClient client, byte[] content, string kind, string fileName = "photo.png", string? key = null)
    {
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(content), "file", fileName }, { new StringContent(kind), "kind" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, Api + "/documents") { Content = form };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        return await client.SendAsync(request);
    }

    /// <summary>Uploads an image and gives its id.</summary>
    public static async Task<string> Uploaded(this HttpClient client, string kind)
    {
        using var answer = await client.Upload(Images.Png(), kind);
        await answer.Is(HttpStatusCode.Created);
        return (string)(await answer.Json())["id"]!;
    }
}

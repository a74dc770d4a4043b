using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>
/// Goal: a refusal has its problem also where HTTP itself is at fault (finding L5, docs/adr/0115). Method: bytes over a
/// socket, as no client library sends them; and the few that the server refuses before a request exists, by name.
/// </summary>
[Collection(Shared.Name)]
public sealed class ServerRefusalTests(RegistryApp app)
{
    public static TheoryData<string, int, string> WithProblem => new()
    {
        { $"GET /api/v1/services?{new string('a', 9_000)} HTTP/1.1\r\nHost: r\r\n\r\n", 414, "TOO_LARGE" },
        { $"GET /healthz HTTP/1.1\r\nHost: r\r\nX-Long: {new string('a', 17_000)}\r\n\r\n", 431, "TOO_LARGE" },
        { $"GET /healthz HTTP/1.1\r\nHost: r\r\n{Headers(65)}\r\n", 431, "TOO_LARGE" },
        { "GET /api/v1/nowhere HTTP/1.1\r\nHost: r\r\n\r\n", 404, "NOT_FOUND" },
        { "GET http://elsewhere/api/v1/nowhere HTTP/1.1\r\nHost: elsewhere\r\n\r\n", 404, "NOT_FOUND" },
        { "BREW /api/v1/services HTTP/1.1\r\nHost: r\r\n\r\n", 405, "NOT_ALLOWED" },
        { "OPTIONS /api/v1/me HTTP/1.1\r\nHost: r\r\n\r\n", 405, "NOT_ALLOWED" },
        { Posted("Content-Type: text/plain\r\nContent-Length: 2", "{}"), 415, "MEDIA_TYPE" },
        { Posted("Content-Length: 2", "{}"), 415, "MEDIA_TYPE" },
        { Posted("Content-Type: application/json\r\nContent-Length: 1048577", ""), 413, "TOO_LARGE" },
        { Posted("Content-Type: application/json\r\nContent-Length: 99999999999", ""), 413, "TOO_LARGE" },
        { Posted("Content-Type: application/json\r\nTransfer-Encoding: chunked", "zz\r\n"), 400, "MALFORMED" },
    };

    [Theory]
    [MemberData(nameof(WithProblem))]
    public async Task L5_a_refusal_of_http_itself_is_a_problem_with_its_headers(string request, int status, string code)
    {
        var answer = await Send(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.Contains("X-Content-Type-Options: nosniff", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Security-Policy: ", answer, StringComparison.Ordinal);
        var problem = JsonNode.Parse(answer[answer.IndexOf('{', StringComparison.Ordinal)..])!;
        Assert.Equal((status, code), ((int)problem["status"]!, (string)problem["code"]!));
        if (status == 405) Assert.Contains("Allow: GET", answer, StringComparison.Ordinal);
    }

    /// <summary>There is no request yet to answer; the connection ends with the status.</summary>
    [Theory]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: r\r\n\r\n", 400)]
    [InlineData("GET /healthz HTTP/1.1\r\n\r\n", 400)]
    [InlineData("G@T /healthz HTTP/1.1\r\nHost: r\r\n\r\n", 400)]
    [InlineData("GET /healthz HTTP/1.1\r\nHost: r\r\nno header\r\n\r\n", 400)]
    [InlineData("GET /healthz HTTP/9.1\r\nHost: r\r\n\r\n", 505)]
    public async Task L5_what_is_no_request_ends_with_a_bare_status(string request, int status)
    {
        var answer = await Send(request);
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("Content-Length: 0", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Server:", answer, StringComparison.Ordinal);
    }

    private static string Posted(string headers, string body) =>
        $"POST /api/v1/sessions HTTP/1.1\r\nHost: r\r\nConnection: close\r\n{headers}\r\n\r\n{body}";

    private static string Headers(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"X-Some-{i}: 1\r\n"));

    private async Task<string> Send(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.Address.Host, app.Address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(answer.ToString()))
        {
            var read = await stream.ReadAsync(buffer).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
            if (read == 0) break;
            answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        return answer.ToString();
    }

    /// <summary>The head is there, and either no body or the end of its JSON.</summary>
    private static bool IsWhole(string answer) =>
        answer.Contains("\r\n\r\n", StringComparison.Ordinal)
        && (answer.Contains("Content-Length: 0", StringComparison.Ordinal) || answer.EndsWith('}'));
}

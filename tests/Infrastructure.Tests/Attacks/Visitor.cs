using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Tests.Support;

namespace OrleansRegistry.Infrastructure.Tests.Attacks;

/// <summary>Somebody at an address of their own, through a proxy that the registry trusts, signed in or not.</summary>
internal sealed class Visitor : IDisposable
{
    private static int _addresses;

    private Visitor(Uri registry, string address)
    {
        Address = address;
        Http = new HttpClient(new SocketsHttpHandler
        {
            MaxConnectionsPerServer = 16, UseCookies = false,
            AllowAutoRedirect = false
        })
        {
            BaseAddress = registry,
        };
        Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
    }

    public HttpClient Http { get; }

    /// <summary>From where this visitor asks, which nobody else does.</summary>
    public string Address { get; }

    /// <summary>The account, where the visitor has one.</summary>
    public string AccountId { get; set; } = "";

    /// <summary>The token of the session.</summary>
    public string Token => Http.DefaultRequestHeaders.Authorization!.Parameter!;

    /// <summary>Somebody from an address from which nobody has asked before.</summary>
    public static Visitor At(Uri registry) =>
        new(registry, $"198.51.{100 + Interlocked.Increment(ref _addresses) / 250}.{_addresses % 250 + 1}");

    /// <summary>The same address with this session: the owner's, or whoever has stolen it.</summary>
    public Visitor With(string token)
    {
        Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return this;
    }

    /// <summary>Signs in; gives the answer.</summary>
    public async Task<JsonNode> SignIn(object body)
    {
        var session = await Http.Done(HttpSteps.Api + "/sessions", body);
        With((string)session["token"]!);
        return session;
    }

    public Task<JsonNode> Done(string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK) =>
        Http.Done(HttpSteps.Api + path, body, status);

    public Task<JsonNode> Get(string path) => Http.Get(HttpSteps.Api + path);

    public Task<JsonNode> Refused(string path, int status, string code, object? body = null) =>
        Http.Refused(HttpSteps.Api + path, status, code, body ?? "{}");

    /// <summary>Reads what is refused.</summary>
    public async Task NotRead(string path, int status, string code)
    {
        using var answer = await Http.GetAsync(HttpSteps.Api + path);
        await answer.Problem(status, code);
    }

    public void Dispose() => Http.Dispose();
}

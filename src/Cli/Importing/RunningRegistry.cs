using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Cli.Importing;

/// <summary>The answer of a running registry to one request.</summary>
/// <param name="Done">True: carried out.</param>
/// <param name="Repeated">True: the request had been carried out before.</param>
/// <param name="Id">The id in the answer.</param>
/// <param name="Code">The code of the refusal.</param>
/// <param name="ReasonZh">Why not, in Chinese.</param>
/// <param name="ReasonEn">Why not, in English.</param>
internal sealed record Sent(bool Done, bool Repeated, string? Id, string? Code, string? ReasonZh, string? ReasonEn);

/// <summary>
/// A running registry, called over HTTP with an officer's account; the row's hash is the idempotency key.
/// </summary>
internal sealed class RunningRegistry : IDisposable
{
    private static readonly TimeSpan _maxTime = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;

    private RunningRegistry(HttpClient http) => _http = http;

    public static async Task<RunningRegistry> SignIn(
        Uri address, string user, string password, CancellationToken cancellation)
    {
        if (OutsideHttp.Fault(address) is { } fault) throw new SettingException($"--url {address}: {fault}");
        var http = OutsideHttp.Client();
        (http.BaseAddress, http.Timeout) = (address, _maxTime);
        using var answer =
            await http.PostAsJsonAsync("/api/v1/sessions", new { userName = user, password }, cancellation);
        var body = await ReadBody(answer, cancellation);
        if (!answer.IsSuccessStatusCode || (string?)body?["token"] is not { } token)
        {
            http.Dispose();
            throw new HttpRequestException($"{user} cannot sign in: {(int)answer.StatusCode} {body?["detail"]}");
        }
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new RunningRegistry(http);
    }

    /// <summary>Sends a body from an object.</summary>
    public Task<Sent> Post(string route, JsonObject body, string key, CancellationToken cancellation) =>
        Post(route, Encoding.UTF8.GetBytes(body.ToJsonString()), key, cancellation);

    /// <summary>
    /// Sends <paramref name="body"/>; if it is refused, it is sent in both languages to get both texts.
    /// </summary>
    public async Task<Sent> Post(string route, byte[] body, string key, CancellationToken cancellation)
    {
        var zh = await Send(route, body, key, "zh-CN", cancellation);
        if (zh.Done) return zh;
        // Refusals are not stored, so the command is decided again; if the cause was corrected meanwhile, it is carried
        // out now.
        var en = await Send(route, body, key, "en", cancellation);
        return en.Done ? en : en with { ReasonZh = zh.ReasonZh };
    }

    private async Task<Sent> Send(
        string route, byte[] body, string key, string language, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route)
        {
            Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await _http.SendAsync(request, cancellation);
        var said = await ReadBody(answer, cancellation);
        if (answer.IsSuccessStatusCode)
            return new Sent(
                true, answer.Headers.Contains("Idempotency-Replayed"), (string?)said?["id"], null, null, null);
        if ((int)answer.StatusCode is >= 500 or 401 or 429)
            throw new HttpRequestException($"the registry answered {(int)answer.StatusCode}");
        var faults = said?["errors"]?.ToJsonString(new JsonSerializerOptions(RegistryJson.Wire.Options));
        var reason = $"{said?["detail"]} {faults}".Trim();
        return new Sent(false, false, null, (string?)said?["code"], reason, reason);
    }

    private static async Task<JsonObject?> ReadBody(HttpResponseMessage answer, CancellationToken cancellation)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<JsonObject>(cancellation);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}

using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Importing;

/// <summary>Takes rows over HTTP into a running registry, with an officer's account; the row's hash is the idempotency key.</summary>
internal sealed class HttpTaker : IRowTaker, IDisposable
{
    private readonly HttpClient _http;

    private HttpTaker(HttpClient http) => _http = http;

    public static async Task<HttpTaker> SignIn(Uri address, string user, string password, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/v1/sessions", new { userName = user, password }, cancellation);
        var body = await ReadBody(answer, cancellation);
        if (!answer.IsSuccessStatusCode || (string?)body?["token"] is not { } token)
        {
            http.Dispose();
            throw new HttpRequestException($"{user} cannot sign in: {(int)answer.StatusCode} {body?["detail"]}");
        }
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new HttpTaker(http);
    }

    public async Task<RowReceipt> Take(long line, RegisterRow row, CancellationToken cancellation)
    {
        var zh = await Send(row, "zh-CN", cancellation);
        if (zh.Done) return new RowReceipt(line, zh.Repeated ? RowOutcome.Already : RowOutcome.Registered, zh.Id, null, null, null);
        // A refusal is not kept, so asking again is judging again; if somebody has mended the cause meanwhile, it is done.
        var en = await Send(row, "en", cancellation);
        return en.Done
            ? new RowReceipt(line, en.Repeated ? RowOutcome.Already : RowOutcome.Registered, en.Id, null, null, null)
            : new RowReceipt(line, RowOutcome.Refused, null, en.Code, zh.Reason, en.Reason);
    }

    private async Task<(bool Done, bool Repeated, string? Id, string? Code, string? Reason)> Send(
        RegisterRow row, string language, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/certificates")
        {
            Content = new ByteArrayContent(row.ToJson()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.Add("Idempotency-Key", RegistryTaker.CommandIdOf(row));
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await _http.SendAsync(request, cancellation);
        var body = await ReadBody(answer, cancellation);
        if (answer.IsSuccessStatusCode)
            return (true, answer.Headers.Contains("Idempotency-Replayed"), (string?)body?["id"], null, null);
        if ((int)answer.StatusCode is >= 500 or 401 or 429) throw new HttpRequestException($"the registry answered {(int)answer.StatusCode}");
        var faults = body?["errors"]?.ToJsonString(new JsonSerializerOptions(RegistryJson.Wire.Options));
        return (false, false, null, (string?)body?["code"], $"{body?["detail"]} {faults}".Trim());
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

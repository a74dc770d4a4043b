using System.Net.Http.Headers;
using System.Text.Json;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>Where the police data source is asked.</summary>
public sealed record IdentitySourceOptions
{
    /// <summary>How long the source may take when nothing else is set.</summary>
    public static TimeSpan UsualTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The address: Registry__IdentitySource__Url.</summary>
    public required Uri Url { get; init; }

    /// <summary>Sent as a bearer token; null: none. Registry__IdentitySource__Token.</summary>
    public string? Token { get; init; }

    /// <summary>How long it may take: Registry__IdentitySource__TimeoutSeconds.</summary>
    public TimeSpan Timeout { get; init; } = UsualTimeout;
}

/// <summary>
/// Asks a police data source over HTTP: POST <c>{"name", "identityKind", "identityNumber"}</c>, answered with 200 and
/// <c>{"match": true}</c> or <c>false</c>. Everything else, and an answer that cannot be read, means away: no answer is ever
/// guessed. One question, one request; the pump asks again later. Nothing of the question is logged.
/// </summary>
public sealed class HttpIdentitySource : IIdentitySource, IDisposable
{
    private const int AnswerBytesMost = 64 * 1024;

    private readonly IdentitySourceOptions _options;
    private readonly HttpClient _client = OutsideHttp.Client();

    /// <summary>A source with connections of its own.</summary>
    public HttpIdentitySource(IdentitySourceOptions options)
    {
        _options = options;
        _client.MaxResponseContentBufferSize = AnswerBytesMost;
    }

    /// <inheritdoc/>
    public async Task<bool> Knows(string name, IdentityKind kind, string identityNumber, CancellationToken cancellation = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var request = RequestFor(name, kind, identityNumber);
            using var response = await _client.SendAsync(request, limit.Token);
            if ((int)response.StatusCode != 200) throw new IdentitySourceAwayException($"HTTP {(int)response.StatusCode}");
            return Match(await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IdentitySourceAwayException($"no answer within {_options.Timeout.TotalSeconds:0.##} s");
        }
        catch (HttpRequestException failure)
        {
            throw new IdentitySourceAwayException($"not reached: {failure.HttpRequestError}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private HttpRequestMessage RequestFor(string name, IdentityKind kind, string identityNumber)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("identityKind", JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
            json.WriteString("identityNumber", identityNumber);
            json.WriteEndObject();
        }
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new ByteArrayContent(body.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        if (_options.Token is { Length: > 0 } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    private static bool Match(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.GetProperty("match").GetBoolean();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IdentitySourceAwayException("the answer cannot be read");
        }
    }
}

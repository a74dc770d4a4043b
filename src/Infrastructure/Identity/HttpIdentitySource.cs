using System.Net.Http.Headers;
using System.Text.Json;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Infrastructure.Outside;

namespace OrleansRegistry.Infrastructure.Identity;

/// <summary>The settings of the police data source.</summary>
public sealed record IdentitySourceOptions
{
    /// <summary>How long an answer may take if nothing else is set.</summary>
    public static TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(5);

    /// <summary>The address: Registry__IdentitySource__Url.</summary>
    public required Uri Url { get; init; }

    /// <summary>Sent as a bearer token; null: none. Registry__IdentitySource__Token.</summary>
    public string? Token { get; init; }

    /// <summary>How long an answer may take: Registry__IdentitySource__TimeoutSeconds.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;
}

/// <summary>
/// Asks a police data source over HTTP: POST <c>{"name", "identityKind", "identityNumber", "portrait"?}</c>, answered
/// with 200 and <c>{"match": true}</c> or <c>false</c>, and <c>"portrait"</c> match, noMatch or notCompared if one was
/// sent. Any other answer, and an unreadable one, counts as unreachable: no answer is ever guessed. There is one
/// request for each question; the pump asks again later. Nothing of the question is logged.
/// </summary>
public sealed class HttpIdentitySource : IIdentitySource, IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly IdentitySourceOptions _options;
    private readonly HttpClient _client = OutsideHttp.Client();

    /// <summary>A source with connections of its own.</summary>
    public HttpIdentitySource(IdentitySourceOptions options)
    {
        _options = options;
        _client.MaxResponseContentBufferSize = MaxAnswerBytes;
    }

    /// <inheritdoc/>
    public async Task<bool> Knows(string name, IdentityKind kind, string identityNumber,
        CancellationToken cancellation = default) =>
        (await Ask(RequestFor(name, kind, identityNumber, default), cancellation)).Match;

    /// <inheritdoc/>
    public Task<IdentityAnswer> Compare(
        string name, IdentityKind kind, string identityNumber, ReadOnlyMemory<byte> portrait,
        CancellationToken cancellation = default) =>
        Ask(RequestFor(name, kind, identityNumber, portrait), cancellation);

    private async Task<IdentityAnswer> Ask(HttpRequestMessage question, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.Timeout);
        try
        {
            using var request = question;
            using var response = await _client.SendAsync(request, limit.Token);
            if ((int)response.StatusCode != 200)
                throw new IdentitySourceAwayException($"HTTP {(int)response.StatusCode}");
            return AnswerIn(await response.Content.ReadAsByteArrayAsync(limit.Token));
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

    private HttpRequestMessage RequestFor(string name, IdentityKind kind, string identityNumber,
        ReadOnlyMemory<byte> portrait)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("identityKind", JsonNamingPolicy.CamelCase.ConvertName(kind.ToString()));
            json.WriteString("identityNumber", identityNumber);
            if (!portrait.IsEmpty) json.WriteBase64String("portrait", portrait.Span);
            json.WriteEndObject();
        }
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new ByteArrayContent(body.ToArray())
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        if (_options.Token is { Length: > 0 } token)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    /// <summary>If the answer does not mention the portrait, it was not compared.</summary>
    private static IdentityAnswer AnswerIn(byte[] body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            var portrait = answer.RootElement.TryGetProperty("portrait", out var given) ? given.GetString() : null;
            return new IdentityAnswer(answer.RootElement.GetProperty("match").GetBoolean(), portrait switch
            {
                "match" => PortraitMatch.Match,
                "noMatch" => PortraitMatch.NoMatch,
                null or "notCompared" =>
                    PortraitMatch.NotCompared,
                _ => throw new JsonException("portrait"),
            });
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IdentitySourceAwayException("the answer cannot be read");
        }
    }
}

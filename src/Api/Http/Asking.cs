using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>Turns a request into an envelope, and its answer into a response: bind, call, map.</summary>
public static class Asking
{
    private const int KeyMost = 200;

    /// <summary>Carries out <paramref name="command"/> on <paramref name="id"/> and answers with what came of it.</summary>
    public static async Task<IResult> Ask(
        this IRegistry registry, Caller caller, EntityId id, Command command, ReadOnlyMemory<byte> body, string? created = null)
    {
        var (envelope, refusal) = EnvelopeOf(caller, command, body);
        if (refusal is not null) return new ApiProblem(refusal);
        return Answered(await registry.Execute(id, envelope!, caller.Http.RequestAborted), created);
    }

    /// <summary>The response for <paramref name="answer"/>; <paramref name="created"/> is the location of a new thing.</summary>
    public static IResult Answered(Answer answer, string? created = null) => answer switch
    {
        Answer.Done done => new AnswerBytes(done, created),
        Answer.No no => new ApiProblem(no.Refusal),
        _ => throw new InvalidOperationException("an answer is done or no"),
    };

    /// <summary>The envelope of a request: who, what, under which id, on which version.</summary>
    public static (Envelope? Envelope, Refusal? Refusal) EnvelopeOf(Caller caller, Command command, ReadOnlyMemory<byte> body)
    {
        var request = caller.Http.Request;
        if (ExpectedVersion(request, out var expected) is { } bad) return (null, bad);
        var key = request.Headers["Idempotency-Key"].ToString();
        if (key.Length > KeyMost || key.Any(char.IsControl))
            return (null, BodyReading.Malformed("Idempotency-Key", $"最多 {KeyMost} 个可见字符。", $"At most {KeyMost} visible characters."));
        var envelope = new Envelope(CommandId(caller, key), command, caller.Actor)
        {
            ExpectedVersion = expected,
            Fingerprint = key.Length == 0 ? null : Convert.ToHexStringLower(SHA256.HashData(body.Span)),
        };
        return (envelope, null);
    }

    /// <summary>The same account, route and key are the same command; without a key each request is its own.</summary>
    public static string CommandId(Caller caller, string key) => key.Length == 0
        ? "http:" + Guid.CreateVersion7().ToString("N")
        : "http:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"{caller.Account.Id}\n{caller.Http.Request.Method} {caller.Http.Request.Path}\n{key}")).AsSpan(0, 16));

    /// <summary>The entity in which the application lives; null: no such id.</summary>
    public static EntityId? EntityOf(string applicationId) =>
        applicationId.LastIndexOf('.') is var dot and > 0 && EntityId.TryParse(applicationId[..dot], out var id) ? id : null;

    private static Refusal? ExpectedVersion(HttpRequest request, out int? expected)
    {
        expected = null;
        var given = request.Headers.IfMatch.ToString();
        if (given.Length == 0 || given == "*") return null;
        if (given.Length > 2 && given[0] == '"' && given[^1] == '"'
            && int.TryParse(given.AsSpan(1, given.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            expected = version;
            return null;
        }
        return BodyReading.Malformed("If-Match", "应为带引号的版本号，例如 \"3\"。", "A version in quotes, such as \"3\".");
    }
}

/// <summary>A ready answer: the bytes that were kept with the commit, and the version.</summary>
public sealed class AnswerBytes(Answer.Done done, string? created) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = created is null ? 200 : 201;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = done.Body.Length;
        response.Headers.ETag = $"\"{done.Version}\"";
        if (created is not null) response.Headers.Location = Location(created);
        if (done.Repeated) response.Headers["Idempotency-Replayed"] = "true";
        return response.BodyWriter.WriteAsync(done.Body, httpContext.RequestAborted).AsTask();
    }

    /// <summary>"{id}" in the location is the id in the answer, which the caller cannot know before.</summary>
    private string Location(string template)
    {
        if (!template.Contains("{id}", StringComparison.Ordinal)) return template;
        using var json = System.Text.Json.JsonDocument.Parse(done.Body);
        return template.Replace("{id}", json.RootElement.GetProperty("id").GetString(), StringComparison.Ordinal);
    }
}

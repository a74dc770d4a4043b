using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// An answer with a <typeparamref name="T"/>, or a refusal; the status is 200, or 201 if it has the address of
/// something new.
/// </summary>
internal class Reply<T> : IResult, IEndpointMetadataProvider, IAuditedAnswer
{
    object? IAuditedAnswer.Shown => Value;

    /// <summary>The refusal; null when there is an answer.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>The answer as a value; null where it is in <see cref="Ready"/> as bytes.</summary>
    public T? Value { get; init; }

    /// <summary>The answer as bytes, as they were stored with the commit.</summary>
    public ReadOnlyMemory<byte> Ready { get; init; }

    /// <summary>The entity's version; null: the answer is not about one entity.</summary>
    public int? Version { get; init; }

    /// <summary>True when the command had been carried out before and this is its stored answer.</summary>
    public bool Repeated { get; init; }

    /// <summary>The address of the new thing; null: nothing is new.</summary>
    public string? Location { get; init; }

    /// <summary>The status, where it is neither 200 nor 201.</summary>
    protected virtual int Status => Location is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;

    /// <summary>A refusal as the answer.</summary>
    public static implicit operator Reply<T>(Refusal refusal) => new() { Refusal = refusal };

    /// <summary>A value as the answer.</summary>
    public static implicit operator Reply<T>(T value) => new() { Value = value };

    /// <summary>What was read, or the refusal, as the answer.</summary>
    public static implicit operator Reply<T>(Result<Shown<T>> read) =>
        read.Refusal is { } no ? no : new Reply<T> { Value = read.Value!.View, Version = read.Value.Version };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (Refusal is not null)
        {
            ProblemWriter.Write(httpContext, Refusal);
            return Task.CompletedTask;
        }
        var response = httpContext.Response;
        if (Version is { } version) response.Headers.ETag = EntityTag.Of(version);
        if (Repeated) response.Headers["Idempotency-Replayed"] = "true";
        response.StatusCode = Status;
        if (Location is not null) response.Headers.Location = Location;
        if (Ready.Length > 0) JsonOut.Write(httpContext, Ready.Span);
        else JsonOut.Write(httpContext, Value!, ApiJson.Of<T>());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), ["application/json"]));
}

/// <summary>An answer that always means that something new exists: 201.</summary>
internal sealed class Created<T> : Reply<T>, IEndpointMetadataProvider
{
    /// <summary>A refusal as the answer.</summary>
    public static implicit operator Created<T>(Refusal refusal) => new() { Refusal = refusal };

    /// <inheritdoc/>
    public static new void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(
            new ProducesResponseTypeMetadata(StatusCodes.Status201Created, typeof(T), ["application/json"]));
}

/// <summary>An answer that means that somebody else must decide: 202.</summary>
internal sealed class Accepted<T> : Reply<T>, IEndpointMetadataProvider
{
    /// <summary>A refusal as the answer.</summary>
    public static implicit operator Accepted<T>(Refusal refusal) => new() { Refusal = refusal };

    /// <inheritdoc/>
    protected override int Status => StatusCodes.Status202Accepted;

    /// <inheritdoc/>
    public static new void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(T),
            ["application/json"]));
}

/// <summary>Done, with an answer without content: 204. Or refused.</summary>
internal sealed class NoContentResult : IResult, IEndpointMetadataProvider, IAuditedAnswer
{
    private readonly Refusal? _refusal;

    private NoContentResult(Refusal? refusal) => _refusal = refusal;

    Refusal? IAuditedAnswer.Refusal => _refusal;

    object? IAuditedAnswer.Shown => null;

    /// <summary>Done, unless there is a refusal.</summary>
    public static NoContentResult Unless(Refusal? refusal) => new(refusal);

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_refusal is not null) ProblemWriter.Write(httpContext, _refusal);
        else httpContext.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status204NoContent, typeof(void)));
}

/// <summary>Makes answers from results of commands and reads.</summary>
internal static class Replies
{
    /// <summary>The entity or the application after the command, byte for byte as it was stored.</summary>
    public static Reply<T> To<T>(Answer answer) => answer switch
    {
        Answer.Done done => new Reply<T> { Ready = done.Body, Version = done.Version, Repeated = done.Repeated },
        Answer.No no => no.Refusal,
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    /// <summary>An answer for an act that somebody else must decide.</summary>
    public static Accepted<T> ToAccepted<T>(Answer answer) => answer switch
    {
        Answer.Done done => new Accepted<T> { Ready = done.Body, Version = done.Version, Repeated = done.Repeated },
        Answer.No no => no.Refusal,
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    /// <summary>An answer for something new; <paramref name="location"/> takes its address from the answer.</summary>
    public static Created<T> ToCreated<T>(Answer answer, Func<Answer.Done, string> location) => answer switch
    {
        Answer.Done done => new Created<T>
        {
            Ready = done.Body, Version = done.Version, Repeated = done.Repeated, Location = location(done),
        },
        Answer.No no => no.Refusal,
        _ => throw new InvalidOperationException($"Unknown answer {answer.GetType().Name}."),
    };

    /// <summary>A value that belongs to no entity, or the refusal.</summary>
    public static Reply<T> Of<T>(Result<T> read) => read.Refusal is { } no ? no : read.Value!;

    /// <summary>A page of a list, or the refusal.</summary>
    public static Reply<Listing<T>> Of<T>(Result<Page<T>> read) =>
        read.Refusal is { } no ? no : Of(read.Value!);

    /// <summary>A page of a list.</summary>
    public static Reply<Listing<T>> Of<T>(Page<T> page) => new Listing<T>(page.Items, page.Next);

    /// <summary>A list that is in memory, or the refusal.</summary>
    public static Reply<Listing<T>> Whole<T>(Result<ImmutableArray<T>> read) =>
        read.Refusal is { } no ? no : new Listing<T>(read.Value, null);

    /// <summary>The id in an answer of bytes.</summary>
    public static string IdIn(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}

/// <summary>
/// Marks routes whose command goes to an entity, so that the OpenAPI document lists refusals for versions, states and
/// the law.
/// </summary>
internal sealed class EntityCommand
{
    public static EntityCommand Marker { get; } = new();
}

/// <summary>The tag of a version: <c>"3"</c>.</summary>
internal static class EntityTag
{
    private static readonly string[] _small =
        [.. Enumerable.Range(0, 256).Select(version => string.Create(CultureInfo.InvariantCulture, $"\"{version}\""))];

    public static string Of(int version) => (uint)version < (uint)_small.Length
        ? _small[version] : string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

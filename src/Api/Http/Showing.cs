using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Http;

/// <summary>A view as JSON straight into the response, with its version as entity tag.</summary>
public sealed class Shown<T>(T view, JsonTypeInfo<T> contract, int? version = null, int status = 200) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        if (version is { } number) response.Headers.ETag = $"\"{number}\"";
        await using var writer = new Utf8JsonWriter(response.BodyWriter, ViewWriting.Options);
        JsonSerializer.Serialize(writer, view, contract);
    }
}

/// <summary>A page of a list on the wire.</summary>
public sealed record PageView<T>(ImmutableArray<T> Items, string? Next);

/// <summary>Small makers of results.</summary>
public static class Show
{
    /// <summary>A value by the general contract (camelCase, enum names); for what is not hot.</summary>
    public static IResult Json<T>(T value, int status = 200) =>
        Results.Json(value, ViewOptions, "application/json; charset=utf-8", status);

    /// <summary>A refusal.</summary>
    public static IResult No(Refusal refusal) => new ApiProblem(refusal);

    /// <summary>The options of answers that have no view of their own; nulls are written, so that clients see every member.</summary>
    public static JsonSerializerOptions ViewOptions { get; } = new(RegistryJson.Wire.Options)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(RegistryJson.Wire, new DefaultJsonTypeInfoResolver()),
    };
}

/// <summary>Which page a caller wants: <c>limit</c> 1 to 200, <c>cursor</c> from the page before.</summary>
public sealed record Paging(PageRequest Page, Refusal? Refusal)
{
    private const int LimitMost = 200;

    /// <summary>Binds from the query.</summary>
    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var limit = 50;
        if (query.TryGetValue("limit", out var given)
            && (!int.TryParse(given, System.Globalization.NumberStyles.None, null, out limit) || limit is < 1 or > LimitMost))
            return Bound(new Paging(default, BodyReading.Malformed("limit", $"应为 1 至 {LimitMost}。", $"1 to {LimitMost}.")));
        var cursor = query.TryGetValue("cursor", out var at) ? at.ToString() : null;
        return Bound(new Paging(new PageRequest(limit, string.IsNullOrEmpty(cursor) ? null : cursor), null));
    }

    private static ValueTask<Paging?> Bound(Paging paging) => ValueTask.FromResult<Paging?>(paging);
}

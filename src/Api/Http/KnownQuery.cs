using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Http;

/// <summary>
/// The query parameters that a route reads, taken from its handler's own parameters. Any other is refused, so that
/// nobody takes an unfiltered list for a filtered one.
/// </summary>
internal sealed class KnownQuery(FrozenSet<string> names)
{
    /// <summary>In order, for the tests that compare them with the OpenAPI document.</summary>
    public IEnumerable<string> Names => names.Order(StringComparer.Ordinal);

    /// <summary>Gives each of these routes the list of its parameters.</summary>
    public static void Mark(IEndpointConventionBuilder routes) => routes.Finally(builder =>
    {
        if (builder is not RouteEndpointBuilder route) return;
        var inPath = route.RoutePattern.Parameters.Select(parameter => parameter.Name);
        var read = builder.Metadata.OfType<MethodInfo>().FirstOrDefault()?.GetParameters().SelectMany(Words) ?? [];
        builder.Metadata.Add(new KnownQuery(read.Except(inPath, StringComparer.Ordinal).ToFrozenSet()));
    });

    /// <summary>Null: each parameter is known, and given once.</summary>
    public Refusal? Refuses(IQueryCollection query)
    {
        var unknown = query.Keys.Where(word => !names.Contains(word)).Select(BodyRefusals.Unknown).ToArray();
        if (unknown.Length > 0) return BodyRefusals.UnknownFields([.. unknown]);
        var twice = query.Where(word => word.Value.Count > 1).Select(word => BodyRefusals.Twice(word.Key)).ToArray();
        return twice.Length > 0 ? Refusals.Malformed([.. twice]) : null;
    }

    /// <summary>Parameters from the query are text for every handler (<see cref="Paging"/>).</summary>
    private static IEnumerable<string> Words(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(AsParametersAttribute))
            ? parameter.ParameterType.GetProperties().Where(one => one.PropertyType == typeof(string))
                .Select(one => char.ToLowerInvariant(one.Name[0]) + one.Name[1..])
            : parameter.ParameterType == typeof(string)
                ? [parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!] : [];
}

/// <summary>Refuses query parameters that the route does not read; callers without access are refused before.</summary>
internal sealed class QueryMiddleware(RequestDelegate next)
{
    public Task Invoke(HttpContext http)
    {
        if (!http.Request.QueryString.HasValue
            || http.GetEndpoint()?.Metadata.GetMetadata<KnownQuery>()?.Refuses(http.Request.Query) is not { } refusal)
            return next(http);
        ProblemWriter.Write(http, refusal);
        return Task.CompletedTask;
    }
}

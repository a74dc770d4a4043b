using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Audit;

/// <summary>
/// Writes the audit between a handler and its answer, by the class of the route; no other code does. Routes that are
/// open, or about the caller's own data, have no filter and cost nothing. Refusals are counted where they are written
/// (<see cref="ProblemWriter"/>).
/// </summary>
internal static class AuditFilter
{
    private const int MaxCriterion = 200;
    private static readonly string[] _paging = ["limit", "cursor"];

    /// <summary>Adds the filter to the routes of <paramref name="api"/> whose class needs it.</summary>
    public static void Guard(IEndpointConventionBuilder api) => api.Add(endpoint =>
        // Made when the endpoint is built, because it has its name only then.
        endpoint.FilterFactories.Insert(0, (_, next) =>
            RowOf(endpoint) is { Class: AuditClass.Personal or AuditClass.Act, ByHandler: false } row
                ? invocation => Audited(row, invocation, next) : next));

    /// <summary>Throws for a route without a class.</summary>
    public static void RefuseUnclassified(IEnumerable<Endpoint> endpoints)
    {
        var unknown = endpoints.OfType<RouteEndpoint>().Where(one => one.Metadata.GetMetadata<Http.Access>() is not null
            && AuditTable.Find(one) is null).Select(one => one.DisplayName).ToArray();
        if (unknown.Length > 0)
            throw new InvalidOperationException("Without a class in AuditTable: " + string.Join(", ", unknown));
    }

    /// <summary>
    /// The row by which this answer must be recorded; null: it is not recorded. For the one route without a filter, the
    /// most frequent one of holders.
    /// </summary>
    public static AuditRoute? Asks(HttpContext http, Caller caller) =>
        AuditTable.Find(http.GetEndpoint()!) is { } row && row.For(caller.Actor.Roles) == AuditClass.Personal
            ? row : null;

    /// <summary>Durable when the task ends.</summary>
    public static Task Record(AuditRoute row, HttpContext http, Caller? caller, object? shown, object? body = null)
    {
        var trail = http.RequestServices.GetRequiredService<IRegistry>().Operations.Trail;
        var about = AuditedIds.Of(http.Request.RouteValues, shown);
        if (row is not { Class: AuditClass.Personal, WithCriteria: false })
            return trail.Record(RecordOf(row, http, caller, about, shown, body), CancellationToken.None);
        return caller is not null && trail.IsOnRecord(caller.Account.Id, about)
            ? Task.CompletedTask
            : trail.RecordRead(RecordOf(row, http, caller, about, shown, body), CancellationToken.None);
    }

    private static AuditRoute? RowOf(EndpointBuilder endpoint) =>
        endpoint.Metadata.OfType<IEndpointNameMetadata>().LastOrDefault() is { } named
            ? AuditTable.Find(named.EndpointName) : null;

    private static async ValueTask<object?> Audited(
        AuditRoute row, EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var answer = await next(invocation);
        var http = invocation.HttpContext;
        var caller = Caller.Find(http);
        if (row.For(caller?.Actor.Roles ?? Roles.None) == AuditClass.Own) return answer;
        var refusal = (answer as IAuditedAnswer)?.Refusal ?? (answer as ApiProblem)?.Refusal;
        if (refusal is not null && !IsAct(row, refusal)) return answer;
        var body = row.WithCriteria ? invocation.Arguments.OfType<ICommandRequest>().FirstOrDefault()?.Content : null;
        await Record(refusal is null ? row : row with { Refused = refusal.Code }, http, caller,
            (answer as IAuditedAnswer)?.Shown, body);
        return answer;
    }

    /// <summary>
    /// True for an act that was refused by law or state, which is recorded as an act. A request that could not be read,
    /// or whose refusal is only counted, is not.
    /// </summary>
    private static bool IsAct(AuditRoute row, Refusal refusal) => row.Class == AuditClass.Act
        && ApiProblem.StatusOf(refusal.Code)
            is StatusCodes.Status409Conflict or StatusCodes.Status422UnprocessableEntity;

    private static AuditRecord RecordOf(
        AuditRoute row, HttpContext http, Caller? caller, ImmutableArray<string> about, object? shown, object? body)
    {
        var criteria = Criteria(http, body);
        var isRead = row is { Class: AuditClass.Personal, WithCriteria: false };
        return new AuditRecord(default, row.Class, row.What, caller?.Account.Id ?? (shown as SessionView)?.AccountId)
        {
            Party = caller?.ActingFor,
            Network = http.Connection.RemoteIpAddress?.ToString() ?? "",
            Criteria = criteria.IsEmpty ? null : criteria,
            // An empty list is recorded with the criteria that were asked for.
            About = !about.IsEmpty ? about : isRead ? [$"{row.What}?{string.Join('&', criteria.Select(Pair))}"] : null,
            Refusal = row.Refused is { } code ? RefusalCodes.Text(code) : null,
        };
    }

    private static string Pair(KeyValuePair<string, string> one) => $"{one.Key}={one.Value}";

    private static ImmutableSortedDictionary<string, string> Criteria(HttpContext http, object? body)
    {
        var criteria = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in http.Request.Query)
            if (!_paging.Contains(name)) criteria[Short(name)] = Short(PersonalText.Mask(value.ToString()));
        if (body is not null && Masked(body) is JsonObject members)
            foreach (var (name, value) in members)
                if (value is not null) criteria[name] = Short(value.ToString());
        return criteria.ToImmutable();
    }

    private static JsonNode? Masked(object body) => PersonalText.Mask(
        JsonSerializer.SerializeToNode(body, ApiJson.Options.GetTypeInfo(body.GetType())));

    private static string Short(string text) => text.Length <= MaxCriterion ? text : text[..MaxCriterion];
}

using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Tests.Fuzzing;

/// <summary>An operation of the OpenAPI document, as the fuzzer needs it.</summary>
/// <param name="Method">In capitals.</param>
/// <param name="Path">With its placeholders.</param>
/// <param name="Query">The words of its query.</param>
/// <param name="Body">The schema of a JSON body; null: it takes none.</param>
/// <param name="Statuses">Of the answers that the document describes.</param>
internal sealed record FuzzOperation(
    string Method, string Path, string[] Query, JsonNode? Body, IReadOnlySet<string> Statuses)
{
    /// <summary>Every operation of the API; pages and what Development adds have tests of their own.</summary>
    public static FuzzOperation[] Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           where path.Key.StartsWith("/api/v1", StringComparison.Ordinal)
               || path.Key.StartsWith("/v/", StringComparison.Ordinal)
           from operation in path.Value!.AsObject()
           select new FuzzOperation(
               operation.Key.ToUpperInvariant(), path.Key,
               [.. (operation.Value!["parameters"]?.AsArray() ?? []).Where(one => (string)one!["in"]! == "query")
                   .Select(one => (string)one!["name"]!)],
               operation.Value["requestBody"]?["content"]?["application/json"]?["schema"],
               operation.Value["responses"]!.AsObject().Select(one => one.Key).ToHashSet()),
    ];
}

using System.Text.Json;

namespace OrleansRegistry.Infrastructure.Retention;

/// <summary>The documents that an event names: members <c>documentId</c> and <c>documentIds</c> at any depth.</summary>
internal static class DocumentReferences
{
    /// <summary>Their ids, with repeats.</summary>
    public static IEnumerable<string> In(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(Of),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(In),
        _ => [],
    };

    private static IEnumerable<string> Of(JsonProperty member) => member.Value.ValueKind switch
    {
        JsonValueKind.String when member.NameEquals("documentId") => [member.Value.GetString()!],
        JsonValueKind.Array when member.NameEquals("documentIds") =>
            member.Value.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.String)
                .Select(id => id.GetString()!),
        _ => In(member.Value),
    };
}

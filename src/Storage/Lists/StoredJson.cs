using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Storage.Lists;

/// <summary>The two small JSON texts that are the tables' own: a notice's values and a document's warnings.</summary>
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class StoredJson : JsonSerializerContext
{
    // Chinese stays readable for anybody who looks into the file; pages escape it on their own.
    private static readonly StoredJson _readable =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Write(ImmutableSortedDictionary<string, string> values) =>
        JsonSerializer.Serialize(values, _readable.ImmutableSortedDictionaryStringString);

    public static string Write(ImmutableArray<string> texts) =>
        JsonSerializer.Serialize(texts, _readable.ImmutableArrayString);

    public static ImmutableSortedDictionary<string, string> ReadValues(string json) =>
        JsonSerializer.Deserialize(json, _readable.ImmutableSortedDictionaryStringString)
        ?? ImmutableSortedDictionary<string, string>.Empty;

    public static ImmutableArray<string> ReadTexts(string json) =>
        JsonSerializer.Deserialize(json, _readable.ImmutableArrayString);
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Json;

/// <summary>
/// The JSON contract of the HTTP API: strict in reading (unknown and repeated members, numbers instead of names, nulls
/// and gaps are refused), and in writing the same as the Domain's own (<see cref="RegistryJson"/>).
/// </summary>
internal static class ApiJson
{
    /// <summary>The options for reading and writing.</summary>
    public static JsonSerializerOptions Options { get; } = Strict();

    /// <summary>How a <typeparamref name="T"/> is read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() => Known<T>.Type;

    /// <summary>
    /// The options that reading and writing share; for the OpenAPI document, which has its own list of what requests
    /// refuse.
    /// </summary>
    public static void Shared(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new CamelCaseNames<IdentityKind>());
        options.Converters.Add(new CamelCaseNames<IdentifierKind>());
        options.Converters.Add(new CamelCaseNames<PlateColour>());
        options.Converters.Add(new FlagsJson<Roles>());
        options.Converters.Add(new FlagsJson<Desks>());
        options.Converters.Add(new InstantJson());
        options.TypeInfoResolver = ApiTypes.Default;
    }

    private static JsonSerializerOptions Strict()
    {
        var options = new JsonSerializerOptions
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            MaxDepth = JsonFaults.MaxDepth,
        };
        Shared(options);
        options.MakeReadOnly();
        return options;
    }

    private static class Known<T>
    {
        public static readonly JsonTypeInfo<T> Type = (JsonTypeInfo<T>)ApiJson.Options.GetTypeInfo(typeof(T));
    }
}

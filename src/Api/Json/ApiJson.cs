using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Json;

/// <summary>
/// The JSON contract of the HTTP API: strict in what it reads (unknown and repeated members, numbers for names, nulls
/// and gaps are refused), and the same in what it writes as the domain's own (<see cref="RegistryJson"/>).
/// </summary>
internal static class ApiJson
{
    /// <summary>The options of everything that is read and written here.</summary>
    public static JsonSerializerOptions Options { get; } = Strict();

    /// <summary>How a <typeparamref name="T"/> is read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() => Known<T>.Type;

    /// <summary>
    /// What reading and writing share; for the OpenAPI document, which says itself what requests refuse.
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

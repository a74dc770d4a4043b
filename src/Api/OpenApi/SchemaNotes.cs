using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>What must be added to the schemas because the types do not say it.</summary>
internal static class SchemaNotes
{
    public static Task Add(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Roles)) Names<Roles>(schema);
        else if (type == typeof(Desks)) Names<Desks>(schema);
        else if (type == typeof(PersonalData))
            schema.Type = type == context.JsonTypeInfo.Type
                ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        else if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type.Name.EndsWith("Request", StringComparison.Ordinal)) schema.AdditionalPropertiesAllowed = false;
        else if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object) NotRequired(schema, context.JsonTypeInfo);
        return Task.CompletedTask;
    }

    /// <summary>
    /// Members that are null are left out of answers, unless the member says that it is always there.
    /// </summary>
    private static void NotRequired(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var always = property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true)
                .OfType<JsonIgnoreAttribute>().Any(ignore => ignore.Condition == JsonIgnoreCondition.Never) == true;
            var nullable = property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;
            if (nullable && !always) schema.Required?.Remove(property.Name);
        }
    }

    private static void Names<T>(OpenApiSchema schema) where T : struct, Enum
    {
        schema.Type = JsonSchemaType.Array;
        schema.Items = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetNames<T>().Where(name => name is not ("None" or "Registry"))
                .Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))],
        };
    }
}

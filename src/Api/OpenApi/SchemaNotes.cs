using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>What the schemas cannot know by themselves.</summary>
internal static class SchemaNotes
{
    public static Task Add(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Roles)) Names<Roles>(schema);
        else if (type == typeof(Desks)) Names<Desks>(schema);
        else if (type == typeof(DateTimeOffset)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type.Name.EndsWith("Request", StringComparison.Ordinal)) schema.AdditionalPropertiesAllowed = false;
        return Task.CompletedTask;
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

using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>The schema of a problem, with every code.</summary>
internal static class ProblemSchema
{
    public const string Name = "Problem";

    public static OpenApiSchema Make() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "RFC 9457. What the law or the request's form says no with.",
        Required = new HashSet<string> { "type", "title", "status", "code" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("urn:orleans-registry:problem: and the code."),
            ["title"] = Text("By Accept-Language; zh-CN unless English is preferred."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            ["code"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String, Description = "Stable.",
                Enum = [.. Enum.GetValues<RefusalCode>()
                    .Select(RefusalCodes.Text)
                    .Append("INTERNAL")
                    .Select(name => (JsonNode)name)],
            },
            ["detail"] = Text("What a driver understands."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object, Description = "Messages by JSON path or by the material's kind.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
            ["law"] = Text("The article that says no."),
            ["until"] = new OpenApiSchema
            {
                Type = JsonSchemaType.String, Format = "date",
                Description = "Only of BANNED: the first day on which an application is possible.",
            },
            ["retry"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Whether the same request can succeed later, and from when.",
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["possible"] = new OpenApiSchema { Type = JsonSchemaType.Boolean },
                    ["from"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                },
            },
            ["traceId"] = Text("Only of an internal error: where to find it in the log."),
        },
    };

    private static OpenApiSchema Text(string? description) =>
        new() { Type = JsonSchemaType.String, Description = description };
}

using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Json;
using OrleansRegistry.Api.Endpoints;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The OpenAPI 3.1 document. It is written by each build to openapi/v1.json and served by the process; a test keeps the
/// two the same.
/// </summary>
internal static class ApiDocument
{
    public const string Name = "v1";

    /// <summary>How a request says whose it is: the scheme's name in the document.</summary>
    internal const string Bearer = "bearer";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options => ApiJson.Shared(options.SerializerOptions));
        return services.AddOpenApi(Name, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.CreateSchemaReferenceId = SchemaIds.Of;
            options.AddDocumentTransformer(Describe);
            options.AddOperationTransformer(OperationNotes.Add);
            options.AddSchemaTransformer(SchemaNotes.Add);
        });
    }

    private static Task Describe(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Orleans Registry", Version = "1",
            Description = "Transport licences (交通运输许可登记). Errors are RFC 9457 problems with a stable code; "
                + "Idempotency-Key is taken on every POST; ETag and If-Match carry the version of an entity.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token from POST /api/v1/sessions.",
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[ProblemSchema.Name] = ProblemSchema.Make();
        foreach (var path in document.Paths.Values)
            foreach (var operation in path.Operations!.Values) ShowProblems(operation, document);
        Descriptions.Unwrap(document);
        return Task.CompletedTask;
    }

    private static void ShowProblems(OpenApiOperation operation, OpenApiDocument document)
    {
        foreach (var response in operation.Responses!)
        {
            if (response.Key[0] is '4' or '5' && response.Value is OpenApiResponse problem)
            {
                problem.Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new()
                    {
                        Schema = new OpenApiSchemaReference(ProblemSchema.Name, document),
                    },
                };
            }
        }
    }
}

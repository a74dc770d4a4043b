using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansRegistry.Api;

/// <summary>What the OpenAPI document says beyond what the routes tell.</summary>
public static class ApiDocument
{
    /// <summary>Title, version, and how to sign in.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Orleans Registry", Version = "1",
                Description = "One registry for road-transport certificates, charter trips and railway licences. "
                    + "Refusals are application/problem+json with a stable code; texts in zh-CN and en by Accept-Language.",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The token of POST /api/v1/sessions." },
            };
            return Task.CompletedTask;
        });
    }
}

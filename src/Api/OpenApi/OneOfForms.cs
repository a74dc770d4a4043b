using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// The possible forms of an answer, where the request decides which one it is: certificates, or vehicles.
/// </summary>
/// <param name="Forms">The types of the answers.</param>
internal sealed record OneOfForms(params Type[] Forms)
{
    /// <summary>Describes the answer as one of its forms, each of which is one of the document's schemas.</summary>
    public async Task Describe(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var forms = new List<IOpenApiSchema>();
        foreach (var form in Forms)
        {
            var name = SchemaIds.OfList(form);
            if (context.Document!.Components?.Schemas?.ContainsKey(name) != true)
                context.Document.AddComponent(name, await context.GetOrCreateSchemaAsync(form, null, cancellation));
            forms.Add(new OpenApiSchemaReference(name, context.Document));
        }
        ((OpenApiMediaType)operation.Responses!["200"].Content!["application/json"]!).Schema = new OpenApiSchema
        {
            OneOf = forms,
        };
    }
}

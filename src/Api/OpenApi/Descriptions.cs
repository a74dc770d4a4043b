using System.Text.RegularExpressions;
using Microsoft.OpenApi;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// Descriptions are doc comments of the code, with line breaks. In the document a description is one line, so that it
/// does not change with the width of the code.
/// </summary>
internal static partial class Descriptions
{
    [GeneratedRegex(@"\s+")]
    private static partial Regex Gap();

    /// <summary>Makes every description of the schemas one line.</summary>
    public static void Unwrap(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Values) Unwrap(schema);
    }

    private static void Unwrap(IOpenApiSchema schema)
    {
        // A reference has its own description, or shows that of the schema that it names.
        if (schema is OpenApiSchemaReference { Reference: { Description: { } shown } reference })
            reference.Description = Gap().Replace(shown, " ");
        if (schema is not OpenApiSchema own) return;
        if (own.Description is { } text) own.Description = Gap().Replace(text, " ");
        foreach (var property in own.Properties?.Values ?? []) Unwrap(property);
        if (own.Items is { } items) Unwrap(items);
    }
}

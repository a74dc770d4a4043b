using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Endpoints;

namespace OrleansRegistry.Api.OpenApi;

/// <summary>
/// Adds to each operation what its metadata says: who may call it, which refusals it has, which headers it reads.
/// </summary>
internal static class OperationNotes
{
    private static readonly Dictionary<int, string> _problems = new()
    {
        [400] = "The request cannot be read.", [401] = "Not signed in, or the session has ended.",
        [403] = "Not allowed.",
        [404] = "Not found, or nothing that the caller may know of.", [409] = "It collides with what is already so.",
        [412] = "The version in If-Match is not the latest.", [413] = "Too large.",
        [415] = "Not a media type taken here.",
        [422] = "The law says no.", [429] = "Too many requests.",
        [503] = "The storage is away, or too much waits for it; nothing was changed.",
    };

    /// <summary>What single routes answer besides, by their path (L12; found by the fuzzer's long run).</summary>
    private static readonly Dictionary<string, int> _besides = new()
    {
        ["api/v1/sessions"] = 401, ["api/v1/me/not-me"] = 412, ["api/v1/enforcement/snapshot"] = 409,
        ["api/v1/me/export"] = 429,
    };

    private static readonly HashSet<string> _numbers = ["limit", "count", "days"];
    private static readonly HashSet<string> _flags = ["mine", "queue", "overdue", "failed", "toReceive"];

    public static async Task Add(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var posts = context.Description.HttpMethod == "POST";
        var changes = context.Description.HttpMethod is not "GET";
        foreach (var status in Statuses(metadata, context.Description.RelativePath ?? "", posts, changes, operation))
            operation.Responses!.TryAdd(
                status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse { Description = _problems[status] });
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? []) Type(parameter);
        if (posts || context.Description.HttpMethod == "PATCH") Header(operation,
            "Idempotency-Key",
            "1 to 200 visible characters: the same key and content give the same answer.");
        if ((metadata.OfType<Access>().LastOrDefault() ?? Access.Open).NeedsAccount)
        {
            operation.Security = [new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(ApiDocument.Bearer, context.Document)] = [],
            }];
            Header(operation, AccessMiddleware.PartyHeader,
                "The party for which the request acts, by its id in GET /me; left out: the account's own.");
        }
        if (metadata.OfType<EntityCommand>().Any())
            Header(operation, "If-Match", "The version that the caller has seen, such as \"3\".");
        if (metadata.OfType<UploadBody>().Any()) operation.RequestBody = Upload();
        if (metadata.OfType<CalendarBody>().Any()) operation.RequestBody = Calendar();
        if (metadata.OfType<OneOfForms>().LastOrDefault() is { } forms)
            await forms.Describe(operation, context, cancellation);
    }

    private static IEnumerable<int> Statuses(
        IList<object> metadata, string path, bool posts, bool changes, OpenApiOperation operation)
    {
        var access = metadata.OfType<Access>().LastOrDefault() ?? Access.Open;
        // An unknown query parameter is refused, and so is a body or a header that cannot be read.
        if (posts || path.StartsWith("api/", StringComparison.Ordinal)) yield return 400;
        if (access.NeedsAccount) yield return 401;
        if (access.NeedsAccount) yield return 403;
        if (posts || path.Contains('{', StringComparison.Ordinal)) yield return 404;
        if (changes) yield return 413;
        if (changes) yield return 415;
        if (metadata.OfType<EntityCommand>().Any())
        {
            yield return 409;
            yield return 412;
            yield return 422;
        }
        else if (changes)
        {
            yield return 409; // The key of a repeat, with another content.
            if (!path.Contains("check", StringComparison.Ordinal)) yield return 422;
        }
        else if (IsSheet(path))
        {
            yield return 409;
            yield return 422;
        }
        if (_besides.TryGetValue(path, out var besides)) yield return besides;
        // Of an address without an account, and of an account by phone.
        if (changes || metadata.OfType<AddressLimited>().Any()) yield return 429;
        if (path.StartsWith("api/", StringComparison.Ordinal) || path == "readyz") yield return 503;
    }

    /// <summary>A paper is drawn of what stands as it should: decided, cancelled, valid.</summary>
    private static bool IsSheet(string path) => path.EndsWith(".svg", StringComparison.Ordinal)
        || path.EndsWith(".pdf", StringComparison.Ordinal) || path.EndsWith(".png", StringComparison.Ordinal);

    private static void Header(OpenApiOperation operation, string name, string description)
    {
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = name, In = ParameterLocation.Header, Description = description,
            Schema = new OpenApiSchema { Type = JsonSchemaType.String },
        });
    }

    /// <summary>
    /// Query parameters are text for the handlers, so that a wrong one gets a problem; clients see the real type.
    /// </summary>
    private static void Type(OpenApiParameter parameter)
    {
        if (parameter.Name is null || parameter.In != ParameterLocation.Query) return;
        parameter.Name = char.ToLowerInvariant(parameter.Name[0]) + parameter.Name[1..];
        parameter.Schema = parameter.Name switch
        {
            var name when _numbers.Contains(name) =>
                new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            var name when _flags.Contains(name) => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            "from" => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String },
        };
        parameter.Description ??= parameter.Name switch
        {
            "limit" => "1 to 200; 50 when not told.",
            "cursor" => "From next of the page before.",
            _ => null,
        };
    }

    private static OpenApiRequestBody Upload() => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "file", "kind" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                        ["kind"] = new OpenApiSchema
                        {
                            Type = JsonSchemaType.String, Description = "A material kind (http.md 5).",
                        },
                    },
                },
            },
        },
    };

    private static OpenApiRequestBody Calendar() => new()
    {
        Required = true,
        Description = "{\"2027\": {\"holidays\": [dates], \"workdays\": [dates]}}; a year is given whole.",
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object } },
        },
    };
}

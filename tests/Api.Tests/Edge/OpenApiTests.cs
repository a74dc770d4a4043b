using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Views;

namespace OrleansRegistry.Api.Tests.Edge;

/// <summary>Goal: the committed openapi/v1.json is what the program serves, and says what clients need.</summary>
[Collection(Shared.Name)]
public sealed class OpenApiTests(RegistryApp app)
{
    /// <summary>The domain's names are frozen in its golden files; these only the API host knows.</summary>
    [Fact]
    public void Names_that_only_the_edge_sends_stay_as_they_are()
    {
        static string Texts<T>() where T : struct, Enum =>
            string.Join(' ', Enum.GetValues<T>().Select(value => JsonSerializer.Serialize(value).Trim('"')));
        Assert.Equal(
            "certificate passengerDriver freightDriver dangerousGoodsDriver dangerousGoodsEscort dangerousGoodsLoader "
            + "vehicle",
            Texts<SearchKind>());
        Assert.Equal("notStarted inProgress ended cancelled", Texts<DisplayState>());
    }

    /// <summary>A search casts the one to the other: a kind that is missing here could not be searched for.</summary>
    [Fact]
    public void Each_kind_of_certificate_is_a_kind_of_search_with_the_same_number() => Assert.All(
        Enum.GetValues<CertificateKind>(), kind => Assert.Equal(kind.ToString(), ((SearchKind)kind).ToString()));

    /// <summary>Clients make their types of these names: what is renamed in C# keeps the published one.</summary>
    [Fact]
    public async Task Names_of_schemas_only_grow()
    {
        var file = Path.Combine(Root(), "tests/Api.Tests/golden/schema-names.txt");
        var published = (await File.ReadAllLinesAsync(file)).ToHashSet();
        var document = await app.Anonymous().Get("/openapi/v1.json");
        var served = document["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).ToHashSet();

        Assert.Equal([], published.Except(served).Select(
            name => $"was published, name the type so in SchemaIds.cs: {name}"));
        Assert.Equal([], served.Except(published).Select(name => $"new, add it to {file}: {name}"));
    }

    [Fact]
    public async Task The_committed_document_is_the_one_that_is_served()
    {
        var served = await app.Anonymous().Get("/openapi/v1.json");
        var committed = JsonNode.Parse(await File.ReadAllTextAsync(Committed()))!;
        Assert.True(JsonNode.DeepEquals(served, committed),
            "openapi/v1.json is not up to date. Build src/Api (dotnet build src/Api), "
            + "look at the change in openapi/v1.json, and commit it.");
    }

    [Fact]
    public async Task It_is_3_1_and_every_operation_has_an_id_a_summary_and_says_who_may_call_it()
    {
        var document = await app.Anonymous().Get("/openapi/v1.json");
        Assert.StartsWith("3.1", (string)document["openapi"]!, StringComparison.Ordinal);
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                Assert.False(string.IsNullOrEmpty((string?)operation!["summary"]), $"{method} {path} has no summary");
                Assert.False(
                    string.IsNullOrEmpty((string?)operation["operationId"]), $"{method} {path} has no operationId");
                var row = AccessTable.Rows.Single(known => known.Route == path
                    && string.Equals(known.Method, method, StringComparison.OrdinalIgnoreCase));
                Assert.Equal(row.Who[0] != "open", operation["security"] is not null);
            }
        }
    }

    [Fact]
    public async Task Every_route_but_those_of_development_and_of_the_document_itself_is_described()
    {
        var document = await app.Anonymous().Get("/openapi/v1.json");
        var described = document["paths"]!.AsObject()
            .SelectMany(
                path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"));
        var known = AccessTable.Rows.Where(row => !row.Route.StartsWith("/dev/", StringComparison.Ordinal)
            && !row.Route.StartsWith("/openapi", StringComparison.Ordinal)
            && !row.Route.StartsWith("/docs", StringComparison.Ordinal)).Select(row => $"{row.Method} {row.Route}");
        Assert.Equal(known.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    /// <summary>Addresses stand in logs, histories of browsers and on proxies (ASVS 14.2.1).</summary>
    [Fact]
    public async Task No_address_has_a_place_for_a_name_a_number_or_a_phone_of_a_person()
    {
        string[] ids =
        [
            "accountId", "factId", "id", "key", "kid", "kind", "n", "opinion", "railLicenceId", "recoveryId",
            "secret", "serviceId", "token", "violationId",
        ];
        // query: a part of the name of an enterprise or a region; plate: a vehicle's.
        string[] words =
        [
            "class", "count", "cursor", "days", "dryRun", "examSessionId", "failed", "finding", "from", "kind",
            "layout", "limit", "medium", "mine", "newEmployerId", "of", "operatingStatus", "overdue", "placeId",
            "plate", "query", "queue", "reason", "service", "status", "to", "toReceive", "under", "unit",
            "unread", "way",
        ];
        var document = await app.Anonymous().Get("/openapi/v1.json");
        var known = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject())
            .SelectMany(operation => operation.Value!["parameters"]?.AsArray() ?? [])
            .Where(one => (string)one!["in"]! is "path" or "query")
            .Select(one => ((string)one!["in"]!, (string)one["name"]!)).ToHashSet();
        Assert.Equal([], known.Where(one => !(one.Item1 == "path" ? ids : words).Contains(one.Item2)));
    }

    private static string Committed() => Path.Combine(Root(), "openapi/v1.json");

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}

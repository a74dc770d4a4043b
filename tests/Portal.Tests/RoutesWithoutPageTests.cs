using System.Reflection;
using System.Text.Json.Nodes;
using OrleansRegistry.Portal.Tests.Support;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whatever may be done by the API can be done on a page, sooner or later. Method: each operation stands in one
/// of two files, with its page or without. A new operation has a page, and the file of those without only shrinks.
/// </summary>
public sealed class RoutesWithoutPageTests
{
    private static readonly string _root = typeof(RoutesWithoutPageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RegistryRoot").Value!;

    [Fact]
    public void Every_operation_of_the_API_has_a_page_or_stands_among_those_that_lack_one()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(_root, "openapi/v1.json")))!;
        var operations = from path in document["paths"]!.AsObject()
                         from method in path.Value!.AsObject()
                         where method.Value is JsonObject operation && operation.ContainsKey("operationId")
                         select (string)method.Value!["operationId"]!;
        Assert.Equal(
            operations.Order(StringComparer.Ordinal),
            WithPage.Select(one => one.Operation).Distinct().Concat(Without).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_that_an_operation_is_said_to_have_is_there()
    {
        var pages = PageTable.Rows.Select(row => row.Route).ToHashSet();
        Assert.All(WithPage, one => Assert.True(pages.Contains(one.Page), $"{one.Operation}: {one.Page}"));
    }

    private static IEnumerable<(string Operation, string Page)> WithPage =>
        Lines("routes-with-page.txt").Select(line => line.Split(' ')).Select(parts => (parts[0], parts[1]));

    private static IEnumerable<string> Without => Lines("routes-without-page.txt");

    private static string[] Lines(string name) =>
        File.ReadAllLines(Path.Combine(_root, "tests/Portal.Tests", name));
}

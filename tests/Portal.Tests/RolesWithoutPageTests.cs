using System.Reflection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.Tests;

/// <summary>
/// Goal: whatever a role may do by the API it can do on a page of its own, and not only some other role that may do it,
/// too. Method: the roles of each operation are compared with those of its pages (routes-with-page.txt). What is
/// lacking stands in a file that only shrinks.
/// </summary>
[Collection(Shared.Name)]
public sealed class RolesWithoutPageTests(RegistryApp app)
{
    private static readonly string _root = typeof(RolesWithoutPageTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RegistryRoot").Value!;

    [Fact]
    public void Every_role_that_may_use_an_operation_has_a_page_for_it_or_stands_among_those_that_lack_one()
    {
        var endpoints = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .ToList();
        var readers = endpoints.Where(one => one.Metadata.GetMetadata<PageAccess>() is not null).ToLookup(
            one => "/" + one.RoutePattern.RawText!.Trim('/'), one => one.Metadata.GetMetadata<PageAccess>()!);
        var pages = Lines("routes-with-page.txt").Select(line => line.Split(' ')).ToLookup(
            parts => parts[0], parts => parts[1]);
        var lacking = from endpoint in endpoints
                      let access = endpoint.Metadata.GetMetadata<Api.Http.Access>()
                      let operation = endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
                      where access is { AnyOf: not Roles.None } && operation is not null && pages.Contains(operation)
                      let served = pages[operation].SelectMany(page => readers[page])
                      from role in Enum.GetValues<Roles>()
                      where role != Roles.None && (access.AnyOf & role) != 0
                          && !served.Any(page => page.AnyOf == Roles.None || (page.AnyOf & role) != 0)
                      orderby operation, role
                      select $"{operation} {role}";
        var said = string.Join('\n', lacking.Distinct());
        Assert.True(said == string.Join('\n', Lines("roles-without-page.txt")), said);
    }

    private static string[] Lines(string name) =>
        File.ReadAllLines(Path.Combine(_root, "tests/Portal.Tests", name));
}

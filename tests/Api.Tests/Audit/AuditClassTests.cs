using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrleansRegistry.Api.Audit;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Api.Tests.Support;
using OrleansRegistry.Domain.Audit;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Api.Tests.Audit;

/// <summary>
/// Goal: nobody adds a route without having thought about what it leaves in the audit. Method: the table is compared
/// with the program's own routes, and the start is tried with one that is not in it.
/// </summary>
[Collection(Shared.Name)]
public sealed class AuditClassTests(RegistryApp app)
{
    private IEnumerable<RouteEndpoint> Routes =>
        from endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<PageAccess>() is null
        select endpoint;

    [Fact]
    public void Every_route_has_a_class_and_every_row_a_route()
    {
        Assert.DoesNotContain(Routes, route => AuditTable.Find(route) is null);
        var rows = AuditTable.All.Select(row => row.What).ToHashSet();
        Assert.Empty(rows.Except(Routes.Select(route => AuditTable.Find(route)!.What)));
        // What has no row is a command to an entity: the event is its record.
        var others = Routes.Where(route => !rows.Contains(AuditTable.Find(route)!.What)).ToList();
        Assert.True(others.Count > 70, $"{others.Count}");
        Assert.All(others, route =>
        {
            Assert.NotNull(route.Metadata.GetMetadata<EntityCommand>());
            Assert.DoesNotContain("GET", route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods);
            Assert.Equal(AuditClass.Own, AuditTable.Find(route)!.Class);
        });
    }

    [Fact]
    public void T8_a_route_without_a_class_stops_the_start_in_Development()
    {
        var stranger = new RouteEndpoint(
            _ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/api/v1/new"), 0,
            new EndpointMetadataCollection(Api.Http.Access.SignedIn), "GET /api/v1/new");
        AuditFilter.RefuseUnclassified(Routes);
        var refused = Assert.Throws<InvalidOperationException>(
            () => AuditFilter.RefuseUnclassified([.. Routes, stranger]));
        Assert.Contains("GET /api/v1/new", refused.Message, StringComparison.Ordinal);
    }
}

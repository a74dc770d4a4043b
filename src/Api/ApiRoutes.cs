using OrleansRegistry.Api.Endpoints;
using OrleansRegistry.Api.Http;

namespace OrleansRegistry.Api;

/// <summary>All routes of the contract, version 1.</summary>
public static class ApiRoutes
{
    /// <summary>Puts the pipeline and the routes onto an application.</summary>
    public static void MapRegistry(this WebApplication app, bool development, bool clockStands)
    {
        app.UseRouting();
        app.UseMiddleware<RequestCount>();
        app.UseMiddleware<FaultCheck>();
        app.UseMiddleware<CallerCheck>();
        app.UseEndpoints(_ => { });

        Running.Map(app);
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new OpenToAll());
        if (development && clockStands) Running.MapClock(app);

        var api = app.MapGroup("/api/v1");
        Catalogues.Map(api);
        Sessions.Map(api);
        Me.Map(api);
        MyData.Map(api);
        Documents.Map(api);
        Certificates.Map(api);
        Applications.Map(api);
        Persons.Map(api);
        Searching.Map(api);
        Administration.Map(api);
        app.MapFallback(context => new ApiProblem(Domain.Machines.Refusals.NotFound()).ExecuteAsync(context)).WithMetadata(new OpenToAll());
    }
}

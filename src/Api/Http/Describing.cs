using System.Text.Json.Nodes;

namespace OrleansRegistry.Api.Http;

/// <summary>What the OpenAPI document says of a route whose body and answer are read and written by hand.</summary>
public static class Describing
{
    /// <summary>The JSON body that it takes.</summary>
    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route) =>
        route.WithMetadata(new Microsoft.AspNetCore.Http.Metadata.AcceptsMetadata(["application/json"], typeof(T)));

    /// <summary>What it answers, and in one line what it is for. Refusals are problem details everywhere.</summary>
    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, string summary, int status = 200) =>
        route.Produces<T>(status, "application/json").ProducesProblem(400).ProducesProblem(422).WithSummary(summary);

    /// <summary>What a route without JSON answers is for.</summary>
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string summary, int status = 200) =>
        route.Produces(status).WithSummary(summary);

    /// <summary>Anybody may call it.</summary>
    public static RouteHandlerBuilder Open(this RouteHandlerBuilder route) => route.WithMetadata(new OpenToAll());
}

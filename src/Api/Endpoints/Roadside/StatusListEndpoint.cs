using System.Globalization;
using System.Text;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Verification;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// GET /status-list/{n}: what offline verifiers download, by the IETF Token Status List
/// (docs/adr/0122). It is outside the API's path and open to everybody, as the keys are.
/// </summary>
internal static class StatusListEndpoint
{
    /// <summary>Caches may keep it for this time; its <c>ttl</c> says how long a verifier may.</summary>
    private const int KeptSeconds = 60;

    public static void Map(IEndpointRouteBuilder routes, AddressLimit limit) =>
        routes.MapGet("/status-list/{n}", (string n, HttpContext http, IRegistry registry) =>
                Get(n, limit, http, registry))
            .WithTags("verification").For(Access.Open).WithName("getStatusList")
            .WithSummary("One bit for each document: set when it was taken back. A signed list, good for 24 hours.")
            .WithMetadata(AddressLimited.Marker)
            .Produces<string>(StatusCodes.Status200OK, contentType: "application/" + StatusListText.Type);

    private static async Task<IResult> Get(string n, AddressLimit limit, HttpContext http, IRegistry registry)
    {
        if (limit.WaitOf(http) is { } wait) return new ApiProblem(AccessRefusals.TooManyChecks(wait));
        if (!int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await registry.Verification.StatusList(number, http.RequestAborted) is not { } list)
            return new ApiProblem(Refusals.NotFound());
        http.Response.Headers.CacheControl = $"public, max-age={KeptSeconds}";
        return Results.Bytes(Encoding.ASCII.GetBytes(list), "application/" + StatusListText.Type);
    }
}

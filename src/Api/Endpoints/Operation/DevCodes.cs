using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>The last verification codes, newest first, 20 at most.</summary>
public sealed record CodesView(ImmutableArray<SentCode> Items);

/// <summary>
/// What phones would have received, for trying things out (http.md 9). The route exists only in Development.
/// </summary>
internal static class DevCodes
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/dev/codes", List).ExcludeFromDescription().For(Access.Open);

    private static async Task<Reply<CodesView>> List(IRegistry registry, CancellationToken cancellation) =>
        new CodesView([.. (await registry.Accounts.LastCodes(cancellation))
            .Select(sent => sent with { At = ShanghaiTime.ToLocal(sent.At) })]);
}

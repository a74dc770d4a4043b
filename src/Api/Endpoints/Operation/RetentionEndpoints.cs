using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Retention;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>How long data of a kind is kept, and the last run.</summary>
/// <param name="Name">What it is, in the caller's language.</param>
/// <param name="Kept">True: as long as the register exists.</param>
/// <param name="Years">Whole years; left out when there are none.</param>
/// <param name="Days">Days; left out: none.</param>
/// <param name="From">From when it counts.</param>
/// <param name="Law">The article; or that this registry decided it.</param>
/// <param name="LastRunAt">When it was last carried out; left out for a rule that is not carried out daily.</param>
/// <param name="LastErased">How many were erased in that run.</param>
/// <param name="ErasedInAll">How many were ever erased.</param>
public sealed record RetentionView(
    RetentionKind Kind, string Name, bool Kept, int? Years, int? Days, string From, string Law,
    DateTimeOffset? LastRunAt, long? LastErased, long? ErasedInAll);

/// <summary>The table of retention, for administrators (decisions 7).</summary>
internal static class RetentionEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/admin/retention", List).WithTags("admin").For(Access.Of(Roles.Administrator | Roles.Auditor))
            .WithName("listRetention")
            .WithSummary("How long which data is kept, by what law, and what was erased when.");

    private static async Task<Reply<Listing<RetentionView>>> List(
        HttpContext http, IRegistry registry, CancellationToken cancellation)
    {
        var runs = await registry.Operations.Retained(cancellation);
        return new Listing<RetentionView>(
            [.. RetentionTable.All.Select(rule => ViewOf(rule, runs?.Of(rule.Kind), http))], null);
    }

    private static RetentionView ViewOf(RetentionRule rule, RetentionRun? run, HttpContext http) => new(
        rule.Kind, Languages.In(http, rule.Name), rule.IsKept, rule.Years > 0 ? rule.Years : null,
        rule.Days > 0 ? rule.Days : null, Languages.In(http, rule.From), Languages.In(http, rule.Law),
        run is null ? null : ShanghaiTime.ToLocal(run.At), run?.Erased, run?.ErasedInAll);
}

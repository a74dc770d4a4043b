using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A code that replaced a former one.</summary>
public sealed record RegionSuccessorView(string Code, string Name);

/// <summary>A region of GB/T 2260.</summary>
/// <param name="Code">Six digits.</param>
/// <param name="Prefix">The digits with which the codes in it begin, 2, 4 or 6; authorities are named by them.</param>
/// <param name="Name">Its own name.</param>
/// <param name="FullName">The name from the province on.</param>
/// <param name="Level">Province, city or county.</param>
/// <param name="Current">False: the code is no longer issued, but still valid.</param>
/// <param name="Successors">The codes that replaced a former one.</param>
public sealed record RegionView(
    string Code, string Prefix, string Name, string FullName, RegionLevel Level, bool Current,
    ImmutableArray<RegionSuccessorView>? Successors)
{
    internal static RegionView Of(Region region) => new(
        region.Code, region.Prefix, region.Name, Regions.FullNameOf(region.Code) ?? region.Name, region.Level,
        region.IsCurrent,
        region.IsCurrent ? null : [.. region.Successors.Select(code => new RegionSuccessorView(
            code, Regions.FullNameOf(code) ?? code))]);
}

/// <summary>Regions to choose from, by level or by name (http.md 9).</summary>
internal static class RegionEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/regions", List).WithTags("reference").For(Access.Open).WithName("listRegions").WithSummary(
            "Regions of GB/T 2260, by code: the provinces; what lies next below one (?under=, 2, 4 or 6 digits); or "
            + "those whose name has ?query= in it or whose code begins with it, within ?under= when both are given. "
            + "A whole code also finds a region of former years, with what took its place.");

    private static Reply<Listing<RegionView>> List(string? under, string? query, string? limit, string? cursor)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        if (Paging.Text("query", query) is { } noQuery) return noQuery;
        if (under is not null && Regions.Find(under) is null)
            return Refusals.Malformed(Refusals.Fault(
                "under", "没有该行政区划代码。", "No region has this code (GB/T 2260: 2, 4 or 6 digits)."));
        var after = page.Cursor ?? "";
        if (after.Length > 0 && Regions.Find(after) is null) return Refusals.Malformed(Paging.BadCursor());
        Region[] found =
        [
            .. (query is null ? Regions.Below(under) : Regions.Search(query.Trim(), under))
                .Where(region => string.CompareOrdinal(region.Code, after) > 0).Take(page.Limit + 1),
        ];
        return new Listing<RegionView>(
            [.. found.Take(page.Limit).Select(RegionView.Of)],
            found.Length > page.Limit ? found[page.Limit - 1].Code : null);
    }
}

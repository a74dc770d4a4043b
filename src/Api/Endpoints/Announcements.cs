using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A decision that the law announces. Of a name only its first character; no identity number.</summary>
/// <param name="Id">The number of the approval (批文号).</param>
/// <param name="On">The day of the announcement.</param>
/// <param name="DecidedOn">The day of the decision.</param>
/// <param name="Text">What was decided, in words.</param>
/// <param name="Service">For which service.</param>
/// <param name="Name">Whose; all but the first character are stars.</param>
/// <param name="Classes">The classes on the licence.</param>
public sealed record AnnouncementView(
    string Id, DateOnly On, DateOnly DecidedOn, LocalText Text, ServiceId Service, string ApprovalNumber, string Name, ImmutableArray<string> Classes)
{
    internal static AnnouncementView Of(Announcement a)
    {
        var (names, classes) = (Catalogue.Of(a.Service).Names, string.Join('、', a.Classes));
        return new AnnouncementView(a.ApprovalNumber, a.AnnouncedOn, a.DecidedOn,
            new LocalText($"准予{a.Name}{names.Zh}（{classes}），批文号 {a.ApprovalNumber}。",
                $"Granted to {a.Name}: {names.En} ({classes}), approval number {a.ApprovalNumber}."),
            a.Service, a.ApprovalNumber, a.Name, a.Classes);
    }
}

/// <summary>GET /announcements (http.md 2): what the National Railway Administration announces on the web (网上公告, rules.md B.1).</summary>
internal static class Announcements
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/announcements", List).WithTags("reference").For(Access.Open).WithName("listAnnouncements")
            .WithSummary("Decisions that the law announces, newest decision first.");

    private static async Task<Reply<Listing<AnnouncementView>>> List(
        string? limit, string? cursor, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        var rows = await registry.Queries.Announced(page, cancellation);
        var views = ImmutableArray.CreateBuilder<AnnouncementView>();
        foreach (var row in rows.Items)
        {
            if (row.Application is not RailApplication { AnnouncedAt: not null } application) continue;
            if (await registry.Load(row.Id, cancellation) is not { State: RailCareer c } loaded) continue;
            var name = c.Licence?.Name ?? loaded.Facts.Person(c.PersonKey)!.Name;
            if (Announcement.Of(application, c, name) is { } announced) views.Add(AnnouncementView.Of(announced));
        }
        return new Listing<AnnouncementView>(views.ToImmutable(), rows.Next);
    }
}

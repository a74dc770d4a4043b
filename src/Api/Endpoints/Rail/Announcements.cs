using System.Collections.Immutable;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>
/// A decision that must be announced by law: of the railway, with only the first character of the name; or about
/// charter trips.
/// </summary>
/// <param name="Id">For the railway the number of the approval (批文号).</param>
/// <param name="On">The day of the announcement.</param>
/// <param name="Text">The decision, in words.</param>
public sealed record AnnouncementView(string Id, DateOnly On, LocalText Text)
{
    /// <summary>What it is about: railDecision, charterScope, charterCapabilities.</summary>
    public string? Kind { get; init; }

    /// <summary>The province of the certificates, for a charter scope.</summary>
    public string? Home { get; init; }

    /// <summary>The provinces of a charter scope, or those that issue certificates.</summary>
    public ImmutableArray<ProvinceView>? Provinces { get; init; }

    /// <summary>Of the railway: the day of the decision.</summary>
    public DateOnly? DecidedOn { get; init; }

    /// <summary>Of the railway: the service.</summary>
    public ServiceId? Service { get; init; }

    /// <summary>Of the railway: the number of the approval (批文号).</summary>
    public string? ApprovalNumber { get; init; }

    /// <summary>Of the railway: the name, its first character and stars; no number is shown.</summary>
    public string? Name { get; init; }

    /// <summary>Of the railway: the classes on the licence.</summary>
    public ImmutableArray<string>? Classes { get; init; }

    internal static AnnouncementView Of(Announcement a)
    {
        var (names, classes) = (Catalogue.Of(a.Service).Names, string.Join('、', a.Classes));
        return new AnnouncementView(a.ApprovalNumber, a.AnnouncedOn,
            new LocalText($"准予{a.Name}{names.Zh}（{classes}），批文号 {a.ApprovalNumber}。",
                $"Granted to {a.Name}: {names.En} ({classes}), approval number {a.ApprovalNumber}."))
        {
            Kind = "railDecision", DecidedOn = a.DecidedOn, Service = a.Service, ApprovalNumber = a.ApprovalNumber,
            Name = a.Name, Classes = a.Classes,
        };
    }
}

/// <summary>
/// GET /announcements (http.md 2): the scope of charter certificates, once, and what the National Railway
/// Administration announces on the web (网上公告, rules.md B.1), page by page.
/// </summary>
internal static class Announcements
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/announcements", List).WithTags("reference").For(Access.Open).WithName("listAnnouncements")
            .WithSummary("Decisions that the law announces, newest decision first.");

    private static async Task<Reply<Listing<AnnouncementView>>> List(
        string? limit, string? cursor, IRegistry registry, CancellationToken cancellation)
    {
        if (Paging.Read(limit, cursor, out var page) is { } bad) return bad;
        var announced = await Reads.Announced(registry, page, cancellation);
        var charter = page.Cursor is null ? CharterAnnouncements.Of(registry.CharterRulebook) : [];
        return new Listing<AnnouncementView>(
            [.. charter, .. announced.Items.Select(AnnouncementView.Of)], announced.Next);
    }
}

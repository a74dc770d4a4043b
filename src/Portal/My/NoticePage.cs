using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>Notices to the reader.</summary>
/// <param name="Items">When, and what, newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Today">The legal date.</param>
public sealed record NoticeListModel(
    ImmutableArray<(DateTimeOffset At, LocalText Text)> Items, string? Next, DateOnly Today);

/// <summary>GET /my/notices: what the reader was notified of, in the words that were sent.</summary>
internal static class NoticePage
{
    private const int MaxListed = 30;

    public static void Map(IEndpointRouteBuilder pages) =>
        pages.MapGet("/my/notices", Show).For(PageAccess.Of(Roles.Holder));

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var notices = await registry.As(page.Actor).OwnNotices(
            new PageRequest(MaxListed, cursor), cancellation: cancellation);
        return page.Show<NoticeList>(new NoticeListModel(
            [.. notices.Items.Select(record => (record.At, NoticeTexts.Of(record.Notice)))],
            notices.Next, ShanghaiTime.DateOf(registry.Now)));
    }
}

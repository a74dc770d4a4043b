using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Portal.Http;

namespace OrleansRegistry.Portal.My;

/// <summary>Notices to the reader.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Next">The cursor of the next page; null: this is the end.</param>
/// <param name="Today">The legal date.</param>
public sealed record NoticeListModel(
    ImmutableArray<NoticeRecord> Items, string? Next, DateOnly Today)
{
    /// <summary>The form of each button.</summary>
    public FormState Form { get; } = FormState.New();
}

/// <summary>
/// GET /my/notices: the notices to the reader, in the words that were sent, and which of them are new.
/// </summary>
internal static class NoticePage
{
    private const int MaxListed = 30;

    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/my/notices", Show).For(PageAccess.Of(Roles.Holder));
        pages.MapPost("/my/notices/{id:long}/read", Read).For(PageAccess.Of(Roles.Holder));
    }

    private static async Task<IResult> Read(
        long id, PageContext page, IRegistry registry, CancellationToken cancellation) =>
        (await registry.As(page.Actor).ReadNotice(id, cancellation)).Refusal is { } refusal
            ? page.Refused(refusal) : Go.To("/my/notices");

    private static async Task<IResult> Show(
        string? cursor, PageContext page, IRegistry registry, CancellationToken cancellation)
    {
        var notices = await registry.As(page.Actor).OwnNotices(
            new PageRequest(MaxListed, cursor), cancellation: cancellation);
        return page.Show<NoticeList>(
            new NoticeListModel(notices.Items, notices.Next, ShanghaiTime.DateOf(registry.Now)));
    }
}

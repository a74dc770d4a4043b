using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;
using OrleansRegistry.Api.Http;
using OrleansRegistry.Domain.Access;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Notices;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Api.Endpoints;

/// <summary>A notice to the caller.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What it is about, a stable name.</param>
/// <param name="About">The entity it is about.</param>
/// <param name="At">When it was caused.</param>
/// <param name="SentAt">When every channel had accepted it; left out before that.</param>
/// <param name="Values">The values in the text.</param>
/// <param name="Text">The text, in the caller's language.</param>
/// <param name="ReadAt">When it was read; left out before that.</param>
public sealed record NoticeView(
    long Id,
    string Kind,
    string About,
    DateTimeOffset At,
    DateTimeOffset? SentAt,
    ImmutableSortedDictionary<string, string> Values,
    string Text,
    DateTimeOffset? ReadAt)
{
    internal static NoticeView Of(NoticeRecord n, HttpContext http) => new(
        n.Id,
        n.Notice.Kind,
        n.Entity.Key,
        ShanghaiTime.ToLocal(n.At),
        n.SentAt is { } at ? ShanghaiTime.ToLocal(at) : null,
        n.Notice.Values,
        Languages.In(http, NoticeTexts.Of(n.Notice)),
        n.ReadAt is { } read ? ShanghaiTime.ToLocal(read) : null);
}

/// <summary>A filter on notices, as text that is not parsed yet.</summary>
public sealed record NoticeFilter(
    [property: Description("true: only what was not read")] string? Unread,
    [property: Description("Only this kind, such as renewalOpens")] string? Kind,
    [property: Description("1 to 200; 50 when not given")] string? Limit,
    [property: Description("From next of the page before")] string? Cursor)
{
    /// <summary>The filter; or the refusal if it could not be parsed.</summary>
    internal Refusal? Read(out NoticesWanted wanted, out PageRequest page)
    {
        (wanted, page) = (default, new PageRequest());
        if (Paging.Flag("unread", Unread, out var unread) is { } bad) return bad;
        if (Kind is not null && !NoticeTexts.Kinds.Contains(Kind))
            return Refusals.Malformed(Refusals.Fault("kind", "没有该类通知。", "There is no such kind of notice."));
        wanted = new NoticesWanted(unread, Kind);
        return Paging.Read(Limit, Cursor, out page);
    }
}

/// <summary>
/// The notices to the caller: a person, an operator, an employer or its unit, an officer's desk, the railway's offices,
/// administrators and auditors each see their own (http.md 9).
/// </summary>
internal static class OwnNotices
{
    public static void Map(RouteGroupBuilder me)
    {
        me.MapGet("/notices", List).For(Access.SignedIn).WithName("listNotices")
            .WithSummary("Notices to the caller, whom it acts for and its desk, newest first.");
        me.MapPost("/notices/{id}/read", MarkRead).For(Access.SignedIn).WithName("readNotice")
            .WithSummary("The notice was read; of a desk's it is enough that one of its officers has read it.");
    }

    private static async Task<Reply<Listing<NoticeView>>> List(
        [AsParameters] NoticeFilter filter, HttpContext http, Caller caller, IRegistry registry,
        CancellationToken cancellation)
    {
        if (filter.Read(out var wanted, out var page) is { } bad) return bad;
        return Listing<NoticeView>.Of(
            await registry.As(caller.Actor).OwnNotices(page, wanted, cancellation), n => NoticeView.Of(n, http));
    }

    private static async Task<Reply<NoticeView>> MarkRead(
        string id, HttpContext http, CommandRequest<NoMembers> request, IRegistry registry,
        CancellationToken cancellation)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return Refusals.NotFound();
        var (notice, refusal) = await registry.As(request.Caller.Actor).ReadNotice(number, cancellation);
        return refusal is not null ? refusal : NoticeView.Of(notice!, http);
    }
}
